import { wordsForBytes } from '../../../kernel/words.ts'
import type { Column, TagColour } from '../../../platform/components/data-table.ts'
import { DOCUMENT_TYPES } from '../../../kernel/document-kinds.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { AUDIENCE_NAMES, DOCUMENT_KIND_NAMES, type Audience, type PackageDocument } from '../../terms/document.ts'

const COLOURS: Readonly<Record<Audience, TagColour>> = { council: 'grey', placed: 'blue', offered: 'purple', withdrawn: 'red' }
const SHORT: Readonly<Record<Audience, string>> = { council: 'Council alone', placed: 'Who holds it', offered: 'Everybody asked', withdrawn: 'Withdrawn' }

/** The columns of the list of documents; the council also sees who may read each, and may change it. */
export function documentColumns(mayOpen: boolean, isCouncil: boolean): readonly Column<PackageDocument>[] {
  return [
    { key: 'document', heading: 'Document', value: documentCell, sort: ({ kind }) => DOCUMENT_KIND_NAMES[kind] },
    { key: 'file', heading: 'File', value: ({ mediaType, byteCount, version }) => ({ text: `${DOCUMENT_TYPES[mediaType].name}, ${wordsForBytes(byteCount)}`, hint: `Version ${String(version)}` }) },
    { key: 'uploaded', heading: 'Uploaded', value: ({ uploadedAt, uploadedBy, providerId }) => ({ text: wordsForMoment(uploadedAt), hint: `${uploadedBy}, ${providerId === null ? 'the council' : 'the provider'}` }), sort: ({ uploadedAt }) => uploadedAt.epochMilliseconds },
    ...(isCouncil ? [{ key: 'audience', heading: 'Who may see it', value: ({ audience }: PackageDocument) => ({ text: '', tag: { text: SHORT[audience], colour: COLOURS[audience] } }) }] : []),
    ...(mayOpen ? [{ key: 'change', heading: 'Change', value: ({ id, kind }: PackageDocument) => ({ text: `Change who sees the ${DOCUMENT_KIND_NAMES[kind].toLowerCase()}`, href: `/documents/${id}` }) }] : []),
  ]
}

function documentCell({ id, kind, fileName, audience }: PackageDocument) {
  return audience === 'withdrawn' ? { text: DOCUMENT_KIND_NAMES[kind], hint: fileName } : { text: DOCUMENT_KIND_NAMES[kind], href: `/documents/${id}/file`, hint: fileName }
}

/** Choices of who may see a document. */
export function audienceItems(withWithdrawn: boolean): { value: Audience; text: string }[] {
  const all: Audience[] = withWithdrawn ? ['council', 'placed', 'offered', 'withdrawn'] : ['council', 'placed', 'offered']
  return all.map((value) => ({ value, text: value === 'withdrawn' ? 'Nobody: it is withdrawn' : AUDIENCE_NAMES[value] }))
}

import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { checkedDocument } from '../../platform/files/checked-document.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { audienceFault } from '../rules/document-audience.ts'
import { listDocuments } from '../store/document.read.ts'
import { insertAudience, insertDocument, lockDocumentSeries } from '../store/document.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { listAskedProviders } from '../store/query.read.ts'
import { OPEN_DOCUMENTS, UPLOAD_DOCUMENTS, type Audience, type DocumentKind, type PackageDocument } from '../terms/document.ts'
import { DOCUMENT_ADDED } from '../terms/webhooks.ts'

/** A document to keep with a package. `replaces` names the version that it takes the place of; that one is kept. */
export interface UploadInput {
  readonly packageId: string
  readonly kind: DocumentKind
  readonly file: { readonly name: string; readonly bytes: Buffer }
  readonly audience: Exclude<Audience, 'withdrawn'>
  readonly statesNoIdentity: boolean
  readonly replaces: string | null
}

/**
 * Keeps a document with a package. A provider uploads to a package whose placement it holds, for itself and the council. Throws `Refused`
 * for a file that is too large or of no kind that is kept, by its bytes, and for an audience that was not stated to be safe; `NotFound`.
 */
export async function uploadDocument(house: House, actor: Actor, input: UploadInput): Promise<{ readonly documentId: string }> {
  return write(house, actor, async (work) => {
    need(actor, UPLOAD_DOCUMENTS)
    const carePackage = await getPackage(work, input.packageId)
    const { organisationId } = actor
    if (organisationId !== null && (await listPlacementRows(work.tx, { packageId: carePackage.id, providerId: organisationId })).length === 0) throw new NotFound('The package')
    const fault = audienceFault(input.audience, input.statesNoIdentity, organisationId !== null)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.clause === 'identity' ? 'statesNoIdentity' : 'audience')
    const document = { ...checkedDocument(input.file), ...(await placeOf(work, input)), id: randomUUID(), packageId: carePackage.id, providerId: organisationId, kind: input.kind, uploadedAt: work.now, uploadedBy: actor.name }
    await insertDocument(work.tx, document, input.file.bytes)
    await insertAudience(work.tx, { documentId: document.id, audience: input.audience, withoutIdentity: input.statesNoIdentity, reason: null, at: work.now, by: actor.name })
    work.audit({ kind: 'document-uploaded', subjectKind: 'document', subjectId: document.id, personId: carePackage.personId, detail: { packageId: carePackage.id, documentKind: input.kind, version: document.version, sha256: document.sha256, audience: input.audience } })
    await tellReaders(work, carePackage, document, input.audience)
    return { documentId: document.id }
  })
}

/** Says anew who may see a document, or withdraws it with a reason; its bytes are kept. Throws `Refused` as `uploadDocument`, `NotFound`. */
export async function setAudience(house: House, actor: Actor, input: { readonly documentId: string; readonly audience: Audience; readonly statesNoIdentity: boolean; readonly reason: string | null }): Promise<{ readonly packageId: string }> {
  return write(house, actor, async (work) => {
    need(actor, OPEN_DOCUMENTS)
    const [document] = await listDocuments(work.tx, { id: input.documentId })
    if (document === undefined) throw new NotFound('The document')
    const fault = audienceFault(input.audience, input.statesNoIdentity, false)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'statesNoIdentity')
    if (input.audience === 'withdrawn' && (input.reason ?? '').trim() === '') throw new Refused('withdraw-reason', 'Enter why the document is withdrawn', 'reason')
    const carePackage = await getPackage(work, document.packageId)
    await insertAudience(work.tx, { documentId: document.id, audience: input.audience, withoutIdentity: input.statesNoIdentity, reason: input.reason, at: work.now, by: actor.name })
    work.audit({ kind: 'document-audience-set', subjectKind: 'document', subjectId: document.id, personId: carePackage.personId, detail: { packageId: carePackage.id, audience: input.audience } })
    await tellReaders(work, carePackage, document, input.audience)
    return { packageId: carePackage.id }
  })
}

async function placeOf(work: Work, { replaces, packageId }: UploadInput): Promise<Pick<PackageDocument, 'seriesId' | 'version'>> {
  if (replaces === null) return { seriesId: randomUUID(), version: 1 }
  const [before] = await listDocuments(work.tx, { id: replaces })
  if (before?.packageId !== packageId || (work.actor.organisationId !== null && before.providerId !== work.actor.organisationId)) throw new NotFound('The document')
  await lockDocumentSeries(work.tx, before.seriesId)
  const versions = await listDocuments(work.tx, { seriesId: before.seriesId })
  return { seriesId: before.seriesId, version: Math.max(...versions.map((each) => each.version)) + 1 }
}

/** Tells the providers that may now read what the council added. */
async function tellReaders(work: Work, carePackage: { readonly id: string; readonly reference: string }, document: { readonly id: string }, audience: Audience): Promise<void> {
  const holders = work.actor.organisationId !== null || audience === 'council' || audience === 'withdrawn' ? [] : audience === 'offered' ? await listAskedProviders(work.tx, carePackage.id) : (await listPlacementRows(work.tx, { packageId: carePackage.id })).map((each) => each.providerId)
  const link = `/packages/${carePackage.id}/documents`
  await notifyEach(work, 'provider-coordinator', 'document-added', holders.map((organisationId) => ({ organisationId, fields: { package: carePackage.reference, link } })))
  if (audience !== 'withdrawn') work.announce(DOCUMENT_ADDED, holders, { documentId: document.id, packageId: carePackage.id, link })
}

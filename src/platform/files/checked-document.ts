import { createHash } from 'node:crypto'
import { Refused } from '../action/refused.ts'
import { DOCUMENT_TYPES, type CheckedDocument } from '../../kernel/document-kinds.ts'
import { documentType } from './document-type.ts'

/** Largest document, in bytes. */
const LARGEST_DOCUMENT = 10 * 1024 * 1024

/** What of a file is kept beside its bytes. Throws `Refused` for one that is empty, too large, or by its bytes of no kind that is kept; the field is the form's. */
export function checkedDocument({ name, bytes }: { readonly name: string; readonly bytes: Buffer }, field = 'file'): CheckedDocument {
  const megabytes = String(LARGEST_DOCUMENT / 1024 / 1024)
  const called = name.trim().slice(-200)
  const which = called === '' ? 'The file' : `The file ${called}`
  if (bytes.length === 0) throw new Refused('empty-file', `${which} is empty. Choose another`, field)
  if (bytes.length > LARGEST_DOCUMENT) throw new Refused('too-large', `${which} is larger than ${megabytes} MB. Make it smaller or split it`, field)
  const mediaType = documentType(bytes)
  if (mediaType === undefined) throw new Refused('not-kept', `${which} is none of the kinds that are kept: ${Object.values(DOCUMENT_TYPES).map((type) => type.name).join(', ')}. Word documents with macros are not kept`, field)
  return { fileName: called === '' ? `document.${DOCUMENT_TYPES[mediaType].extension}` : called, mediaType, byteCount: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

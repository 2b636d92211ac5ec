import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { inTurns } from '../../platform/action/in-turns.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { bytesInMemory, hashOf, headOf, type FileBytes } from '../../platform/files/file-bytes.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import { visitLayoutOf } from '../files/read-visit-file.ts'
import { toldRows } from '../files/rows-by-day.ts'
import { rowsOfVisitFile } from '../files/rows-of-visit-file.ts'
import { findVisitFileByHash } from '../store/visit-file.read.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { SEND_VISITS } from '../terms.ts'
import { readingFacts, receiveRecords } from './receive-records.ts'
import { throughMapping } from './through-mapping.ts'
import { refusedFileOutcome, repeatedFileOutcome, type VisitImportOutcome } from './visit-import-outcome.ts'

/** A visit file on its way in. */
export interface VisitFileInput {
  readonly providerId: string
  readonly name: string
  /** In memory, or on disk: then our own CSV may be of any size (docs/decisions/0011-import-by-days.md). */
  readonly bytes: Buffer | FileBytes
  /** True to learn what would happen; nothing is written then. */
  readonly preview: boolean
  /** Told how many rows are read, of how many. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Reads a provider's visit file in: our own CSV or JSON, the Access provider-portal CSV, or a table or XML of its own
 * for whose headings or elements it has saved a mapping; told apart by how the file begins.
 *
 * Nothing is lost: every row is kept as a record (unallocated when the provider has no placement for it), says nothing
 * new, or is refused with its reason and fix and kept as sent. Nothing comes twice: the same bytes are recognised by their hash, the
 * same record by its visit reference and sequence. The exceptions of the days it touches are found again.
 * One transaction; throws `NotFound` when a provider sends for another.
 */
export async function importVisits(house: House, actor: Actor, input: VisitFileInput): Promise<VisitImportOutcome> {
  need(actor, SEND_VISITS)
  if (!isOwnOrganisation(actor, input.providerId)) throw new NotFound('The provider')
  return input.preview ? read(house, actor, (work) => receiveFile(work, input)) : write(house, actor, (work) => receiveFile(work, input))
}

async function receiveFile(work: Work, input: VisitFileInput): Promise<VisitImportOutcome> {
  const { providerId, bytes, preview } = input
  const sent = Buffer.isBuffer(bytes) ? bytesInMemory(bytes) : bytes
  const sha256 = await inTurns(hashOf(sent))
  if (!preview) await lockImport(work.tx, providerId)
  const before = await findVisitFileByHash(work.tx, providerId, sha256)
  if (before !== undefined) {
    if (!preview) work.audit({ kind: 'visit-file-repeated', subjectKind: 'visit-file', subjectId: before.id })
    return repeatedFileOutcome(before)
  }
  const facts = await readingFacts(work)
  const file = (await throughMapping(work, providerId, sent, facts)) ?? (await inTurns(rowsOfVisitFile(sent, facts)))
  if (!file.ok) {
    if (!preview) work.audit({ kind: 'visit-file-refused', subjectKind: 'provider', subjectId: providerId, detail: { sha256 } })
    const head = headOf(sent)
    return refusedFileOutcome(isXml(head) ? 'mapped' : visitLayoutOf(head), file)
  }
  const outcome = await receiveRecords(work, { ...input, sha256 }, input.onProgress === undefined ? file : toldRows(file, input.onProgress))
  sent.needUnchanged()
  return outcome
}

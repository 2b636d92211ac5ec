import { createHash } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { inTurns } from '../../platform/action/in-turns.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { isXml } from '../../platform/files/walk-xml.ts'
import { visitLayoutOf } from '../files/read-visit-file.ts'
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
  readonly bytes: Buffer
  /** True to learn what would happen; nothing is written then. */
  readonly preview: boolean
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
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (!preview) await lockImport(work.tx, providerId)
  const before = await findVisitFileByHash(work.tx, providerId, sha256)
  if (before !== undefined) {
    if (!preview) work.audit({ kind: 'visit-file-repeated', subjectKind: 'visit-file', subjectId: before.id })
    return repeatedFileOutcome(before)
  }
  const facts = await readingFacts(work)
  const file = (await throughMapping(work, providerId, bytes, facts)) ?? (await inTurns(rowsOfVisitFile(bytes, facts)))
  if (!file.ok) {
    if (!preview) work.audit({ kind: 'visit-file-refused', subjectKind: 'provider', subjectId: providerId, detail: { sha256 } })
    return refusedFileOutcome(isXml(bytes) ? 'mapped' : visitLayoutOf(bytes), file)
  }
  return receiveRecords(work, { ...input, sha256 }, file)
}

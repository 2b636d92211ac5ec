import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { refusedRowsCsv } from '../../platform/files/refused-rows.ts'
import { columnsOfLayout, readVisitFile, visitLayoutOf, type VisitFileContent } from '../files/read-visit-file.ts'
import type { RecordOfDay } from '../rules/judge-days.ts'
import { findVisitFileByHash, hasFileReference } from '../store/visit-file.read.ts'
import { insertVisitFile } from '../store/visit-file.write.ts'
import { insertRecords, lockImport, markSuperseded } from '../store/visit-record.write.ts'
import { SEND_VISITS, VISIT_FILE_RECEIVED } from '../terms.ts'
import { findExceptions, storeExceptions } from './judge-and-store.ts'
import { planImport, type ImportPlan } from './plan-import.ts'
import { importOutcome, refusedFileOutcome, repeatedFileOutcome, type VisitImportOutcome } from './visit-import-outcome.ts'

/** A visit file on its way in. */
export interface VisitFileInput {
  readonly providerId: string
  readonly name: string
  readonly bytes: Buffer
  /** True to learn what would happen; nothing is written then. */
  readonly preview: boolean
}

/**
 * Reads a provider's visit file in: our own CSV or the Access provider-portal CSV, told apart by the header.
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
  const file = readVisitFile(bytes, { second: Math.floor(work.now.epochMilliseconds / 1000), today: work.today })
  if (!file.ok) {
    if (!preview) work.audit({ kind: 'visit-file-refused', subjectKind: 'provider', subjectId: providerId, detail: { sha256 } })
    return refusedFileOutcome(visitLayoutOf(bytes), file)
  }
  const notes = await fileReferenceNotes(work, providerId, file)
  const plan = await planImport(work, providerId, file.records)
  if (preview) return importOutcome(file, plan, exceptionsAfter(work, plan, plan.keep.map((_, place) => -1 - place)), { visitFileId: null, notes })
  const visitFileId = randomUUID()
  const outcome = importOutcome(file, plan, [], { visitFileId, notes })
  await keepFile(work, input, { id: visitFileId, sha256, fileReference: file.fileReference }, outcome)
  const ids = await insertRecords(work.tx, { id: visitFileId, providerId }, plan.keep)
  await markSuperseded(work.tx, supersededPairs(plan, ids))
  const exceptions = exceptionsAfter(work, plan, ids)
  if (plan.dates.length > 0) await storeExceptions(work, providerId, plan.dates, exceptions)
  work.audit({ kind: 'visit-file-received', subjectKind: 'visit-file', subjectId: visitFileId, detail: { ...outcome.summary } })
  work.publish(VISIT_FILE_RECEIVED, { visitFileId })
  return importOutcome(file, plan, exceptions, { visitFileId, notes })
}

/** A reference that came before is a file exported again: its rows are compared one by one, so that nothing is lost. */
async function fileReferenceNotes(work: Work, providerId: string, file: VisitFileContent): Promise<string[]> {
  if (file.fileReference === null || !(await hasFileReference(work.tx, providerId, file.fileReference))) return []
  return [`A file with the reference ${file.fileReference} was read in before, with other content. Its rows were compared with those one by one.`]
}

async function keepFile(work: Work, input: VisitFileInput, file: { readonly id: string; readonly sha256: string; readonly fileReference: string | null }, outcome: VisitImportOutcome): Promise<void> {
  const { refusals } = outcome
  await insertVisitFile(work.tx, {
    ...file,
    providerId: input.providerId,
    name: input.name,
    layout: outcome.layout,
    fromOn: outcome.fromOn,
    toOn: outcome.toOn,
    receivedAt: work.now,
    receivedBy: work.actor.name,
    counts: outcome.summary,
    refusals: { refusals, rowsCsv: refusals.length === 0 ? '' : refusedRowsCsv(input.bytes, columnsOfLayout(outcome.layout), refusals) },
  })
}

/** Every current record of the touched days as it is after the import, judged. `ids` are the new records', in order. */
function exceptionsAfter(work: Work, plan: ImportPlan, ids: readonly number[]): ReturnType<typeof findExceptions> {
  const superseded = new Set(supersededPairs(plan, ids).map((pair) => pair.id))
  const records: RecordOfDay[] = plan.current.filter((record) => !superseded.has(record.id))
  plan.keep.forEach(({ sent, placementId, plannedVisitId }, place) => {
    const id = ids[place] ?? 0
    if (!superseded.has(id)) records.push({ ...sent, id, placementId, plannedVisitId })
  })
  return findExceptions(work.now, { dates: plan.dates, planned: plan.planned, records, people: plan.people })
}

/** Which record replaces which: a changed row the one before it; an older row is itself replaced by the one that holds. */
function supersededPairs(plan: ImportPlan, ids: readonly number[]): { id: number; by: number }[] {
  return plan.keep.flatMap((each, place) => {
    if (each.other === null) return []
    const own = ids[place] ?? 0
    const other = 'heldId' in each.other ? each.other.heldId : (ids[each.other.place] ?? 0)
    return [each.fate === 'older' ? { id: own, by: other } : { id: other, by: own }]
  })
}

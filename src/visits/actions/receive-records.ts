import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/action/work.ts'
import type { ReadingFacts } from '../files/reading-facts.ts'
import { publishedReasonCodes } from '../files/reason-codes.ts'
import type { VisitFileContent } from '../files/visit-file-content.ts'
import type { RecordOfDay } from '../rules/judge-days.ts'
import { listOwnReasonCodes } from '../store/reason-code.read.ts'
import { hasFileReference } from '../store/visit-file.read.ts'
import { insertVisitFile } from '../store/visit-file.write.ts'
import { insertRecords, markConfirmed, markSuperseded } from '../store/visit-record.write.ts'
import { VISIT_FILE_RECEIVED } from '../terms.ts'
import { findExceptions, storeExceptions } from './judge-and-store.ts'
import { judgingFacts, type JudgingFacts } from './judging-facts.ts'
import { planImport, type ImportPlan, type RecordAt } from './plan-import.ts'
import { importOutcome, withExceptions, type VisitImportOutcome } from './visit-import-outcome.ts'

/** Records on their way in, as a file or as a batch. */
export interface ReceivedFile {
  readonly providerId: string
  readonly name: string
  /** Hash of what came: the same is never read in twice. */
  readonly sha256: string
  readonly preview: boolean
}

/**
 * Keeps the records of a file or batch that was read, whatever its layout: the one way into the store. The caller holds `lockImport`
 * unless this is a preview, and has seen that the provider has not sent the same before.
 */
export async function receiveRecords(work: Work, received: ReceivedFile, file: VisitFileContent): Promise<VisitImportOutcome> {
  const { providerId, preview } = received
  const notes = await fileReferenceNotes(work, providerId, file)
  const plan = await planImport(work, providerId, file.records)
  const facts = await judgingFacts(work, plan.placements)
  if (preview) return importOutcome(file, plan, exceptionsAfter(work, plan, plan.keep.map((_, place) => -1 - place), facts), { visitFileId: null, notes })
  const visitFileId = randomUUID()
  const outcome = importOutcome(file, plan, [], { visitFileId, notes })
  await keepFile(work, received, visitFileId, file, outcome)
  const ids = await insertRecords(work.tx, { id: visitFileId, providerId }, plan.keep)
  await markSuperseded(work.tx, supersededPairs(plan, ids))
  await markConfirmed(work.tx, [...plan.confirmed].map(([at, sequence]) => ({ id: idAt(at, ids), sequence })))
  const exceptions = exceptionsAfter(work, plan, ids, facts)
  if (plan.dates.length > 0) await storeExceptions(work, providerId, plan.dates, exceptions)
  work.audit({ kind: 'visit-file-received', subjectKind: 'visit-file', subjectId: visitFileId, detail: { ...outcome.summary } })
  work.publish(VISIT_FILE_RECEIVED, { visitFileId })
  return withExceptions(outcome, exceptions)
}

/** What is known while a file is read: the time, and the reason codes in force. */
export async function readingFacts(work: Work): Promise<ReadingFacts> {
  const own = await listOwnReasonCodes(work.tx)
  return { nowSecond: Math.floor(work.now.epochMilliseconds / 1000), today: work.today, reasonCodes: new Set([...publishedReasonCodes, ...own].map(({ code }) => code)) }
}

/** A reference that came before is a file exported again: its rows are compared one by one, so that nothing is lost. */
async function fileReferenceNotes(work: Work, providerId: string, file: VisitFileContent): Promise<string[]> {
  if (file.fileReference === null || !(await hasFileReference(work.tx, providerId, file.fileReference))) return []
  return [`A file with the reference ${file.fileReference} was read in before, with other content. Its rows were compared with those one by one.`]
}

async function keepFile(work: Work, received: ReceivedFile, visitFileId: string, file: VisitFileContent, outcome: VisitImportOutcome): Promise<void> {
  const { refusals } = outcome
  await insertVisitFile(work.tx, {
    id: visitFileId,
    providerId: received.providerId,
    name: received.name,
    sha256: received.sha256,
    fileReference: file.fileReference,
    mappingId: file.mappingId,
    layout: outcome.layout,
    fromOn: outcome.fromOn,
    toOn: outcome.toOn,
    receivedAt: work.now,
    receivedBy: work.actor.name,
    counts: outcome.summary,
    refusals: { refusals, rowsCsv: refusals.length === 0 ? '' : outcome.refusedRows() },
  })
}

/** Every current record of the touched days as it is after the import, judged. `ids` are the new records', in order. */
function exceptionsAfter(work: Work, plan: ImportPlan, ids: readonly number[], facts: JudgingFacts): ReturnType<typeof findExceptions> {
  const superseded = new Set(supersededPairs(plan, ids).map((pair) => pair.id))
  const records: RecordOfDay[] = plan.current.filter((record) => !superseded.has(record.id))
  plan.keep.forEach(({ sent, placementId, plannedVisitId }, place) => {
    const id = ids[place] ?? 0
    if (!superseded.has(id)) records.push({ ...sent, id, placementId, plannedVisitId })
  })
  return findExceptions(work.now, { dates: plan.dates, planned: plan.planned, records, people: facts.people }, facts)
}

/** Which record replaces which: a changed row the one before it; an older row is itself replaced by the one that holds. */
function supersededPairs(plan: ImportPlan, ids: readonly number[]): { id: number; by: number }[] {
  const pairs: { id: number; by: number }[] = []
  for (const [place, { fate, other }] of plan.keep.entries()) {
    if (other === null) continue
    const own = ids[place] ?? 0
    const replaced = idAt(other, ids)
    pairs.push(fate === 'older' ? { id: own, by: replaced } : { id: replaced, by: own })
  }
  return pairs
}

/** The id of a record that was held, or has been kept by this import. */
function idAt(at: RecordAt, ids: readonly number[]): number {
  return 'heldId' in at ? at.heldId : (ids[at.place] ?? 0)
}

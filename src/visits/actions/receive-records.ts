import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/action/work.ts'
import type { ReadingFacts } from '../files/reading-facts.ts'
import { publishedReasonCodes } from '../files/reason-codes.ts'
import type { RowsByDay } from '../files/rows-by-day.ts'
import { listOwnReasonCodes } from '../store/reason-code.read.ts'
import { hasFileReference } from '../store/visit-file.read.ts'
import { finishVisitFile, insertVisitFile } from '../store/visit-file.write.ts'
import { MISSED_FOUND, VISIT_FILE_RECEIVED } from '../terms.ts'
import { judgeInTurn } from './judge-in-turn.ts'
import { keeperOf, previewKeeper } from './keep-group.ts'
import { openImport } from './open-import.ts'
import { outcomeTally, type VisitImportOutcome } from './visit-import-outcome.ts'
import { workThrough } from './work-through.ts'

/** Records on their way in, as a file or as a batch. */
export interface ReceivedFile {
  readonly providerId: string
  readonly name: string
  /** Hash of what came: the same is never read in twice. */
  readonly sha256: string
  readonly preview: boolean
  /** True where each row is to be acknowledged by itself. */
  readonly keepsFates?: boolean
  /** Least rows of a group of days, where it is not the usual number. */
  readonly rowsAGroup?: number
}

/** So many rows are worked through together: enough for a statement to be worth its way, few enough to be held several times over. */
const ROWS_A_GROUP = 4000

/**
 * Keeps the records of a file or batch, whatever its layout: the one way into the store. The caller holds `lockImport`
 * unless this is a preview, and has seen that the provider has not sent the same before.
 *
 * The file is worked through in groups of days, so that no more than a few groups are in memory however long it is, and while the server keeps one
 * group the next is read, placed and judged (docs/decisions/0011-import-by-days.md).
 */
export async function receiveRecords(work: Work, received: ReceivedFile, rows: RowsByDay): Promise<VisitImportOutcome> {
  const { providerId, preview } = received
  const notes = await fileReferenceNotes(work, providerId, rows.fileReference)
  const { groups, provider, judging } = await openImport(work, providerId, rows, received.rowsAGroup ?? ROWS_A_GROUP)
  const visitFileId = preview ? null : randomUUID()
  if (visitFileId !== null) await openFile(work, received, visitFileId, rows)
  const tally = outcomeTally(received.keepsFates ?? false)
  const keeper = visitFileId === null ? previewKeeper() : keeperOf(work, { id: visitFileId, provider })
  const isMissedNow = await workThrough({ work, rows, groups, provider, tally, keeper, judge: judgeInTurn(work, judging) })
  const outcome = tally.outcome(rows, { visitFileId, notes })
  if (visitFileId === null) return outcome
  await finishVisitFile(work.tx, visitFileId, { fromOn: outcome.fromOn, toOn: outcome.toOn, counts: outcome.summary, refusals: { refusals: outcome.refusals, rowsCsv: outcome.refusals.length === 0 ? '' : outcome.refusedRows() } })
  if (isMissedNow) work.publish(MISSED_FOUND, { providerId })
  work.audit({ kind: 'visit-file-received', subjectKind: 'visit-file', subjectId: visitFileId, detail: { ...outcome.summary } })
  work.publish(VISIT_FILE_RECEIVED, { visitFileId })
  return outcome
}

/** What is known while a file is read: the time, and the reason codes in force. */
export async function readingFacts(work: Work): Promise<ReadingFacts> {
  const own = await listOwnReasonCodes(work.tx)
  return { nowSecond: Math.floor(work.now.epochMilliseconds / 1000), today: work.today, reasonCodes: new Set([...publishedReasonCodes, ...own].map(({ code }) => code)) }
}

/** A reference that came before is a file exported again: its rows are compared one by one, so that nothing is lost. */
async function fileReferenceNotes(work: Work, providerId: string, fileReference: string | null): Promise<string[]> {
  if (fileReference === null || !(await hasFileReference(work.tx, providerId, fileReference))) return []
  return [`A file with the reference ${fileReference} was read in before, with other content. Its rows were compared with those one by one.`]
}

async function openFile(work: Work, received: ReceivedFile, visitFileId: string, rows: RowsByDay): Promise<void> {
  await insertVisitFile(work.tx, {
    id: visitFileId,
    providerId: received.providerId,
    name: received.name,
    sha256: received.sha256,
    fileReference: rows.fileReference,
    mappingId: rows.mappingId,
    layout: rows.layout,
    receivedAt: work.now,
    receivedBy: work.actor.name,
  })
}

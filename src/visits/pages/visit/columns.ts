import { countOf, withCommas } from '../../../kernel/words.ts'
import type { Cell, Column } from '../../../platform/components/data-table.ts'
import type { SeenVisit } from '../../actions/see-visits.ts'
import { exceptionWords } from '../../rules/exception-words.ts'
import type { VisitTask } from '../../rules/visit-tasks.ts'
import type { ExceptionVersion, RecordVersion } from '../../store/visit-history.read.ts'
import { OUTCOME_NAMES } from '../../terms.ts'
import type { CheckMethod } from '../../terms/record-details.ts'
import { publishedReasonCodes } from '../../files/reason-codes.ts'
import { dateWords, momentWords, spanWords, timeWords } from '../clock.ts'
import { EXCEPTION_COLOURS, EXCEPTION_TAGS } from '../exception-tag.ts'

const METHOD_NAMES: Readonly<Record<CheckMethod, string>> = { app: 'app', tag: 'tag', telephone: 'telephone', fob: 'fob', manual: 'by hand' }

/** The plan of a visit as rows of a card. */
export function planRows(visit: SeenVisit, forCouncil: boolean): { key: string; text: string; href?: string; hint?: string }[] {
  const window = visit.windowMinutes === 0 ? '' : ` to ${timeWords(visit.startsAt.add({ minutes: visit.windowMinutes }))}`
  return [
    { key: 'Date', text: dateWords(visit.visitOn) },
    { key: 'Start', text: `${timeWords(visit.startsAt)}${window}`, ...(visit.timeCritical ? { hint: 'Time-critical: a late start does harm' } : {}) },
    { key: 'Length', text: countOf(visit.minutes, 'minute') },
    { key: 'Care workers', text: String(visit.workers) },
    ...(forCouncil ? [{ key: 'Provider', text: visit.providerName, href: `/providers/${visit.providerId}` }] : []),
    { key: 'Placement', text: 'See the placement', href: `/placements/${visit.placementId}` },
    ...(visit.isWithdrawn ? [{ key: 'Plan', text: 'Withdrawn: the placement ended before this day' }] : []),
  ]
}

/** Columns of the records, every version. */
export const versionColumns: Column<RecordVersion>[] = [
  { key: 'reference', heading: 'Record', value: (record) => ({ text: record.visitReference, hint: `Sequence ${String(record.sequence)}${record.confirmedSequence === null ? '' : `, sent again up to ${String(record.confirmedSequence)}`}` }) },
  { key: 'status', heading: 'Status', value: (record) => ({ text: '', tag: record.supersededBy === null ? { text: 'Current', colour: 'green' } : { text: 'Replaced', colour: 'grey' } }) },
  { key: 'outcome', heading: 'Outcome', value: (record) => ({ text: OUTCOME_NAMES[record.outcome], ...(record.noticeHours === null ? {} : { hint: `${countOf(record.noticeHours, 'hour')} of notice` }) }) },
  { key: 'in', heading: 'Check-in', value: (record) => ({ text: timeWords(record.startsAt), ...(record.checkInMethod === null ? {} : { hint: callWords(record.checkInMethod, record.details?.checkInMetres ?? null) }) }) },
  { key: 'out', heading: 'Check-out', value: (record) => ({ text: timeWords(record.endsAt), ...(record.checkOutMethod === null ? {} : { hint: callWords(record.checkOutMethod, record.details?.checkOutMetres ?? null) }) }) },
  { key: 'minutes', heading: 'Minutes', numeric: true, value: (record) => ({ text: record.actualMinutes === null ? '–' : String(record.actualMinutes), ...(record.claimedMinutes === null ? {} : { hint: `${String(record.claimedMinutes)} claimed` }) }) },
  { key: 'adjusted', heading: 'Adjusted to', value: adjustedCell },
  { key: 'worker', heading: 'Care worker', value: (record) => ({ text: record.workerReference ?? '–', ...(record.secondWorker ? { hint: 'Second care worker' } : {}) }) },
  { key: 'file', heading: 'File', value: (record) => ({ text: record.fileName, href: `/visit-files/${record.fileId}`, hint: momentWords(record.receivedAt) }) },
]

function callWords(method: CheckMethod, metres: number | null): string {
  return metres === null ? METHOD_NAMES[method] : `${METHOD_NAMES[method]}, ${withCommas(metres)} metres from home`
}

/** The times as corrected after the calls, and the reason with who gave it. */
function adjustedCell({ details }: RecordVersion): Cell {
  if (details === null) return { text: '–' }
  const { adjustedStartSecond, adjustedEndSecond, adjustedMinutes, adjustedBy, reasonCode, reasonNote } = details
  const times = adjustedMinutes === null ? 'Not adjusted' : `${spanWords(adjustedStartSecond, adjustedEndSecond)}, ${countOf(adjustedMinutes, 'minute')}`
  const why = reasonCode === null ? [] : [`Reason: ${publishedReasonCodes.find((each) => each.code === reasonCode)?.words ?? reasonCode}${reasonNote === null ? '' : ` (${reasonNote})`}`]
  const hint = [...why, ...(adjustedBy === null ? [] : [`By ${adjustedBy}`])].join('. ')
  return hint === '' ? { text: times } : { text: times, hint }
}

/** Columns of the exceptions, those that stand and those that were cleared. */
export const exceptionVersionColumns: Column<ExceptionVersion>[] = [
  { key: 'kind', heading: 'Exception', value: (exception) => ({ text: '', tag: { text: EXCEPTION_TAGS[exception.kind], colour: exception.clearedAt === null ? EXCEPTION_COLOURS[exception.kind] : 'grey' } }) },
  { key: 'what', heading: 'What happened', value: (exception) => exceptionWords(exception.kind, exception.facts) },
  { key: 'found', heading: 'Found', value: (exception) => ({ text: momentWords(exception.foundAt), hint: `Exception rules, version ${exception.ruleVersion.replace(/^exceptions-/, '')}` }) },
  { key: 'cleared', heading: 'Cleared', value: (exception) => (exception.clearedAt === null ? 'Not cleared' : momentWords(exception.clearedAt)) },
]

/** Columns of the tasks, with what a care worker said of each. */
export const taskColumns: Column<VisitTask>[] = [
  { key: 'task', heading: 'Task', value: ({ task }) => task },
  { key: 'said', heading: 'Said', value: ({ done }) => ({ text: '', tag: done === null ? { text: 'Not said', colour: 'grey' } : done ? { text: 'Done', colour: 'green' } : { text: 'Not done', colour: 'orange' } }) },
  { key: 'reason', heading: 'Why not', value: ({ reason }) => reason ?? '–' },
]

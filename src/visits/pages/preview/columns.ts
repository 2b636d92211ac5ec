import { countOf, withCommas } from '../../../kernel/words.ts'
import type { Column } from '../../../platform/components/data-table.ts'
import { OUTCOME_NAMES, type UnderstoodRow, type VisitImportSummary } from '../../terms.ts'
import { dateWords, instantOf, spanWords, timeWords } from '../clock.ts'

const FATE_WORDS = { new: 'New', changed: 'Replaces an earlier record', older: 'Kept as history' } as const

/** Columns of the rows as they were understood. */
export const understoodColumns: Column<UnderstoodRow>[] = [
  { key: 'visit', heading: 'Visit', value: ({ sent }) => ({ text: sent.visitReference, hint: `Line ${String(sent.row)}, sequence ${String(sent.sequence)}` }) },
  { key: 'person', heading: 'Person', value: ({ sent, hasPlacement }) => ({ text: sent.personReference, ...(hasPlacement ? {} : { tag: { text: 'Unallocated', colour: 'orange' as const } }) }) },
  { key: 'date', heading: 'Date', value: ({ sent }) => dateWords(sent.visitOn) },
  { key: 'planned', heading: 'Planned visit', value: ({ plannedSecond }) => (plannedSecond === null ? 'None' : timeWords(instantOf(plannedSecond))) },
  { key: 'actual', heading: 'Check-in to check-out', value: ({ sent }) => ({ text: spanWords(sent.startSecond, sent.endSecond), ...(sent.actualMinutes === null ? {} : { hint: countOf(sent.actualMinutes, 'minute') }) }) },
  { key: 'worker', heading: 'Care worker', value: ({ sent }) => ({ text: sent.workerReference ?? '–', ...(sent.secondWorker ? { hint: 'Second care worker' } : {}) }) },
  { key: 'outcome', heading: 'Outcome', value: ({ sent }) => OUTCOME_NAMES[sent.outcome] },
  { key: 'fate', heading: 'What happens', value: ({ fate }) => FATE_WORDS[fate] },
]

/** The button that keeps the records, or undefined when there is nothing to keep. */
export function confirmWords(summary: VisitImportSummary): string | undefined {
  const kept = summary.new + summary.changed + summary.unallocated
  if (kept > 0) return `Keep ${countOf(kept, 'record')}`
  return summary.refused > 0 || summary.repeated > 0 ? 'Finish: nothing new to keep' : undefined
}

/** What the file comes to, in a sentence. */
export function leadWords(summary: VisitImportSummary): string {
  if (summary.read === 0) return 'The file could not be read. Nothing was kept.'
  if (summary.refused === 0) return 'Every row was understood. Nothing is kept until you say so.'
  return `${withCommas(summary.refused)} of ${countOf(summary.read, 'row')} cannot be taken. You can keep the others now, and correct and send those again.`
}

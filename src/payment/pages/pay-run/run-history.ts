import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import type { TagColour } from '../../../platform/components/data-table.ts'
import type { RunCheck } from '../../rules/run-checks.ts'
import { RUN_EVENT_NAMES, type RunEvent, type RunState } from '../../terms/approval.ts'
import type { PaymentExport } from '../../terms/export.ts'

export const RUN_STATE_COLOURS: Readonly<Record<RunState, TagColour>> = { draft: 'grey', 'in-review': 'yellow', approved: 'blue', exported: 'purple', paid: 'green' }

const CHECK_TAGS: Readonly<Record<RunCheck['outcome'], { readonly text: string; readonly colour: TagColour }>> = {
  fine: { text: 'Fine', colour: 'green' },
  look: { text: 'Look', colour: 'yellow' },
  stop: { text: 'Stops the run', colour: 'red' },
}

/** The checks of a run with their tags. */
export function checkRows(checks: readonly RunCheck[]) {
  return checks.map((check) => ({ words: check.words, tag: CHECK_TAGS[check.outcome] }))
}

/** What happened to a run, the newest first, from its being run. */
export function runHistory(run: { readonly runAt: Temporal.Instant; readonly runBy: string }, events: readonly RunEvent[], exports: readonly PaymentExport[]) {
  const items = events.map((event) => ({ title: RUN_EVENT_NAMES[event.kind], by: event.by.name, at: event.at, text: eventWords(event, exports) }))
  return [{ title: 'Run', by: run.runBy, at: run.runAt, text: '' }, ...items].toReversed()
}

function eventWords(event: RunEvent, exports: readonly PaymentExport[]): string {
  const file = exports.find((each) => each.id === event.exportId)
  const parts = [
    event.amountPence === null ? '' : `${wordsForPence(event.amountPence)} to pay out at most, ${event.limitPence === null ? 'by somebody who may approve any amount' : `within a limit of ${wordsForPence(event.limitPence)}`}.`,
    file === undefined ? '' : event.kind === 'paid' ? `Payments file ${String(file.sequence)} was paid on ${event.paidOn === null ? '' : wordsForDate(event.paidOn)}.` : `Payments file ${String(file.sequence)}: ${wordsForPence(file.totalPence)}.`,
    event.note ?? '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

import { countOf, hoursFigure, withCommas, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type Cell, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import type { PeriodState } from '../../rules/may-run.ts'
import type { ShownPeriod } from '../../reads/pay-periods.ts'
import { periodWords } from '../words.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { RUN_STATE_NAMES } from '../../terms/approval.ts'
import { RUN_STATE_COLOURS } from '../pay-run/run-history.ts'

const STATES: Readonly<Record<PeriodState, { readonly text: string; readonly colour: TagColour }>> = {
  run: { text: 'Run', colour: 'grey' },
  'can-be-run': { text: 'Can be run', colour: 'blue' },
  'not-ended': { text: 'Not ended', colour: 'grey' },
  'waits-for-earlier': { text: 'Waits for the one before', colour: 'grey' },
  'before-first': { text: 'Not paid here', colour: 'grey' },
}

/** Periods of a framework with their state and what their runs paid. */
export function periodsTable(periods: readonly ShownPeriod[], url: string): TableView {
  return dataTable({
    key: 'periods',
    caption: 'Payment periods',
    noun: ['period', 'periods'],
    rows: periods,
    url,
    emptyWords: 'The framework’s first payment period has not begun.',
    columns: [
      { key: 'period', heading: 'Period', value: ({ period, run }) => (run === undefined ? periodWords(period) : { text: periodWords(period), href: `/pay-runs/${run.id}` }), csv: ({ period }) => `${period.fromOn.toString()} to ${period.toOn.toString()}` },
      { key: 'state', heading: 'State', value: (each): Cell => ({ text: '', tag: stateTag(each) }) },
      { key: 'statements', heading: 'Statements', numeric: true, value: ({ run }) => (run === undefined ? '' : withCommas(run.statements)) },
      { key: 'visits', heading: 'Visits', numeric: true, value: ({ run }) => (run === undefined ? '' : withCommas(run.lines)) },
      { key: 'hours', heading: 'Hours paid', numeric: true, value: ({ run }) => (run === undefined ? '' : hoursFigure(run.payableMinutes)) },
      { key: 'adjustments', heading: 'Adjustments', numeric: true, value: ({ run }) => (run === undefined ? '' : run.adjustments === 0 ? 'None' : { text: wordsForPence(run.adjustmentsPence), hint: countOf(run.adjustments, 'line') }), csv: ({ run }) => (run === undefined ? '' : poundsFigure(run.adjustmentsPence)) },
      { key: 'total', heading: 'Total', numeric: true, value: ({ run }) => (run === undefined ? '' : wordsForPence(run.totalPence)), csv: ({ run }) => (run === undefined ? '' : poundsFigure(run.totalPence)) },
      { key: 'nhs', heading: 'Of it the NHS', numeric: true, value: ({ run }) => (run === undefined ? '' : wordsForPence(run.nhsPence)), csv: ({ run }) => (run === undefined ? '' : poundsFigure(run.nhsPence)) },
    ],
  })
}

function stateTag(each: ShownPeriod): { readonly text: string; readonly colour: TagColour } {
  if (each.runState !== undefined) return { text: RUN_STATE_NAMES[each.runState], colour: RUN_STATE_COLOURS[each.runState] }
  return each.isInHand ? { text: 'Being run', colour: 'yellow' } : STATES[each.state]
}

/** What can be done now: each period with its button, its progress, or why it was refused. The earliest first. */
export function periodTasks(periods: readonly ShownPeriod[]) {
  return periods
    .filter((each) => each.state === 'can-be-run')
    .toReversed()
    .map((each) => ({
      words: periodWords(each.period),
      fromOn: each.period.fromOn.toString(),
      isInHand: each.isInHand,
      progress: progressWords(each),
      refusedWords: each.isInHand ? null : (each.request?.refusedWords ?? null),
    }))
}

function progressWords({ request }: ShownPeriod): string {
  if (request?.providersTotal == null) return 'Waiting to begin.'
  return `${String(request.providersDone)} of ${countOf(request.providersTotal, 'provider')} priced.`
}

import { countOf, hoursFigure, withCommas, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type Cell, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import type { PeriodState } from '../../rules/may-run.ts'
import type { ShownPeriod } from '../../reads/pay-periods.ts'
import { periodWords } from '../words.ts'
import { promptPayment, type DaysTaken } from '../../rules/prompt-payment.ts'
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
      { key: 'state', heading: 'State', value: (each): Cell => ({ text: '', tag: stateTag(each), hint: timingWords(each) }) },
      { key: 'days-to-approval', heading: 'Days to approval', inCsvOnly: true, value: ({ timing }) => String(timing?.approvedAfter ?? '') },
      { key: 'days-to-paid', heading: 'Days to payment', inCsvOnly: true, value: ({ timing }) => (timing?.paid ?? []).map((each) => String(each.fromPeriodEnd)).join(' ') },
      { key: 'statements', heading: 'Statements', numeric: true, value: ({ run }) => (run === undefined ? '' : withCommas(run.statements)) },
      { key: 'visits', heading: 'Visits', numeric: true, value: ({ run }) => (run === undefined ? '' : withCommas(run.lines)) },
      { key: 'hours', heading: 'Hours paid', numeric: true, value: ({ run }) => (run === undefined ? '' : hoursFigure(run.payableMinutes)) },
      { key: 'adjustments', heading: 'Adjustments', numeric: true, value: ({ run }) => (run === undefined ? '' : run.adjustments === 0 ? 'None' : { text: wordsForPence(run.adjustmentsPence), hint: countOf(run.adjustments, 'line') }), csv: ({ run }) => (run === undefined ? '' : poundsFigure(run.adjustmentsPence)) },
      { key: 'total', heading: 'Total', numeric: true, value: ({ run }) => (run === undefined ? '' : wordsForPence(run.totalPence)), csv: ({ run }) => (run === undefined ? '' : poundsFigure(run.totalPence)) },
      { key: 'nhs', heading: 'Of it the NHS', numeric: true, value: ({ run }) => (run === undefined ? '' : wordsForPence(run.nhsPence)), csv: ({ run }) => (run === undefined ? '' : poundsFigure(run.nhsPence)) },
    ],
  })
}

function timingWords({ timing }: ShownPeriod): string {
  const paid = timing?.paid.map((each) => countOf(each.fromPeriodEnd, 'day')).join(' and ')
  if (paid !== undefined && paid !== '') return `Paid ${paid} after the period`
  return timing?.approvedAfter === undefined ? '' : `Approved ${countOf(timing.approvedAfter, 'day')} after the period`
}

/** How long payments took, with what the averages are made from. Undefined before the first. */
export function promptWords(periods: readonly ShownPeriod[]): string | undefined {
  const { fromPeriodEnd, fromApproval } = promptPayment(periods.flatMap((each) => each.timing ?? []))
  if (fromPeriodEnd.payments === 0) return undefined
  const average = ({ days, payments }: DaysTaken): string => `${String(Math.round((days * 10) / payments) / 10)} days on average (${countOf(days, 'day')} over ${countOf(payments, 'payment')})`
  const approval = fromApproval.payments === 0 ? '' : `, and from approval to payment ${average(fromApproval)}`
  return `From the last day of the period to payment: ${average(fromPeriodEnd)}${approval}.`
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

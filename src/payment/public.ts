import type { Framework } from '../market/terms.ts'
import type { Work } from '../platform/action/work.ts'
import { periodState } from './rules/may-run.ts'
import { issuedRuns } from './reads/issued-runs.ts'
import { nextPeriod, paymentCalendar, periodHolding, previousPeriod, type PaymentPeriod } from './rules/payment-period.ts'
import { listPayRuns } from './store/pay-run.read.ts'
import * as statements from './store/statement.read.ts'
import type { Statement } from './terms/statement.ts'

/** Statements with their totals, the latest period first; of a provider, a framework or a run. No permission is asked; row-level security keeps a provider to its own. */
export async function listStatements(work: Work, filter: { readonly providerId?: string; readonly frameworkId?: string; readonly payRunId?: string } = {}): Promise<Statement[]> {
  return statements.listStatements(work.tx, filter)
}

/** Every statement, the latest period first: those that are issued, and those of runs that are a draft or in review, which nobody is paid by yet. For the council's role. */
export async function statementsByIssue(work: Work): Promise<{ readonly issued: readonly Statement[]; readonly drafted: readonly Statement[] }> {
  const every = await statements.listStatements(work.tx)
  const issued = await issuedRuns(work.tx)
  return { issued: every.filter((each) => issued.has(each.payRunId)), drafted: every.filter((each) => !issued.has(each.payRunId)) }
}

/** The period of a framework that can be run next: the one after the last run, or the latest that has ended when none was run. Undefined when there is none yet. */
export async function nextPeriodToRun(work: Work, framework: Framework): Promise<PaymentPeriod | undefined> {
  const calendar = paymentCalendar(framework.paymentAnchorOn)
  if (!calendar.ok) return undefined
  const runs = await listPayRuns(work.tx, framework.id)
  const [last, first] = [runs[0], runs.at(-1)]
  const run = last === undefined || first === undefined ? undefined : { firstFromOn: first.fromOn, lastFromOn: last.fromOn }
  const period = last === undefined ? previousPeriod(calendar.value, periodHolding(calendar.value, work.today)) : nextPeriod(calendar.value, periodHolding(calendar.value, last.fromOn))
  if (Temporal.PlainDate.compare(period.toOn, framework.startsOn) < 0) return undefined
  return periodState(calendar.value, period, run, work.today) === 'can-be-run' ? period : undefined
}

import { getFramework, listFrameworks } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { periodState, type PeriodState } from '../rules/may-run.ts'
import { paymentCalendar, periodHolding, periodsBetween, type PaymentPeriod } from '../rules/payment-period.ts'
import { runTiming, type RunTiming } from '../rules/prompt-payment.ts'
import { isInHand } from '../rules/request-state.ts'
import { runState } from '../rules/run-state.ts'
import { listRunEvents } from '../store/pay-run-event.read.ts'
import { listNewestRequests } from '../store/pay-run-request.read.ts'
import { listPayRunSums, type PayRunSums } from '../store/pay-run.read.ts'
import { SEE_PAY_RUNS, type PayRunRequest } from '../terms.ts'
import type { RunState } from '../terms/approval.ts'

/** A payment period, where it stands, and its run or the newest request for one. */
export interface ShownPeriod {
  readonly period: PaymentPeriod
  readonly state: PeriodState
  readonly run: PayRunSums | undefined
  /** Where its run stands; undefined without one. */
  readonly runState: RunState | undefined
  /** How promptly it was approved and paid. */
  readonly timing: RunTiming | undefined
  readonly request: PayRunRequest | undefined
  readonly isInHand: boolean
}

/** Before the first run any ended period may be it; this many are offered. */
const OFFERED_BEFORE_FIRST = 6

/** The periods of a framework (of the first one when none is named), newest first. Undefined when there is no framework yet. */
export async function listPayPeriods(house: House, actor: Actor, frameworkId: string | undefined): Promise<{ readonly framework: Framework; readonly frameworks: readonly Framework[]; readonly periods: readonly ShownPeriod[] } | undefined> {
  return read(house, actor, async (work) => {
    need(actor, SEE_PAY_RUNS)
    const frameworks = await listFrameworks(work)
    const framework = frameworkId === undefined ? frameworks[0] : await getFramework(work, frameworkId)
    const calendar = framework === undefined ? undefined : paymentCalendar(framework.paymentAnchorOn)
    if (framework === undefined || calendar?.ok !== true) return undefined
    const runs = await listPayRunSums(work.tx, { frameworkId: framework.id })
    const requests = await listNewestRequests(work.tx, framework.id)
    const events = await listRunEvents(work.tx, runs.map((run) => run.id))
    const [last, first] = [runs[0], runs.at(-1)]
    const done = last === undefined || first === undefined ? undefined : { firstFromOn: first.fromOn, lastFromOn: last.fromOn }
    const earliest = done?.firstFromOn ?? latestOf(periodHolding(calendar.value, framework.startsOn).fromOn, work.today.subtract({ weeks: 4 * OFFERED_BEFORE_FIRST }))
    const periods = periodsBetween(calendar.value, earliest, work.today).map((period): ShownPeriod => {
      const request = requests.find((each) => each.fromOn.equals(period.fromOn))
      const run = runs.find((each) => each.fromOn.equals(period.fromOn))
      return { period, state: periodState(calendar.value, period, done, work.today), run, runState: run === undefined ? undefined : runState(run, events.get(run.id) ?? []), timing: run === undefined ? undefined : runTiming(run, events.get(run.id) ?? []), request, isInHand: request !== undefined && isInHand(request, work.now) }
    })
    return { framework, frameworks, periods: periods.toReversed() }
  })
}

function latestOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}

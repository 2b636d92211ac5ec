import { decideRun, putForwardRun } from '../../src/payment/actions/decide-run.ts'
import { exportPayments } from '../../src/payment/actions/export-payments.ts'
import { recordPaid } from '../../src/payment/actions/record-paid.ts'
import { runPayment, type PaymentRun } from '../../src/payment/actions/run-payment.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan } from './council.ts'
import { payByInvoice, sendInvoices } from './bill-by-invoice.ts'
import { earliest, houseAt, momentOn } from './house-at.ts'

const finance = systemActor('Demonstration finance')
/** Somebody else approves, through the same action as everybody. */
const approver: Actor = { ...systemActor('Demonstration commissioner'), role: 'commissioner' }

const WEEKS_IN_PERIOD = 4
const DAYS_TO_PAY = 3

/** Runs payment for the four weeks before a Monday and has it approved; the periods before the latest are exported and paid as well. */
export async function payPeriod(house: House, plan: CouncilPlan, frameworkId: string, monday: Temporal.PlainDate): Promise<PaymentRun> {
  const on = (day: Temporal.PlainDate, hour: number): House => houseAt(house, earliest(momentOn(day, hour), plan.now), plan.now)
  const isLatest = Temporal.PlainDate.compare(monday, plan.until) >= 0
  const onInvoice = isLatest ? await payByInvoice(on(monday, 9), frameworkId, monday.subtract({ weeks: WEEKS_IN_PERIOD })) : []
  const run = await runPayment(on(monday, 10), finance, { frameworkId, periodFromOn: monday.subtract({ weeks: WEEKS_IN_PERIOD }) })
  const { payRunId } = run
  await putForwardRun(on(monday, 11), finance, { payRunId, note: null })
  await decideRun(on(monday, 12), approver, { payRunId, isApproved: true, note: null })
  if (isLatest) await sendInvoices(on(monday, 13), payRunId, onInvoice)
  const paidOn = monday.add({ days: DAYS_TO_PAY })
  if (!isLatest) {
    await exportPayments(on(monday, 13), finance, { payRunId })
    await recordPaid(on(paidOn, 12), finance, { payRunId, paidOn })
  }
  return run
}

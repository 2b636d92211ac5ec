import { randomUUID } from 'node:crypto'
import { getFramework } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { mayRun } from '../rules/may-run.ts'
import { paymentCalendar } from '../rules/payment-period.ts'
import { isInHand } from '../rules/request-state.ts'
import { listNewestRequests } from '../store/pay-run-request.read.ts'
import { insertRequest } from '../store/pay-run-request.write.ts'
import { listPayRuns, lockPayment } from '../store/pay-run.read.ts'
import { PAYMENT_RUN_ASKED, RUN_PAYMENT } from '../terms.ts'

/**
 * Asks for a period to be paid by a job, because a county's run takes longer than somebody should wait for a page.
 * Asked again while the first is in hand, it changes nothing. Throws `Refused` when the period may not be run.
 */
export async function askPayment(house: House, actor: Actor, input: { readonly frameworkId: string; readonly periodFromOn: Temporal.PlainDate }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RUN_PAYMENT)
    const framework = await getFramework(work, input.frameworkId)
    await lockPayment(work.tx, framework.id)
    const runs = await listPayRuns(work.tx, framework.id)
    const [last, first] = [runs[0], runs.at(-1)]
    const calendar = paymentCalendar(framework.paymentAnchorOn)
    const allowed = calendar.ok ? mayRun(calendar.value, input.periodFromOn, last === undefined || first === undefined ? undefined : { firstFromOn: first.fromOn, lastFromOn: last.fromOn }, work.today) : calendar
    if (!allowed.ok) throw new Refused(allowed.reasons[0]?.clause ?? 'refused', allowed.reasons.map((reason) => reason.words).join(' '), 'period')
    const subject = { subjectKind: 'framework', subjectId: framework.id, detail: { fromOn: input.periodFromOn.toString() } }
    const earlier = (await listNewestRequests(work.tx, framework.id)).find((request) => request.fromOn.equals(input.periodFromOn))
    if (runs.some((run) => run.fromOn.equals(input.periodFromOn)) || (earlier !== undefined && isInHand(earlier, work.now))) {
      work.audit({ kind: 'payment-asked-again', ...subject })
      return
    }
    const id = randomUUID()
    await insertRequest(work.tx, { id, frameworkId: framework.id, fromOn: input.periodFromOn, askedAt: work.now, askedBy: actor.name, askedByAccount: actor.userId })
    work.audit({ kind: 'payment-asked', ...subject })
    work.publish(PAYMENT_RUN_ASKED, { payRunRequestId: id })
  })
}

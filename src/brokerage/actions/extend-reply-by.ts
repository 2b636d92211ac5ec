import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { wordsForMoment } from '../rules/moment-words.ts'
import { replyBy } from '../rules/reply-by.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { listOffers } from '../store/offer.read.ts'
import { insertExtensions } from '../store/query.write.ts'
import { OFFERS_DUE } from '../terms.ts'
import { MORE_TIME, SHARE_ANSWERS } from '../terms/query.ts'
import { OFFER_EXTENDED } from '../terms/webhooks.ts'
import { checkedText } from './ask-query.ts'

/**
 * Gives every provider whose offer of a package is open more working time to reply, all the same: counted from the present reply-by time.
 * The offers stay as they were sent; the new time is a row of its own with its reason. Throws `Refused` when no offer is open.
 */
export async function extendReplyBy(house: House, actor: Actor, input: { readonly packageId: string; readonly workingMinutes: Minutes; readonly reason: string }): Promise<{ readonly offers: number; readonly replyByAt: Temporal.Instant }> {
  return write(house, actor, async (work) => {
    need(actor, SHARE_ANSWERS)
    const { id, reference, personId } = await getPackage(work, input.packageId)
    const reason = checkedText(input.reason, 'reason', 'Enter why there is more time')
    if (!MORE_TIME.includes(input.workingMinutes)) throw new Refused('more-time', 'Choose how much more time there is', 'workingMinutes')
    const running = (await listCallOffs(work.tx, id)).find((each) => each.closedAt === null)
    const callOff = running === undefined ? undefined : await lockCallOff(work.tx, running.id)
    const open = callOff === undefined || callOff.closedAt !== null ? [] : (await listOffers(work.tx, { callOffIds: [callOff.id] })).filter((offer) => offer.answer === null && Temporal.Instant.compare(offer.replyByAt, work.now) > 0)
    const [first] = open
    if (callOff === undefined || first === undefined) throw new Refused('no-open-offer', 'No offer of this package is open now, so there is no reply to wait for', 'workingMinutes')
    const latest = open.reduce((last, offer) => (Temporal.Instant.compare(offer.replyByAt, last) > 0 ? offer.replyByAt : last), first.replyByAt)
    const replyByAt = replyBy(latest, input.workingMinutes, bankHolidays)
    await insertExtensions(work.tx, open.map((offer) => ({ id: randomUUID(), offerId: offer.id, providerId: offer.providerId })), { replyByAt, reason, at: work.now, by: actor.name })
    work.audit({ kind: 'reply-by-extended', subjectKind: 'call-off', subjectId: callOff.id, personId, detail: { packageId: id, offers: open.map((offer) => offer.id), replyByAt: replyByAt.toString() } })
    for (const step of new Set(open.map((offer) => offer.step))) work.publish(OFFERS_DUE, { callOffId: callOff.id, step }, { startAfter: replyByAt })
    await notifyEach(work, 'provider-coordinator', 'reply-by-extended', open.map((offer) => ({ organisationId: offer.providerId, fields: { package: reference, 'reply-by': wordsForMoment(replyByAt), link: `/offers/${offer.id}` } })))
    for (const offer of open) work.announce(OFFER_EXTENDED, [offer.providerId], { offerId: offer.id, packageId: id, link: `/offers/${offer.id}` })
    return { offers: open.length, replyByAt }
  })
}

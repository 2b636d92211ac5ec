import type { Actor } from '../../platform/access/actor.ts'
import type { House } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { wordsForMoment } from '../rules/moment-words.ts'
import { isReminderDue } from '../rules/reminder-due.ts'
import { listUnremindedOffers } from '../store/chasing.read.ts'
import { insertReminders } from '../store/chasing.write.ts'
import { chasingTerms } from './chasing-terms.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Reminds providers of offers that are still to be answered shortly before the reply-by time, each once (`isReminderDue`). For the job: it is safe to run twice. Answers how many; undefined when none was due. */
export async function remindProviders(house: House, actor: Actor): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    const open = await listUnremindedOffers(work.tx, work.now)
    if (open.length === 0) return undefined
    const { reminderMinutes } = await chasingTerms(work)
    const due = open.filter((offer) => isReminderDue(offer, reminderMinutes, work.now, bankHolidays))
    if (due.length === 0) return undefined
    const fresh = await insertReminders(work.tx, due.map((offer) => offer.offerId), work.now)
    const reminded = due.filter((offer) => fresh.has(offer.offerId))
    for (const offer of reminded) work.audit({ kind: 'offer-reminded', subjectKind: 'offer', subjectId: offer.offerId, personId: offer.personId, detail: { packageId: offer.packageId, providerId: offer.providerId } })
    await notifyEach(work, 'provider-coordinator', 'offer-reminder', reminded.map((offer) => ({ organisationId: offer.providerId, fields: { package: offer.packageReference, 'reply-by': wordsForMoment(offer.replyByAt), link: `/offers/${offer.offerId}` } })))
    return reminded.length === 0 ? undefined : reminded.length
  })
}

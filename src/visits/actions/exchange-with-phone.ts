import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { secretHash } from '../../platform/access/secret-token.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { findLinkBySecret, type CheckInLink } from '../store/check-in-link.read.ts'
import { touchPhone } from '../store/check-in-link.write.ts'
import { CHECK_IN } from '../terms/check-in.ts'
import { keepEvents, type EventAnswer } from './keep-events.ts'
import { digestOf, phoneRound, plansOnPhone, standingsOf, tasksOfRound, type PhoneRound, type VisitStanding } from './phone-round.ts'

/** What a phone says when it reaches us. */
export interface PhoneMessage {
  readonly secret: string
  /** Made up by the browser; null for a page without scripts. */
  readonly phoneId: string | null
  /** The phone's clock as it sends, milliseconds since 1970; null for a page without scripts, whose clock is ours. */
  readonly phoneNowMs: number | null
  /** Digest of the round that it has. */
  readonly have: string | null
  readonly events: readonly unknown[]
}

/** What it is answered. */
export interface PhoneAnswer {
  /** `gone` when the link is unknown, revoked or past its end: the phone forgets its round. */
  readonly link: 'live' | 'gone'
  readonly serverNow: string
  readonly workerName: string | null
  /** The day in London, by our clock. */
  readonly today: string
  /** Null when the phone has it already, or the link is gone. */
  readonly round: PhoneRound | null
  readonly standings: readonly VisitStanding[]
  readonly answers: readonly EventAnswer[]
}

/** For how long after a link's end what was done before is still taken. A revoked link sends nothing. Ours. */
const SENDS_AFTER_END_HOURS = 7 * 24

/**
 * One exchange with a care worker's phone: takes what was done, measures its clock against ours, and gives the round if it has changed. The link acts in its provider's name and database
 * role, and reaches the visits of its own care worker's rounds alone.
 */
export async function exchangeWithPhone(house: House, message: PhoneMessage): Promise<PhoneAnswer> {
  const link = await read(house, systemActor('Check-in'), (work) => findLinkBySecret(work.tx, secretHash(message.secret)))
  const now = house.clock.now()
  const nothing = { serverNow: now.toString(), today: now.toZonedDateTimeISO('Europe/London').toPlainDate().toString(), round: null, standings: [], answers: [] }
  if (link === undefined || link.revokedAt !== null || Temporal.Instant.compare(now, link.expiresAt.add({ hours: SENDS_AFTER_END_HOURS })) >= 0) return { link: 'gone', workerName: null, ...nothing }
  const actor = actorOfLink(link)
  if (Temporal.Instant.compare(now, link.expiresAt) >= 0) {
    const answers = message.events.length === 0 ? [] : await write(house, actor, (work) => take(work, link, message))
    return { link: 'gone', workerName: null, ...nothing, answers }
  }
  return (message.events.length === 0 ? read : write)(house, actor, async (work) => {
    const answers = message.events.length === 0 ? [] : await take(work, link, message)
    const skewSeconds = message.phoneNowMs === null ? 0 : Math.round((work.now.epochMilliseconds - message.phoneNowMs) / 1000)
    if (message.phoneId !== null) await touchPhone(work.tx, { linkId: link.id, phoneId: message.phoneId, providerId: link.providerId, at: work.now, skewSeconds })
    const plans = await plansOnPhone(work, link)
    const tasks = await tasksOfRound(work, link.providerId, plans)
    return {
      ...nothing,
      link: 'live' as const,
      workerName: link.workerName,
      answers,
      standings: await standingsOf(work, plans, link.workerReference),
      round: message.have === digestOf(plans, tasks) ? null : await phoneRound(work, link.providerId, plans, tasks),
    }
  })
}

/** Whoever holds a link: the provider in which its care worker works, and nothing but check-in. */
function actorOfLink(link: CheckInLink): Actor {
  return { userId: null, name: `Check-in link of ${link.workerReference}`, role: 'provider-coordinator', organisationId: link.providerId, personId: null, scopes: [CHECK_IN.name], requestId: null }
}

async function take(work: Work, link: CheckInLink, message: PhoneMessage): Promise<EventAnswer[]> {
  need(work.actor, CHECK_IN)
  return keepEvents(work, { linkId: link.id, providerId: link.providerId, workerReference: link.workerReference, phoneId: message.phoneId, phoneNowMs: message.phoneNowMs ?? work.now.epochMilliseconds }, message.events)
}

import { answerOffer } from '../../src/brokerage/actions/answer-offer.ts'
import { bidForPackage } from '../../src/brokerage/actions/bid-for-package.ts'
import { endPlacement } from '../../src/brokerage/actions/end-placement.ts'
import { importReferrals } from '../../src/brokerage/actions/import-referrals.ts'
import { lapseOffers } from '../../src/brokerage/actions/lapse-offers.ts'
import { openCallOff } from '../../src/brokerage/actions/open-call-off.ts'
import { setInterimCover } from '../../src/brokerage/actions/set-interim-cover.ts'
import { DECLINE_REASONS, type DeclineReason } from '../../src/brokerage/terms.ts'
import { INTERIM_COVERS, type CoverRisk, type InterimCover } from '../../src/brokerage/terms/interim-cover.ts'
import { londonDate } from '../../src/kernel/london.ts'
import { systemActor, type Actor } from '../../src/platform/access/actor.ts'
import { Refused } from '../../src/platform/action/refused.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { PlannedPackage } from './caseload-plan.ts'
import type { CouncilPlan } from './council.ts'
import { houseAt, momentOn } from './house-at.ts'
import type { Random } from './random.ts'
import { referralFile } from './referral-file.ts'
import { idOf, type StandingMarket } from './set-up-market.ts'
import type { Willingness } from './willingness.ts'

const broker = systemActor('Demonstration broker')
const CARES_ALREADY = { clause: 'cares-already', words: 'Asked first: it cared for this person already when the council began to use Tendwell.' }

/** Whoever answers for a provider in the invented history. */
export function coordinatorOf(providerId: string): Actor {
  return { userId: null, name: 'Provider coordinator', role: 'provider-coordinator', organisationId: providerId, personId: null, scopes: null, requestId: null }
}

/** Reads one week's referrals in, on its Friday, or today when that is sooner. Answers each package's id by its referral's reference. */
export async function receiveReferrals(house: House, plan: CouncilPlan, market: StandingMarket, packages: readonly PlannedPackage[], at: Temporal.Instant): Promise<Map<string, string>> {
  const outcome = await importReferrals(houseAt(house, at, plan.now), broker, { name: 'referrals.csv', bytes: referralFile(packages), frameworkId: market.frameworkId, preview: false })
  const refusal = outcome.refusals[0]
  if (refusal !== undefined) throw new Error(`A referral of the plan was refused: ${refusal.reason} (${refusal.column ?? ''} ${refusal.value ?? ''})`)
  const people = packages.map((each) => each.referral.person.externalReference ?? '')
  const rows = await read(house, broker, (work) =>
    work.tx.selectFrom('care.package as package').innerJoin('care.person as person', 'person.id', 'package.person_id').select(['package.id', 'person.external_reference']).where('person.external_reference', 'in', people).execute(),
  )
  const byPerson = new Map(rows.map((row) => [row.external_reference, row.id]))
  return new Map(packages.map((each) => [each.reference, byPerson.get(each.referral.person.externalReference) ?? '']))
}

/** Searches for a provider as the plan says it went. */
export async function searchFor(house: House, plan: CouncilPlan, market: StandingMarket, willingness: Willingness | undefined, planned: PlannedPackage, packageId: string, from: Temporal.Instant, random: Random): Promise<void> {
  const { fate } = planned
  if (plan.answersByChance === true && willingness !== undefined && fate.kind === 'placed') return searchByChance(house, plan, willingness, { ...planned, packageId }, { from, startsOn: fate.startsOn }, random)
  const isWaiting = fate.kind === 'waiting'
  if (isWaiting && random.chance(0.7)) {
    await setInterimCover(houseAt(house, from, plan.now), broker, { packageId, ...inventedCover(random.pick(INTERIM_COVERS.slice(0, 4)), planned.weeklyMinutes), note: null, fromOn: londonDate(from) })
  }
  if (isWaiting && fate.state === 'fresh') return
  const openAt = isWaiting && fate.state === 'offered' ? plan.now.subtract({ minutes: random.whole(5, 50) }) : from
  const winner = fate.kind === 'placed' ? idOf(market.providerIds, fate.providerKey) : null
  const isTakenAlong = plan.takenAlongBefore !== undefined && Temporal.PlainDate.compare(londonDate(from), plan.takenAlongBefore) < 0
  const { callOffId } = await openCallOff(houseAt(house, openAt, plan.now), broker, { packageId, ...(winner !== null && isTakenAlong ? { first: { providerId: winner, reason: CARES_ALREADY } } : {}) })
  if (isWaiting && fate.state === 'offered') return
  const declines = Temporal.Instant.compare(from, plan.now.subtract({ hours: 24 * 84 })) > 0
  for (;;) {
    const open = await openOffers(house, callOffId)
    const first = open[0]
    if (first === undefined) return
    const won = open.find((offer) => offer.providerId === winner)
    if (won !== undefined && fate.kind === 'placed') {
      const answerAt = won.sentAt.add({ minutes: random.whole(5, 100) })
      const startsOn = latest(fate.startsOn, londonDate(answerAt).add({ days: 1 }))
      await answerOffer(houseAt(house, answerAt, plan.now), coordinatorOf(won.providerId), { offerId: won.id, answer: 'accepted', startsOn })
      return
    }
    if (Temporal.Instant.compare(first.replyByAt, plan.now) > 0) return
    if (declines) {
      for (const offer of random.shuffled(open).slice(0, 2)) {
        const at = offer.sentAt.add({ minutes: random.whole(5, 100) })
        await answerOffer(houseAt(house, at, plan.now), coordinatorOf(offer.providerId), { offerId: offer.id, answer: 'declined', reason: declineReason(plan, random), note: null })
      }
    }
    await lapseOffers(houseAt(house, first.replyByAt, plan.now), broker, { callOffId })
  }
}

/** Cover at an invented price: teams by the hour, a temporary placement by the week, family for nothing and less sure the more there is to do. */
function inventedCover(kind: InterimCover, weeklyMinutes: number): { readonly kind: InterimCover; readonly weeklyPence: number; readonly risk: CoverRisk } {
  const pencePerHour = { family: 0, 'reablement-team': 3100, 'in-house': 2850, 'temporary-placement': 0, none: 0 }[kind]
  const weeklyPence = kind === 'temporary-placement' ? 98_000 : Math.round((pencePerHour * weeklyMinutes) / 60)
  return { kind, weeklyPence, risk: kind !== 'family' ? 'low' : weeklyMinutes > 900 ? 'high' : 'medium' }
}

/** Searches for a provider whom chance lets accept or bid; nobody may, and the package then waits. */
async function searchByChance(house: House, plan: CouncilPlan, willingness: Willingness, wanted: { readonly packageId: string; readonly weeklyMinutes: number }, when: { readonly from: Temporal.Instant; readonly startsOn: Temporal.PlainDate }, random: Random): Promise<void> {
  const { callOffId } = await openCallOff(houseAt(house, when.from, plan.now), broker, { packageId: wanted.packageId })
  for (;;) {
    const open = await openOffers(house, callOffId)
    const [first] = open
    if (first === undefined) return takeWon(house, willingness, wanted)
    if (Temporal.Instant.compare(first.replyByAt, plan.now) > 0) return
    if (await answeredByChance(house, plan, willingness, open, { ...wanted, startsOn: when.startsOn }, random)) return
    await lapseOffers(houseAt(house, first.replyByAt, plan.now), broker, { callOffId })
  }
}

/** Lets each provider asked accept, bid, decline or stay silent; answers whether one accepted. */
async function answeredByChance(house: House, plan: CouncilPlan, willingness: Willingness, open: readonly OpenOffer[], wanted: { readonly weeklyMinutes: number; readonly startsOn: Temporal.PlainDate }, random: Random): Promise<boolean> {
  const { terms } = plan.framework
  for (const offer of open) {
    const at = offer.sentAt.add({ minutes: random.whole(5, 55) })
    const asked = { house: houseAt(house, at, plan.now), actor: coordinatorOf(offer.providerId), startsOn: latest(wanted.startsOn, londonDate(at).add({ days: 1 })) }
    const isWilling = random.chance(open.length === 1 ? 0.75 : 0.35) && willingness.hasRoom(offer.providerId, wanted.weeklyMinutes)
    if (isWilling && terms.model === 'open') {
      const pencePerHour = random.whole(Math.ceil(terms.lowestPencePerHour / 10), Math.floor(terms.highestPencePerHour / 10)) * 10
      await bidForPackage(asked.house, asked.actor, { offerId: offer.id, pencePerHour, startsOn: asked.startsOn, note: null })
    } else if (isWilling) {
      if (await acceptedInTime(asked, offer.id)) {
        willingness.take(offer.providerId, wanted.weeklyMinutes)
        return true
      }
      await answerOffer(asked.house, asked.actor, { offerId: offer.id, answer: 'declined', reason: declineReason(plan, random), note: null })
    } else if (random.chance(0.5)) {
      await answerOffer(asked.house, asked.actor, { offerId: offer.id, answer: 'declined', reason: declineReason(plan, random), note: null })
    }
  }
  return false
}

/** Accepts; answers false when the guaranteed hours were filled by another package in the meantime. */
async function acceptedInTime(asked: { readonly house: House; readonly actor: Actor; readonly startsOn: Temporal.PlainDate }, offerId: string): Promise<boolean> {
  try {
    await answerOffer(asked.house, asked.actor, { offerId, answer: 'accepted', startsOn: asked.startsOn })
    return true
  } catch (fault) {
    if (fault instanceof Refused && fault.code === 'block-full') return false
    throw fault
  }
}

/** Counts a package that was won by a bid against its winner's room. */
async function takeWon(house: House, willingness: Willingness, wanted: { readonly packageId: string; readonly weeklyMinutes: number }): Promise<void> {
  const won = await house.db.selectFrom('brokerage.placement').select('provider_id').where('package_id', '=', wanted.packageId).executeTakeFirst()
  if (won !== undefined) willingness.take(won.provider_id, wanted.weeklyMinutes)
}

/** A reason that the contract allows, the common ones more often. */
function declineReason({ framework: { terms } }: CouncilPlan, random: Random): DeclineReason {
  if (terms.model === 'prime') return random.pick(terms.declineReasons)
  return random.weighted([['no-capacity', 6], ['times', 3], ['travel', 2], ...DECLINE_REASONS.map((reason) => [reason, 0.3] as const)])
}

interface OpenOffer {
  readonly id: string
  readonly providerId: string
  readonly sentAt: Temporal.Instant
  readonly replyByAt: Temporal.Instant
}

async function openOffers(house: House, callOffId: string): Promise<OpenOffer[]> {
  const rows = await house.db
    .selectFrom('brokerage.offer as offer')
    .leftJoin('brokerage.offer_answer as answer', 'answer.offer_id', 'offer.id')
    .select(['offer.id', 'offer.provider_id', 'offer.sent_at', 'offer.reply_by_at'])
    .where('offer.call_off_id', '=', callOffId)
    .where('answer.offer_id', 'is', null)
    .orderBy('offer.place')
    .execute()
  return rows.map((row) => ({ id: row.id, providerId: row.provider_id, sentAt: Temporal.Instant.from(row.sent_at), replyByAt: Temporal.Instant.from(row.reply_by_at) }))
}

/** Ends the placement of a package on its planned last day. */
export async function endAsPlanned(house: House, plan: CouncilPlan, packageId: string, endsOn: Temporal.PlainDate, random: Random): Promise<void> {
  const [placement] = await read(house, broker, (work) => work.tx.selectFrom('brokerage.placement').select(['id', 'starts_on']).where('package_id', '=', packageId).execute())
  if (placement === undefined) return
  const lastOn = latest(endsOn, Temporal.PlainDate.from(placement.starts_on))
  await endPlacement(houseAt(house, momentOn(lastOn, 11), plan.now), broker, { placementId: placement.id, endsOn: lastOn, reason: random.pick(['no-longer-needed', 'moved-to-care-home', 'died', 'moved-away'] as const) })
}

function latest(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}

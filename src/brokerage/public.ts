import { listPackages, personLabels } from '../care/public.ts'
import type { Minutes } from '../kernel/amounts.ts'
import type { Tier } from '../market/terms.ts'
import { NotFound } from '../platform/action/refused.ts'
import type { Work } from '../platform/action/work.ts'
import { waitingReasons } from './actions/see-board.ts'
import { compareWaiting } from './rules/waiting.ts'
import { waitingState, type WaitingState } from './rules/waiting-state.ts'
import { listPlacementRows, type PlacementFilter } from './store/placement.read.ts'
import { listPackageBrokers } from './store/broker-work.read.ts'
import { listUnplacedPackageIds } from './store/waiting.read.ts'
import { listTierMinutes } from './store/tier-hours.read.ts'
import { listUnansweredOffers } from './store/open-offer.read.ts'
import { listOfferHistory } from './store/offer-history.read.ts'
import { countOpenQueries } from './store/query.read.ts'
import { listPlacementLives } from './store/placement-life.read.ts'
import { listReablements } from './store/reablement.read.ts'
import type { OfferEvent, Placement, WaitingPackage } from './terms.ts'
import { listLeadAnswers, type LeadAnswers } from './store/lead-answers.read.ts'
import { listNotTaken, type NotTaken } from './store/not-taken.read.ts'
import { listPriceChangesOf } from './store/placement-away.read.ts'
import type { PlacementLife, PriceChange } from './terms/placement-life.ts'
import type { Reablement } from './terms/reablement.ts'

export { weeksNow } from './actions/weeks-now.ts'
export { countApprovals } from './actions/see-approvals.ts'
export { passedOnWholly } from './actions/passed-on-wholly.ts'
export { agreedPriceOn, awayOn, holidayNotice, patternOn, pricedWeekOf, respiteDay, retainerDay } from './rules/placement-life.ts'
export { reablementResult } from './rules/reablement-exit.ts'

/** One placement. Throws `NotFound` when there is none that this transaction's role may see. */
export async function getPlacement(work: Work, id: string): Promise<Placement> {
  const [placement] = await listPlacementRows(work.tx, { id })
  if (placement === undefined) throw new NotFound('The placement')
  return placement
}

/**
 * Placements of a provider, person or framework, by start date. `fromOn` and `toOn` ask for those with care on any day
 * between them, ends included. Asks no permission; row-level security keeps a provider to its own.
 */
export async function listPlacements(work: Work, filter: Omit<PlacementFilter, 'id'>): Promise<Placement[]> {
  return listPlacementRows(work.tx, filter)
}

/** What happened to placements after they were made, by placement. Asks no permission; row-level security keeps a provider to its own. */
export async function placementLives(work: Work, placementIds: readonly string[]): Promise<Map<string, PlacementLife>> {
  return listPlacementLives(work.tx, placementIds, work.actor.organisationId === null)
}

/** The packages with no provider today, longest wait first, with the person's initials and no more of them. */
export async function listWaiting(work: Work): Promise<WaitingPackage[]> {
  const packages = await listPackages(work, await listUnplacedPackageIds(work.tx))
  const labels = await personLabels(work, [...new Set(packages.map((each) => each.personId))])
  return packages.toSorted(compareWaiting).map((each) => ({
    packageId: each.id,
    packageReference: each.reference,
    personId: each.personId,
    initials: labels.get(each.personId)?.initials ?? '',
    zoneId: each.zoneId,
    weeklyMinutes: each.weeklyMinutes,
    receivedOn: each.receivedOn,
  }))
}

/** Every offer of some packages and what came of it, oldest first, for a person's timeline. Asks no permission; a provider sees its own. */
export async function offerHistory(work: Work, packageIds: readonly string[]): Promise<OfferEvent[]> {
  return packageIds.length === 0 ? [] : listOfferHistory(work.tx, packageIds)
}

/** An offer that awaits its answer. */
export interface OpenOffer {
  readonly offerId: string
  readonly packageId: string
  readonly providerId: string
  readonly replyByAt: Temporal.Instant
}

/** Every offer open now, the next due first. Asks no permission; row-level security keeps a provider to its own. */
export async function listOpenOffers(work: Work): Promise<OpenOffer[]> {
  return listUnansweredOffers(work.tx, work.now)
}

/** Weekly care-worker minutes in care on a day by the tier that holds them, added up by the database. Asks no permission. */
export async function hoursHeldByTier(work: Work, frameworkId: string, on: Temporal.PlainDate): Promise<{ readonly tier: Tier; readonly weeklyMinutes: Minutes }[]> {
  return listTierMinutes(work.tx, frameworkId, on)
}

/** How many packages that wait for a provider the actor works on. */
export async function countOwnPackages(work: Work): Promise<number> {
  const brokers = await listPackageBrokers(work.tx, await listUnplacedPackageIds(work.tx))
  return [...brokers.values()].filter((each) => each.accountId !== null && each.accountId === work.actor.userId).length
}

/** How many questions nobody has answered, by package. Asks no permission; row-level security keeps a provider to its own. */
export async function openQueryCounts(work: Work): Promise<Map<string, number>> {
  return countOpenQueries(work.tx)
}

/** Other prices that were asked for, by placement, in order; placements without any are left out. Asks no permission; a provider sees its own. */
export async function pricesOf(work: Work, placementIds: readonly string[]): Promise<Map<string, PriceChange[]>> {
  return placementIds.length === 0 ? new Map() : listPriceChangesOf(work.tx, placementIds)
}

/** A person's ways through reablement, the first on top. Asks no permission; providers see none. */
export async function reablementsOfPerson(work: Work, personId: string): Promise<Reablement[]> {
  return listReablements(work.tx, { personId })
}

/** Reablements that ended between two days (both included), whatever the ending. Asks no permission. */
export async function reablementsEnded(work: Work, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<Reablement[]> {
  return listReablements(work.tx, { exitedFromOn: fromOn, exitedToOn: toOn })
}

/** How many packages wait in each state of their search, as the board can be narrowed to. */
export async function countWaitingStates(work: Work): Promise<Map<WaitingState, number>> {
  const reasons = await waitingReasons(work, await listPackages(work, await listUnplacedPackageIds(work.tx)))
  const counts = new Map<WaitingState, number>()
  for (const { clause } of reasons.values()) {
    const state = waitingState(clause)
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

/** Packages of a framework that providers were offered and did not take, with the days on which others gave that care or nobody did. Asks no permission. */
export async function packagesNotTaken(work: Work, filter: { readonly frameworkId: string; readonly providerIds: readonly string[] }): Promise<NotTaken[]> {
  return listNotTaken(work.tx, { ...filter, until: work.now })
}

/** How offers to the leads of a framework's zones were answered between two instants, the later left out. Asks no permission. */
export async function leadAnswers(work: Work, filter: { readonly frameworkId: string; readonly fromAt: Temporal.Instant; readonly untilAt: Temporal.Instant }): Promise<LeadAnswers[]> {
  return listLeadAnswers(work.tx, filter)
}

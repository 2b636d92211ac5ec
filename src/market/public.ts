import type { Decision, Reason } from '../kernel/decision.ts'
import { bankHolidays } from '../platform/calendar/bank-holidays.ts'
import { NotFound } from '../platform/action/refused.ts'
import type { Work } from '../platform/action/work.ts'
import { crossZone } from './rules/cross-zone.ts'
import { feeReview, type FeeProposal } from './rules/fee-review.ts'
import { zoneSetFor } from './rules/framework-lines.ts'
import { prepareRates as preparedRates, type RateLookup } from './rules/prepared-rates.ts'
import type { RateFact } from './rules/rate-for.ts'
import { overallRating } from './rules/overall-rating.ts'
import { CORE_LINE, standingsOn, statusOn, suspensionOn } from './rules/standings-on.ts'
import { listPostcodes } from './store/area.read.ts'
import { listBlockRows, listRecordedBlocks, type RecordedBlock } from './store/block.read.ts'
import { findFrameworkLife, listCrossZone, listLines } from './store/framework-life.read.ts'
import * as frameworks from './store/framework.read.ts'
import { listLeavings } from './store/leaving.read.ts'
import { findProvider, listProviderNames, listProvidersNamed, listStayingProviders } from './store/provider.read.ts'
import { listOverallRatings } from './store/rating.read.ts'
import * as standings from './store/standing.read.ts'
import * as zones from './store/zone.read.ts'
import type { Block, Framework, FrameworkTerms, Rate, Rating, StandingFacts, Suspension, TierTarget, Zone } from './terms.ts'
import type { RecordedLeaving } from './terms/leaving.ts'
import type { FeeReviewInputs } from './terms/fee-review.ts'

export { rateFor, type RateFact } from './rules/rate-for.ts'
export { termsSentences } from './rules/terms-sentences.ts'
export { transitionSentences } from './rules/transition-sentences.ts'
export { addFramework } from './actions/add-framework.ts'
export type { ProposedFramework } from './rules/new-framework.ts'
export { guaranteeHoursIn } from './actions/guarantee-hours.ts'
export { suspendFromNewWork } from './actions/suspend-provider.ts'
export { succeedProvider } from './actions/succeed-provider.ts'
export { replacementsInForce, replacementsOf, zonesForPlaces } from './reads/replacements.ts'
export { changeTerms, type TermsChange } from './actions/change-terms.ts'
export type { TermsVersion } from './store/framework.read.ts'

/**
 * Prepares rates for many questions: `rateFor` for the category of each question's day (bank holidays of England counted), and for
 * its `startMinute` where it gives one. `rateFor` itself answers for any day and time unless it is told them.
 */
export function prepareRates<R extends RateFact>(rates: readonly R[]): RateLookup<R> {
  return preparedRates(rates, bankHolidays)
}

/** Every framework, the one that begins last first. */
export async function listFrameworks(work: Work): Promise<Framework[]> {
  return frameworks.listFrameworks(work.tx)
}

/** One framework with its terms. Throws `NotFound`. */
export async function getFramework(work: Work, frameworkId: string): Promise<Framework> {
  const framework = await frameworks.findFramework(work.tx, frameworkId)
  if (framework === undefined) throw new NotFound('The framework')
  return framework
}

/** Every version of a framework's terms, the one in force first. Throws `NotFound`. */
export async function listTermsVersions(work: Work, frameworkId: string): Promise<frameworks.TermsVersion[]> {
  const versions = await frameworks.listTermsVersions(work.tx, frameworkId)
  if (versions.length === 0) throw new NotFound('The framework')
  return versions
}

/** The terms of a framework that were in force at an instant; those it was let with for any earlier one. Throws `NotFound`. */
export async function termsAt(work: Work, frameworkId: string, at: Temporal.Instant): Promise<FrameworkTerms> {
  const versions = await listTermsVersions(work, frameworkId)
  const found = versions.find((version) => Temporal.Instant.compare(version.fromAt, at) <= 0) ?? versions.at(-1)
  if (found === undefined) throw new NotFound('The framework')
  return found.terms
}

/** Zones of a framework in position order. */
export async function listZones(work: Work, frameworkId: string): Promise<Zone[]> {
  return zones.listZones(work.tx, frameworkId)
}

/**
 * The zone in which a postcode lies for a service line, or undefined: an unknown postcode, or one in an area of no zone.
 * A line may have zones of its own (double-handed over a larger area). Case and spaces as stored: `LN3 5AG`.
 */
export async function zoneOfPostcode(work: Work, frameworkId: string, postcode: string, serviceLine: string = CORE_LINE): Promise<Zone | undefined> {
  return (await zonesOfPostcodes(work, frameworkId, [postcode], serviceLine)).get(postcode)
}

/** `zoneOfPostcode` for many at once, by postcode; those that lie in no zone are left out. */
export async function zonesOfPostcodes(work: Work, frameworkId: string, postcodes: readonly string[], serviceLine: string = CORE_LINE): Promise<Map<string, Zone>> {
  const zoneSet = zoneSetFor(await listLines(work.tx, frameworkId), serviceLine)
  return zones.listZonesOfPostcodes(work.tx, { frameworkId, zoneSet }, postcodes)
}

/** Where postcodes lie, in degrees (WGS84); unknown ones are left out. */
export async function placesOfPostcodes(work: Work, postcodes: readonly string[]): Promise<Map<string, { readonly longitude: number; readonly latitude: number }>> {
  return postcodes.length === 0 ? new Map() : new Map((await listPostcodes(work.tx, postcodes)).map(({ postcode, longitude, latitude }) => [postcode, { longitude, latitude }]))
}

/**
 * Who stands in a zone for a service line on a date, with what the offer order asks of each: tier, rank, languages,
 * rating as at the date, suspension and last day. A line without standings of its own has those of core home care.
 * A zone that begins later than its framework has none before its first day.
 */
export async function listStandings(work: Work, search: { readonly frameworkId: string; readonly zoneId: string; readonly serviceLine: string; readonly on: Temporal.PlainDate }): Promise<StandingFacts[]> {
  const { frameworkId, zoneId, serviceLine, on } = search
  const held = await standings.listStandings(work.tx, { frameworkId, zoneId, serviceLines: [serviceLine, CORE_LINE] })
  const standing = standingsOn(held.filter((each) => each.zoneStartsOn === null || Temporal.PlainDate.compare(each.zoneStartsOn, on) <= 0), serviceLine, on)
  const providerIds = standing.map((each) => each.providerId)
  const ratings = await listOverallRatings(work.tx, providerIds)
  const suspensions = await standings.listSuspensions(work.tx, providerIds)
  return standing.map((each) => ({
    providerId: each.providerId,
    providerName: each.providerName,
    tier: each.tier,
    rank: each.rank,
    languages: each.languages,
    rating: overallRating(ratings.get(each.providerId) ?? [], on).rating,
    suspendedReason: suspensionOn(suspensions.filter((suspension) => suspension.providerId === each.providerId), on)?.reason ?? null,
    leftOn: each.leftOn,
  }))
}

/** A zone whose providers may be asked for a package in another, with the switch that says so. */
export interface CrossZone {
  readonly zone: Zone
  readonly reason: Reason
}

/**
 * The other zones whose providers may be asked for a package of a service line in a zone on a date, in position order;
 * none where cross-zone work is off. Their providers' facts come from `listStandings` of each zone, which is empty for a
 * zone that has not begun; the rate is that of the package's own zone. Throws `NotFound` for a zone that is not there.
 */
export async function crossZones(work: Work, search: { readonly frameworkId: string; readonly zoneId: string; readonly serviceLine: string; readonly on: Temporal.PlainDate }): Promise<CrossZone[]> {
  const switches = await listCrossZone(work.tx, search.frameworkId)
  if (switches.length === 0) return []
  const all = await zones.listZones(work.tx, search.frameworkId)
  const zone = all.find((each) => each.id === search.zoneId)
  if (zone === undefined) throw new NotFound('The zone')
  return all
    .filter((other) => other.id !== zone.id && other.zoneSet === zone.zoneSet)
    .map((other) => ({ zone: other, ...crossZone(switches, { ...search, fromZoneId: other.id }) }))
    .filter(({ allowed }) => allowed)
    .map(({ zone: other, reason }) => ({ zone: other, reason }))
}

/** Every rate of a framework; `rateFor` or `prepareRates` decides between them. */
export async function listRates(work: Work, frameworkId: string): Promise<Rate[]> {
  return frameworks.listRates(work.tx, frameworkId)
}

/**
 * What a fee review would do to the rates of a framework: those it changes and those it leaves out, or why it cannot be. Writes nothing.
 * Throws `NotFound`. Asks no permission.
 */
export async function proposeFeeReview(work: Work, frameworkId: string, inputs: FeeReviewInputs): Promise<Decision<FeeProposal>> {
  return feeReview(await getFramework(work, frameworkId), await listRates(work, frameworkId), inputs)
}

/** Names by provider id, of those asked for or of all. */
export async function providerNames(work: Work, providerIds?: readonly string[]): Promise<Map<string, string>> {
  return listProviderNames(work.tx, providerIds)
}

/** Providers on the register with this CQC provider id or this name, capitals aside; several when they share a name. The register is public. */
export async function providersNamed(work: Work, words: string): Promise<{ readonly id: string; readonly name: string }[]> {
  return listProvidersNamed(work.tx, words)
}

/** Standings of a framework in force on a date, zone by zone. Row-level security keeps a provider to its own. */
export async function listFrameworkStandings(work: Work, frameworkId: string, on: Temporal.PlainDate): Promise<standings.NamedStanding[]> {
  return (await standings.listStandings(work.tx, { frameworkId })).filter((standing) => statusOn(standing, on) === 'in-force')
}

/** Who stands on a framework on a date, by name, with the zones. */
export async function listFrameworkProviders(work: Work, frameworkId: string, on: Temporal.PlainDate): Promise<{ readonly id: string; readonly name: string; readonly zoneIds: readonly string[] }[]> {
  const inForce = await listFrameworkStandings(work, frameworkId, on)
  const providers = [...Map.groupBy(inForce, (standing) => standing.providerId)].map(([id, held]) => ({ id, name: held[0]?.providerName ?? '', zoneIds: [...new Set(held.map((standing) => standing.zoneId))] }))
  return providers.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB') || (a.id < b.id ? -1 : 1))
}

/** One provider as other parts need it. Throws `NotFound`. */
export async function getProvider(work: Work, providerId: string): Promise<{ id: string; name: string; cqcProviderId: string | null; email: string | null; languages: readonly string[]; leftOn: Temporal.PlainDate | null }> {
  const provider = await findProvider(work.tx, providerId)
  if (provider === undefined) throw new NotFound('The provider')
  const { id, name, cqcProviderId, email, languages, leftOn } = provider
  return { id, name, cqcProviderId, email, languages, leftOn }
}

/** The share of hours that each tier is meant to deliver, in percent. */
export async function tierTargets(work: Work, frameworkId: string): Promise<TierTarget[]> {
  return frameworks.listTierTargets(work.tx, frameworkId)
}

/** A provider's CQC rating as it counts on a date, and how it counted on an earlier one. */
export interface RatingMove {
  readonly providerId: string
  readonly rating: Rating
  readonly before: Rating
  /** When the rating that counts was published; null without one. */
  readonly publishedOn: Temporal.PlainDate | null
}

/** For each provider with a home care location: the rating that counts on a date and the one that counted `sinceOn`. Asks no permission. */
export async function ratingMoves(work: Work, sinceOn: Temporal.PlainDate, on: Temporal.PlainDate): Promise<RatingMove[]> {
  return [...(await listOverallRatings(work.tx))].map(([providerId, ratings]) => {
    const now = overallRating(ratings, on)
    return { providerId, rating: now.rating, before: overallRating(ratings, sinceOn).rating, publishedOn: now.published?.publishedOn ?? null }
  })
}

/** Guaranteed hours in force on a day, of a framework or of one of its zones. Row-level security keeps a provider to its own. */
export async function listBlocks(work: Work, search: { readonly frameworkId: string; readonly on: Temporal.PlainDate; readonly zoneId?: string }): Promise<Block[]> {
  return listBlockRows(work.tx, search)
}

/** Every guarantee of hours of a framework, past ones and those to come too, the latest first. Row-level security keeps a provider to its own. */
export async function listGuarantees(work: Work, frameworkId: string): Promise<RecordedBlock[]> {
  return listRecordedBlocks(work.tx, frameworkId)
}

/** Providers that have no last day, by name. */
export async function listPresentProviders(work: Work): Promise<{ readonly id: string; readonly name: string }[]> {
  return listStayingProviders(work.tx)
}

/** A withdrawal of a provider that has a successor. Throws `NotFound`. For the council. */
export async function getSuccession(work: Work, leavingId: string): Promise<RecordedLeaving & { readonly successorId: string }> {
  const [leaving] = await listLeavings(work.tx, { id: leavingId })
  if (leaving?.successorId == null) throw new NotFound('The succession')
  return { ...leaving, successorId: leaving.successorId }
}

/** Withdrawals by which a provider's placements pass to another: all of them, or those to one successor; the latest day first. For the council. */
export async function listSuccessions(work: Work, successorId?: string): Promise<RecordedLeaving[]> {
  return listLeavings(work.tx, successorId === undefined ? { hasSuccessor: true } : { successorId })
}

/** The suspension from new work of a provider in force today; undefined when there is none. Row-level security keeps a provider to its own. */
export async function suspensionToday(work: Work, providerId: string): Promise<Suspension | undefined> {
  return suspensionOn(await standings.listSuspensions(work.tx, [providerId]), work.today)
}

/** Whether a provider is given no new work today; says so to another provider too, without the reason. */
export async function isSuspended(work: Work, providerId: string): Promise<boolean> {
  return standings.isProviderSuspended(work.tx, providerId, work.today)
}

/** Days of notice by which a provider may leave a package or the framework; null when none was recorded. */
export async function noticeDaysOf(work: Work, frameworkId: string): Promise<number | null> {
  return (await findFrameworkLife(work.tx, frameworkId))?.noticeDays ?? null
}

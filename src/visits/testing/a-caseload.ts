import { randomUUID } from 'node:crypto'
import type { PatternVisit } from '../../care/terms.ts'
import type { FrameworkTerms } from '../../market/terms.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import type { House } from '../../platform/action/work.ts'

/** One person with one placement. */
export interface CaredFor {
  readonly personId: string
  readonly personReference: string
  readonly placementId: string
  readonly packageId: string
  readonly callOffId: string
}

/** A provider with the people it cares for. */
export interface Caseload {
  readonly frameworkId: string
  readonly zoneId: string
  readonly providerId: string
  readonly coordinator: Actor
  readonly people: readonly CaredFor[]
}

/** A visit on every day of the week, without a window. */
export function everyDay(minuteOfDay: number, changes: Partial<PatternVisit> = {}): PatternVisit[] {
  return [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, earliestMinute: minuteOfDay, latestMinute: minuteOfDay, minutes: 30, workers: 1, timeCritical: false, ...changes }))
}

const TERMS: FrameworkTerms = { model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }], eligibility: { refusedRatings: [], languagesRequired: false } }

interface CaseloadInput {
  readonly people?: number
  readonly pattern?: readonly PatternVisit[]
  readonly startsOn?: string
  readonly endsOn?: string
  readonly name?: string
  /** False to leave the packages accepted and the placements to `placeCaseload`. */
  readonly isPlaced?: boolean
}

/**
 * Puts a provider with placed people into a test's database, as its owner: people with the pattern given (a half-hour
 * visit at 8am every day), placed from 1 January 2026.
 */
export async function aCaseload(house: House, input: CaseloadInput = {}): Promise<Caseload> {
  const { people = 1, pattern = everyDay(480), startsOn = '2026-01-01', name = 'Orchard Home Care', isPlaced = true } = input
  const [frameworkId, zoneId, providerId] = [randomUUID(), randomUUID(), randomUUID()]
  const at = '2025-12-01T09:00:00Z'
  const { db } = house
  await db.insertInto('market.framework').values({ id: frameworkId, name: `Home care ${frameworkId}`, starts_on: '2025-04-01', ends_on: '2029-03-31', terms: JSON.stringify(TERMS), payment_anchor_on: '2025-03-31', created_at: at }).execute()
  await db.insertInto('market.zone').values({ id: zoneId, framework_id: frameworkId, name: 'Brackley', position: 1 }).execute()
  await db.insertInto('market.provider').values({ id: providerId, name, created_at: at }).execute()
  const placed: CaredFor[] = []
  for (let from = 0; from < people; from += 500) placed.push(...(await placePeople(house, { frameworkId, zoneId, providerId, startsOn, pattern, isPlaced, count: Math.min(500, people - from) })))
  if (input.endsOn !== undefined) for (const { placementId } of placed) await endPlacement(house, { placementId, providerId, endsOn: input.endsOn })
  return { frameworkId, zoneId, providerId, coordinator: { ...systemActor('Cora Coordinator'), role: 'provider-coordinator', organisationId: providerId, userId: randomUUID() }, people: placed }
}

/** Makes the placements of a caseload that has none yet, from a day on, as the owner. */
export async function placeCaseload(house: House, of: Caseload, startsOn = '2026-01-01'): Promise<void> {
  const offers = await house.db.selectFrom('brokerage.offer').select(['id', 'package_id']).where('provider_id', '=', of.providerId).execute()
  const offerOf = new Map(offers.map((offer) => [offer.package_id, offer.id]))
  await insertPlacements(house, of, startsOn, of.people.map((each) => ({ ...each, offerId: offerOf.get(each.packageId) ?? '' })))
}

async function insertPlacements(house: House, of: { readonly frameworkId: string; readonly zoneId: string; readonly providerId: string }, startsOn: string, rows: readonly { readonly placementId: string; readonly packageId: string; readonly personId: string; readonly offerId: string }[]): Promise<void> {
  const same = { provider_id: of.providerId, framework_id: of.frameworkId, zone_id: of.zoneId, service_line: 'core', tier: 'lead', starts_on: startsOn, pence_per_hour: 2000, placed_at: '2025-12-01T09:00:00Z' }
  await house.db.insertInto('brokerage.placement').values(rows.map((row) => ({ id: row.placementId, package_id: row.packageId, person_id: row.personId, offer_id: row.offerId, ...same }))).execute()
}

/** Records a placement's last day, as the owner. */
export async function endPlacement(house: House, of: { readonly placementId: string; readonly providerId: string; readonly endsOn: string }): Promise<void> {
  await house.db.insertInto('brokerage.placement_end').values({ placement_id: of.placementId, provider_id: of.providerId, ends_on: of.endsOn, reason: 'other', recorded_at: '2026-01-01T09:00:00Z', recorded_by: 'test' }).execute()
}

interface PlaceInput {
  readonly frameworkId: string
  readonly zoneId: string
  readonly providerId: string
  readonly startsOn: string
  readonly pattern: readonly PatternVisit[]
  readonly isPlaced: boolean
  readonly count: number
}

async function placePeople(house: House, input: PlaceInput): Promise<CaredFor[]> {
  const { frameworkId, zoneId, providerId } = input
  const at = '2025-12-01T09:00:00Z'
  const rows = Array.from({ length: input.count }, () => {
    const personId = randomUUID()
    return { personId, personReference: `P${personId.slice(0, 13)}`, referralId: randomUUID(), packageId: randomUUID(), callOffId: randomUUID(), offerId: randomUUID(), placementId: randomUUID() }
  })
  const { db } = house
  await db.insertInto('care.person').values(rows.map((row) => ({ id: row.personId, reference: row.personReference, given_name: 'Ada', family_name: 'Cole', address: '1 High Street', postcode: 'NN13 6AA', created_at: at }))).execute()
  await db.insertInto('care.referral').values(rows.map((row) => ({ id: row.referralId, person_id: row.personId, source: 'community', funder: 'council', received_on: '2025-12-01', received_at: at, received_by: 'test' }))).execute()
  await db.insertInto('care.package').values(rows.map((row) => ({ id: row.packageId, reference: `K${row.packageId}`, referral_id: row.referralId, person_id: row.personId, service_line: 'core', start_by_on: input.startsOn, framework_id: frameworkId, zone_id: zoneId, weekly_minutes: 210, weekly_visits: 7, most_workers: 1, created_at: at }))).execute()
  const pattern = rows.flatMap((row) => input.pattern.map((visit) => ({ package_id: row.packageId, day_of_week: visit.dayOfWeek, earliest_minute: visit.earliestMinute, latest_minute: visit.latestMinute, minutes: visit.minutes, workers: visit.workers, time_critical: visit.timeCritical })))
  for (let from = 0; from < pattern.length; from += 2000) await db.insertInto('care.pattern_visit').values(pattern.slice(from, from + 2000)).execute()
  await db.insertInto('brokerage.call_off').values(rows.map((row) => ({ id: row.callOffId, package_id: row.packageId, framework_id: frameworkId, zone_id: zoneId, rule_version: 'test', steps: '[]', opened_at: at, opened_by: 'test', closed_at: at, closed_reason: 'placed' }))).execute()
  await db.insertInto('brokerage.offer').values(rows.map((row) => ({ id: row.offerId, call_off_id: row.callOffId, package_id: row.packageId, provider_id: providerId, step: 1, place: 1, sent_at: at, reply_by_at: at, pence_per_hour: 2000 }))).execute()
  if (input.isPlaced) await insertPlacements(house, input, input.startsOn, rows)
  return rows.map(({ personId, personReference, placementId, packageId, callOffId }) => ({ personId, personReference, placementId, packageId, callOffId }))
}

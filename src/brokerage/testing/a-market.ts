import { randomUUID } from 'node:crypto'
import { recordReferral } from '../../care/public.ts'
import type { NewReferral, PatternVisit } from '../../care/terms.ts'
import type { FrameworkTerms, Tier } from '../../market/terms.ts'
import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'

export const BROKER: Actor = { ...systemActor('Bea Broker'), role: 'broker' }

const TIERED: FrameworkTerms = {
  model: 'tiered',
  steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }, { tiers: ['secondary'], replyWorkingMinutes: 240 }],
  eligibility: { refusedRatings: ['inadequate'], languagesRequired: true },
}

/** A framework of one zone at £20.00 an hour, and £21.00 from 1 July 2026, with its providers by name. */
export interface Market {
  readonly frameworkId: string
  readonly zoneId: string
  /** The coordinator of a provider. */
  coordinator(name: string): Actor
  providerId(name: string): string
}

/** Puts a framework with standing providers into a test's database, as its owner. */
export async function aMarket(house: House, providers: readonly (readonly [name: string, tier: Tier, rank: number | null])[], terms: FrameworkTerms = TIERED): Promise<Market> {
  const [frameworkId, zoneId] = [randomUUID(), randomUUID()]
  const created_at = '2025-01-01T00:00:00Z'
  await house.db.insertInto('market.framework').values({ id: frameworkId, name: `Home care ${frameworkId}`, starts_on: '2025-04-01', ends_on: '2029-03-31', terms: JSON.stringify(terms), payment_anchor_on: '2025-03-31', created_at }).execute()
  await house.db.insertInto('market.zone').values({ id: zoneId, framework_id: frameworkId, name: 'Brackley', position: 1 }).execute()
  const rate = (from_on: string, pence_per_hour: number) => ({ id: randomUUID(), framework_id: frameworkId, zone_id: null, service_line: null, tier: null, from_on, pence_per_hour, created_at })
  await house.db.insertInto('market.rate').values([rate('2025-04-01', 2000), rate('2026-07-01', 2100)]).execute()
  const ids = new Map(providers.map(([name]) => [name, randomUUID()]))
  const idOf = (name: string): string => ids.get(name) ?? ''
  await house.db.insertInto('market.provider').values(providers.map(([name]) => ({ id: idOf(name), name, created_at }))).execute()
  await house.db.insertInto('market.standing').values(providers.map(([name, tier, rank]) => ({ id: randomUUID(), framework_id: frameworkId, zone_id: zoneId, provider_id: idOf(name), service_line: 'core', tier, rank, from_on: '2025-04-01' }))).execute()
  return { frameworkId, zoneId, providerId: idOf, coordinator: (name) => ({ ...systemActor(`${name} coordinator`), role: 'provider-coordinator', organisationId: idOf(name) }) }
}

/** Suspends a provider, as the owner. */
export async function suspend(house: House, providerId: string, fromOn: string): Promise<void> {
  await house.db.insertInto('market.suspension').values({ id: randomUUID(), provider_id: providerId, from_on: fromOn, review_on: '2027-01-01', reason: 'Late visits' }).execute()
}

const MORNING: Omit<PatternVisit, 'dayOfWeek'> = { earliestMinute: 450, latestMinute: 480, minutes: 30, workers: 1, timeCritical: false }

/** A package of a new person in the market's zone, a half-hour visit every morning, wanted by 9 March 2026. */
export async function aPackage(house: House, market: Market, changes: Partial<Omit<NewReferral, 'person'>> & { readonly zoneId?: string | null } = {}): Promise<{ packageId: string; personId: string; reference: string }> {
  const { zoneId = market.zoneId, ...rest } = changes
  const recorded = await write(house, BROKER, (work) =>
    recordReferral(work, {
      source: 'community', funder: 'council', receivedOn: '2026-03-02', note: null, serviceLine: 'core', needs: ['personal-care'], needsNote: null, languages: [], genderPreference: null, startByOn: '2026-03-09',
      pattern: [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ ...MORNING, dayOfWeek })),
      ...rest,
      person: { externalReference: null, givenName: 'Margaret', familyName: 'Bell', bornOn: '1938-05-14', address: '3 Orchard Close, Brackley', postcode: 'NN13 6AA', phone: null, livesAlone: null, languages: [], gender: null },
      frameworkId: market.frameworkId,
      zoneId,
    }),
  )
  return { packageId: recorded.packageId, personId: recorded.personId, reference: recorded.packageReference }
}

import { sql } from 'kysely'
import { z } from 'zod'
import type { Need, PatternVisit, ServiceLine, Urgency } from '../../care/terms.ts'
import type { Tier } from '../../market/terms.ts'
import type { OfferStep } from '../terms.ts'
import type { Tx } from '../../platform/db/handles.ts'

/**
 * What a provider is shown of a package it was offered: the need, the zone and the week; no name, no address, no
 * referral. Read under the provider's own database role, whose policies on care's tables let through exactly this.
 */
export interface OfferedPackage {
  readonly offerId: string
  readonly packageId: string
  readonly reference: string
  readonly personId: string
  readonly frameworkId: string
  readonly zoneId: string
  readonly zoneName: string
  readonly serviceLine: ServiceLine
  readonly needs: readonly Need[]
  readonly needsNote: string | null
  readonly languages: readonly string[]
  readonly genderPreference: 'female' | 'male' | null
  readonly urgency: Urgency
  readonly startByOn: Temporal.PlainDate
  readonly weeklyMinutes: number
  readonly weeklyVisits: number
  readonly mostWorkers: number
  readonly withdrawnOn: Temporal.PlainDate | null
  readonly searchOpenedAt: Temporal.Instant
  readonly searchClosedAt: Temporal.Instant | null
  /** The provider's own tier in the zone when the order was decided. */
  readonly tier: Tier
  /** How this step's winner is found; undefined: the first to accept. */
  readonly award: OfferStep['award']
}

/** The packages behind offers: of one offer, or of every offer this role may see that is sent since an instant. */
export async function listOfferedPackages(tx: Tx, choice: { readonly offerId: string } | { readonly sentSince: Temporal.Instant }): Promise<OfferedPackage[]> {
  const rows = await tx
    .selectFrom('brokerage.offer as o')
    .innerJoin('brokerage.call_off as c', 'c.id', 'o.call_off_id')
    .innerJoin('brokerage.call_off_place as s', (join) => join.onRef('s.call_off_id', '=', 'o.call_off_id').onRef('s.provider_id', '=', 'o.provider_id'))
    .innerJoin('care.package as k', 'k.id', 'o.package_id')
    .innerJoin('care.referral as r', 'r.id', 'k.referral_id')
    .innerJoin('market.zone as z', 'z.id', 'c.zone_id')
    .select(['o.id', 'o.package_id', 'k.reference', 'k.person_id', 'c.framework_id', 'c.zone_id', 'z.name', 'k.service_line', 'k.needs', 'k.needs_note', 'k.languages', 'r.urgency'])
    .select(['k.gender_preference', 'k.start_by_on', 'k.weekly_minutes', 'k.weekly_visits', 'k.most_workers', 'k.withdrawn_on', 'c.opened_at', 'c.closed_at', 'c.steps', 'o.step', 's.tier'])
    .$if('offerId' in choice, (query) => query.where('o.id', '=', 'offerId' in choice ? choice.offerId : ''))
    .$if('sentSince' in choice, (query) => query.where('o.sent_at', '>=', 'sentSince' in choice ? choice.sentSince.toString() : ''))
    .execute()
  return rows.map((row) => ({
    offerId: row.id,
    packageId: row.package_id,
    reference: row.reference,
    personId: row.person_id,
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    zoneName: row.name,
    serviceLine: row.service_line as ServiceLine,
    needs: row.needs as Need[],
    needsNote: row.needs_note,
    languages: row.languages,
    genderPreference: row.gender_preference as 'female' | 'male' | null,
    urgency: row.urgency as Urgency,
    startByOn: Temporal.PlainDate.from(row.start_by_on),
    weeklyMinutes: row.weekly_minutes,
    weeklyVisits: row.weekly_visits,
    mostWorkers: row.most_workers,
    withdrawnOn: row.withdrawn_on === null ? null : Temporal.PlainDate.from(row.withdrawn_on),
    searchOpenedAt: Temporal.Instant.from(row.opened_at),
    searchClosedAt: row.closed_at === null ? null : Temporal.Instant.from(row.closed_at),
    tier: row.tier as Tier,
    award: awardOfStep(row.steps, row.step),
  }))
}

/** Of the steps as they are kept, how each finds its winner. */
const stepAwards = z.array(z.object({ award: z.enum(['best-bid', 'block']).optional() }))

function awardOfStep(steps: unknown, step: number): OfferStep['award'] {
  return stepAwards.parse(steps)[step - 1]?.award
}

/** What lists show of packages, by package: reference, line, week in figures. Under a provider's role, those it was offered. */
export async function listPackageFigures(tx: Tx, packageIds: readonly string[]): Promise<Map<string, { reference: string; weeklyMinutes: number; weeklyVisits: number; mostWorkers: number }>> {
  if (packageIds.length === 0) return new Map()
  const rows = await tx.selectFrom('care.package').select(['id', 'reference', 'weekly_minutes', 'weekly_visits', 'most_workers']).where('id', '=', sql<string>`any(${[...packageIds]}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.id, { reference: row.reference, weeklyMinutes: row.weekly_minutes, weeklyVisits: row.weekly_visits, mostWorkers: row.most_workers }]))
}

/** The weekly pattern of a package, by day and time. A provider's role sees those it was offered or holds. */
export async function listPattern(tx: Tx, packageId: string): Promise<PatternVisit[]> {
  return (await listPatterns(tx, [packageId])).get(packageId) ?? []
}

/** The weekly patterns of packages, by package. */
export async function listPatterns(tx: Tx, packageIds: readonly string[]): Promise<Map<string, PatternVisit[]>> {
  const rows = await tx.selectFrom('care.pattern_visit').selectAll().where('package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`).orderBy('day_of_week').orderBy('earliest_minute').execute()
  const visits = rows.map((row) => ({
    packageId: row.package_id,
    visit: {
      dayOfWeek: row.day_of_week,
      earliestMinute: row.earliest_minute,
      latestMinute: row.latest_minute,
      minutes: row.minutes,
      workers: row.workers === 2 ? (2 as const) : (1 as const),
      timeCritical: row.time_critical,
      ...(row.justification === null ? {} : { justification: row.justification }),
    },
  }))
  return new Map([...Map.groupBy(visits, (each) => each.packageId)].map(([id, each]) => [id, each.map(({ visit }) => visit)]))
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { frameworkTerms, type Framework, type FrameworkTerms, type Rate, type Tier, type TierTarget } from '../terms.ts'
import type { DayCategory } from '../terms/rate-times.ts'

/** Frameworks, the one that begins last first. */
export async function listFrameworks(tx: Tx): Promise<Framework[]> {
  const rows = await frameworks(tx).orderBy('f.starts_on', 'desc').orderBy('f.name').execute()
  return rows.map(toFramework)
}

export async function findFramework(tx: Tx, frameworkId: string): Promise<Framework | undefined> {
  const row = await frameworks(tx).where('f.id', '=', frameworkId).executeTakeFirst()
  return row === undefined ? undefined : toFramework(row)
}

/** Every rate of a framework, the latest first. */
export async function listRates(tx: Tx, frameworkId: string): Promise<Rate[]> {
  const rows = await tx.selectFrom('market.rate').selectAll().where('framework_id', '=', frameworkId).orderBy('from_on', 'desc').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    serviceLine: row.service_line,
    tier: row.tier as Tier | null,
    dayCategory: row.day_category as DayCategory | null,
    timeBand: row.band_from_minute === null || row.band_to_minute === null ? null : { fromMinute: row.band_from_minute, toMinute: row.band_to_minute },
    fromOn: Temporal.PlainDate.from(row.from_on),
    pencePerHour: row.pence_per_hour,
  }))
}

export async function listTierTargets(tx: Tx, frameworkId: string): Promise<TierTarget[]> {
  const rows = await tx.selectFrom('market.tier_target').selectAll().where('framework_id', '=', frameworkId).execute()
  return rows.map((row) => ({ tier: row.tier as Tier, lowPercent: row.low_percent, highPercent: row.high_percent }))
}

/** A version of a framework's terms. */
export interface TermsVersion {
  readonly version: number
  readonly terms: FrameworkTerms
  readonly fromAt: Temporal.Instant
  /** Null of the terms it was let with. */
  readonly reason: string | null
  readonly changedBy: string | null
}

/** Every version of a framework's terms, the newest, which is in force, first; the last is what it was let with. */
export async function listTermsVersions(tx: Tx, frameworkId: string): Promise<TermsVersion[]> {
  const rows = await tx
    .selectFrom('market.framework')
    .select([sql<number>`1`.as('version'), 'terms', 'created_at as from_at', sql<string | null>`null::text`.as('reason'), sql<string | null>`null::text`.as('changed_by')])
    .where('id', '=', frameworkId)
    .unionAll((of) => of.selectFrom('market.framework_terms_change').select(['version', 'terms', 'from_at', sql<string | null>`reason`.as('reason'), sql<string | null>`changed_by`.as('changed_by')]).where('framework_id', '=', frameworkId))
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ version: row.version, terms: frameworkTerms.parse(row.terms), fromAt: Temporal.Instant.from(row.from_at), reason: row.reason, changedBy: row.changed_by }))
}

/** With the day to which the extensions used so far have put off the end, and the terms in force. */
function frameworks(tx: Tx) {
  return tx
    .selectFrom('market.framework as f')
    .select(['f.id', 'f.name', 'f.starts_on', 'f.ends_on', 'f.terms', 'f.payment_anchor_on'])
    .select((eb) => eb.selectFrom('market.framework_terms_change as c').select('c.terms').whereRef('c.framework_id', '=', 'f.id').orderBy('c.version', 'desc').limit(1).as('changed_terms'))
    .select((eb) => eb.selectFrom('market.framework_extension_use as u').select((u) => u.fn.max('u.to_ends_on').as('to_ends_on')).whereRef('u.framework_id', '=', 'f.id').as('extended_to'))
}

function toFramework(row: { id: string; name: string; starts_on: string; ends_on: string; extended_to: string | null; terms: unknown; changed_terms: unknown; payment_anchor_on: string }): Framework {
  return {
    id: row.id,
    name: row.name,
    startsOn: Temporal.PlainDate.from(row.starts_on),
    endsOn: Temporal.PlainDate.from(row.extended_to ?? row.ends_on),
    terms: frameworkTerms.parse(row.changed_terms ?? row.terms),
    paymentAnchorOn: Temporal.PlainDate.from(row.payment_anchor_on),
  }
}

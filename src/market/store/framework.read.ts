import type { Tx } from '../../platform/db/handles.ts'
import { frameworkTerms, type Framework, type Rate, type Tier, type TierTarget } from '../terms.ts'
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

/** With the day to which the extensions used so far have put off the end. */
function frameworks(tx: Tx) {
  return tx
    .selectFrom('market.framework as f')
    .select(['f.id', 'f.name', 'f.starts_on', 'f.ends_on', 'f.terms', 'f.payment_anchor_on'])
    .select((eb) => eb.selectFrom('market.framework_extension_use as u').select((u) => u.fn.max('u.to_ends_on').as('to_ends_on')).whereRef('u.framework_id', '=', 'f.id').as('extended_to'))
}

function toFramework(row: { id: string; name: string; starts_on: string; ends_on: string; extended_to: string | null; terms: unknown; payment_anchor_on: string }): Framework {
  return {
    id: row.id,
    name: row.name,
    startsOn: Temporal.PlainDate.from(row.starts_on),
    endsOn: Temporal.PlainDate.from(row.extended_to ?? row.ends_on),
    terms: frameworkTerms.parse(row.terms),
    paymentAnchorOn: Temporal.PlainDate.from(row.payment_anchor_on),
  }
}

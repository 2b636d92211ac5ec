import type { Tx } from '../../platform/db/handles.ts'
import type { FrameworkTerms, Rate, Shape, TierTarget } from '../terms.ts'

interface NewZone {
  readonly id: string
  readonly startsOn: Temporal.PlainDate | null
  readonly zoneSet: string
  readonly name: string
  readonly position: number
  readonly boundary: Shape | null
  readonly places: readonly { readonly name: string; readonly longitude: number | null; readonly latitude: number | null }[]
  readonly areaCodes: readonly string[]
}

export async function insertFramework(
  tx: Tx,
  framework: { readonly id: string; readonly name: string; readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate; readonly terms: FrameworkTerms; readonly paymentAnchorOn: Temporal.PlainDate },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('market.framework')
    .values({
      id: framework.id,
      name: framework.name,
      starts_on: framework.startsOn.toString(),
      ends_on: framework.endsOn.toString(),
      terms: JSON.stringify(framework.terms),
      payment_anchor_on: framework.paymentAnchorOn.toString(),
      created_at: now.toString(),
    })
    .execute()
}

export async function insertZones(tx: Tx, frameworkId: string, zones: readonly NewZone[]): Promise<void> {
  if (zones.length === 0) return
  await tx
    .insertInto('market.zone')
    .values(zones.map((zone) => ({ id: zone.id, framework_id: frameworkId, name: zone.name, position: zone.position, starts_on: zone.startsOn?.toString() ?? null, zone_set: zone.zoneSet, boundary: zone.boundary === null ? null : JSON.stringify(zone.boundary) })))
    .execute()
  const places = zones.flatMap((zone) => zone.places.map((place) => ({ zone_id: zone.id, ...place })))
  if (places.length > 0) await tx.insertInto('market.zone_place').values(places).execute()
  for (const zone of zones) await insertZoneAreas(tx, { id: zone.id, frameworkId, zoneSet: zone.zoneSet }, zone.areaCodes)
}

/** Adds small areas to a zone. */
export async function insertZoneAreas(tx: Tx, zone: { readonly id: string; readonly frameworkId: string; readonly zoneSet: string }, areaCodes: readonly string[]): Promise<void> {
  const areas = areaCodes.map((code) => ({ framework_id: zone.frameworkId, area_code: code, zone_id: zone.id, zone_set: zone.zoneSet }))
  for (let from = 0; from < areas.length; from += 5000) await tx.insertInto('market.zone_area').values(areas.slice(from, from + 5000)).execute()
}

export async function insertTierTargets(tx: Tx, frameworkId: string, targets: readonly TierTarget[]): Promise<void> {
  if (targets.length === 0) return
  await tx.insertInto('market.tier_target').values(targets.map((target) => ({ framework_id: frameworkId, tier: target.tier, low_percent: target.lowPercent, high_percent: target.highPercent }))).execute()
}

export async function insertRates(tx: Tx, rates: readonly Rate[], now: Temporal.Instant): Promise<void> {
  if (rates.length === 0) return
  await tx
    .insertInto('market.rate')
    .values(
      rates.map((rate) => ({
        id: rate.id,
        framework_id: rate.frameworkId,
        zone_id: rate.zoneId,
        service_line: rate.serviceLine,
        tier: rate.tier,
        day_category: rate.dayCategory,
        band_from_minute: rate.timeBand?.fromMinute ?? null,
        band_to_minute: rate.timeBand?.toMinute ?? null,
        from_on: rate.fromOn.toString(),
        pence_per_hour: rate.pencePerHour,
        created_at: now.toString(),
      })),
    )
    .execute()
}

/** Adds a version of a framework's terms. */
export async function insertTermsChange(tx: Tx, change: { readonly frameworkId: string; readonly version: number; readonly terms: FrameworkTerms; readonly fromAt: Temporal.Instant; readonly reason: string; readonly changedBy: string }): Promise<void> {
  await tx
    .insertInto('market.framework_terms_change')
    .values({ framework_id: change.frameworkId, version: change.version, terms: JSON.stringify(change.terms), from_at: change.fromAt.toString(), reason: change.reason, changed_by: change.changedBy })
    .execute()
}

/** Takes the framework's row until the transaction ends, so that two decisions on its rates or standings wait for each other. False when there is none. */
export async function lockFramework(tx: Tx, frameworkId: string): Promise<boolean> {
  const row = await tx.selectFrom('market.framework').select('id').where('id', '=', frameworkId).forUpdate().executeTakeFirst()
  return row !== undefined
}

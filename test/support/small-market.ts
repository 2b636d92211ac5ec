import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../src/platform/action/work.ts'

/** A framework of one zone that holds one postcode, and one provider without standing. */
export interface SmallMarket {
  readonly frameworkId: string
  readonly zoneId: string
  readonly zoneName: string
  readonly postcode: string
  readonly providerId: string
}

/** Puts the smallest market there is into a test's database, as its owner. */
export async function addSmallMarket(house: House): Promise<SmallMarket> {
  const market = { frameworkId: randomUUID(), zoneId: randomUUID(), zoneName: 'Brackley', postcode: 'NN13 6AA', providerId: randomUUID() }
  const terms = { model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }], eligibility: { refusedRatings: ['inadequate'], languagesRequired: false } }
  await sql`insert into market.framework (id, name, starts_on, ends_on, terms, payment_anchor_on, created_at)
    values (${market.frameworkId}, 'Home care 2025', '2025-04-01', '2029-03-31', ${JSON.stringify(terms)}, '2025-03-31', '2025-01-01T00:00:00Z')`.execute(house.db)
  await sql`insert into market.zone (id, framework_id, name, position) values (${market.zoneId}, ${market.frameworkId}, ${market.zoneName}, 1)`.execute(house.db)
  await sql`insert into market.area (code, name) values ('E01000001', 'Brackley 001A')`.execute(house.db)
  await sql`insert into market.postcode (postcode, area_code, longitude, latitude) values (${market.postcode}, 'E01000001', -1.14, 52.03)`.execute(house.db)
  await sql`insert into market.zone_area (framework_id, area_code, zone_id) values (${market.frameworkId}, 'E01000001', ${market.zoneId})`.execute(house.db)
  await sql`insert into market.provider (id, name, created_at) values (${market.providerId}, 'Cedar Home Care', '2025-01-01T00:00:00Z')`.execute(house.db)
  return market
}

/** Places a package with the market's provider by hand: call-off, offer, acceptance and placement. Answers the placement's id. */
export async function placeByHand(house: House, market: SmallMarket, placed: { packageId: string; personId: string; startsOn: string; endsOn?: string }): Promise<string> {
  const [callOffId, offerId, placementId] = [randomUUID(), randomUUID(), randomUUID()]
  const at = house.clock.now().toString()
  await sql`insert into brokerage.call_off (id, package_id, framework_id, zone_id, rule_version, steps, opened_at, opened_by, closed_at, closed_reason)
    values (${callOffId}, ${placed.packageId}, ${market.frameworkId}, ${market.zoneId}, 'test', '[]', ${at}, 'Test', ${at}, 'placed')`.execute(house.db)
  await sql`insert into brokerage.offer (id, call_off_id, package_id, provider_id, step, place, sent_at, reply_by_at, pence_per_hour)
    values (${offerId}, ${callOffId}, ${placed.packageId}, ${market.providerId}, 1, 1, ${at}, ${at}, 2400)`.execute(house.db)
  await sql`insert into brokerage.offer_answer (offer_id, provider_id, answer, starts_on, answered_at, answered_by)
    values (${offerId}, ${market.providerId}, 'accepted', ${placed.startsOn}, ${at}, 'Test')`.execute(house.db)
  await sql`insert into brokerage.placement (id, package_id, person_id, provider_id, offer_id, framework_id, zone_id, service_line, tier, starts_on, pence_per_hour, placed_at)
    values (${placementId}, ${placed.packageId}, ${placed.personId}, ${market.providerId}, ${offerId}, ${market.frameworkId}, ${market.zoneId}, 'core', 'lead', ${placed.startsOn}, 2400, ${at})`.execute(house.db)
  if (placed.endsOn !== undefined) {
    await sql`insert into brokerage.placement_end (placement_id, provider_id, ends_on, reason, recorded_at, recorded_by)
      values (${placementId}, ${market.providerId}, ${placed.endsOn}, 'other', ${at}, 'Test')`.execute(house.db)
  }
  return placementId
}

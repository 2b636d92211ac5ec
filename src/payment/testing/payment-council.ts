import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { londonInstant } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import type { Role } from '../../platform/access/roles.ts'
import type { House } from '../../platform/action/work.ts'
import type { Outcome } from '../../visits/terms.ts'

/** What a council of a payment test has: a framework of one zone with periods from 5 January 2026 and £24.00 an hour. */
export interface PaymentCouncil {
  readonly frameworkId: string
  readonly zoneId: string
  readonly rateId: string
}

/** A placement that visits can be planned for. */
export interface TestPlacement {
  readonly placementId: string
  readonly personId: string
  readonly personReference: string
  readonly providerId: string
}

/** An account's actor, with no account behind it. */
export function actorWith(role: Role, organisationId: string | null = null): Actor {
  return { userId: null, name: `Test ${role}`, role, organisationId, personId: null, scopes: null, requestId: null }
}

export async function aPaymentCouncil(house: House, name = 'Home care 2026'): Promise<PaymentCouncil> {
  const [frameworkId, zoneId, rateId] = [randomUUID(), randomUUID(), randomUUID()]
  const terms = { model: 'ranked', batchSize: 1, replyWorkingMinutes: 120, eligibility: { refusedRatings: [], languagesRequired: false } }
  await sql`insert into market.framework (id, name, starts_on, ends_on, terms, payment_anchor_on, created_at)
    values (${frameworkId}, ${name}, '2026-01-05', '2029-12-31', ${JSON.stringify(terms)}, '2026-01-05', '2025-12-01T09:00:00Z')`.execute(house.db)
  await sql`insert into market.zone (id, framework_id, name, position) values (${zoneId}, ${frameworkId}, 'North', 1)`.execute(house.db)
  await sql`insert into market.rate (id, framework_id, from_on, pence_per_hour, created_at) values (${rateId}, ${frameworkId}, '2025-12-01', 2400, '2025-12-01T09:00:00Z')`.execute(house.db)
  return { frameworkId, zoneId, rateId }
}

export async function aProvider(house: House, name: string): Promise<string> {
  const id = randomUUID()
  await sql`insert into market.provider (id, name, created_at) values (${id}, ${name}, '2025-12-01T09:00:00Z')`.execute(house.db)
  await sql`insert into visits.visit_file (id, provider_id, name, layout, sha256, received_at, received_by, read_count, new_count, changed_count, repeated_count, refused_count, unallocated_count, refusals)
    values (${id}, ${id}, 'records.csv', 'tendwell', ${id}, '2026-01-05T09:00:00Z', 'test', 0, 0, 0, 0, 0, 0, '{}')`.execute(house.db)
  return id
}

let people = 0

/** A person whose package a provider holds from 5 January 2026. */
export async function aPlacement(house: House, council: PaymentCouncil, providerId: string): Promise<TestPlacement> {
  people += 1
  const [person, referral, pack, callOff, offer, placement] = Array.from({ length: 6 }, () => randomUUID())
  const at = '2025-12-20T09:00:00Z'
  const reference = `P${String(900_000 + people)}`
  await sql`with
    a as (insert into care.person (id, reference, given_name, family_name, address, postcode, created_at) values (${person}::uuid, ${reference}, 'Ada', 'Byron', '1 High Street', 'NN1 1AA', ${at}::timestamptz)),
    b as (insert into care.referral (id, person_id, source, funder, received_on, received_at, received_by) values (${referral}::uuid, ${person}::uuid, 'community', 'council', '2025-12-20', ${at}::timestamptz, 'test')),
    c as (insert into care.package (id, reference, referral_id, person_id, service_line, start_by_on, framework_id, zone_id, weekly_minutes, weekly_visits, most_workers, created_at)
      values (${pack}::uuid, ${`K${reference}`}, ${referral}::uuid, ${person}::uuid, 'core', '2026-01-05', ${council.frameworkId}::uuid, ${council.zoneId}::uuid, 210, 7, 1, ${at}::timestamptz)),
    d as (insert into brokerage.call_off (id, package_id, framework_id, zone_id, rule_version, steps, opened_at, opened_by, closed_at, closed_reason)
      values (${callOff}::uuid, ${pack}::uuid, ${council.frameworkId}::uuid, ${council.zoneId}::uuid, '1', '[]', ${at}::timestamptz, 'test', ${at}::timestamptz, 'placed')),
    e as (insert into brokerage.offer (id, call_off_id, package_id, provider_id, step, place, sent_at, reply_by_at, pence_per_hour) values (${offer}::uuid, ${callOff}::uuid, ${pack}::uuid, ${providerId}::uuid, 1, 1, ${at}::timestamptz, ${at}::timestamptz, 2400))
    insert into brokerage.placement (id, package_id, person_id, provider_id, offer_id, framework_id, zone_id, service_line, tier, starts_on, pence_per_hour, placed_at)
      values (${placement}::uuid, ${pack}::uuid, ${person}::uuid, ${providerId}::uuid, ${offer}::uuid, ${council.frameworkId}::uuid, ${council.zoneId}::uuid, 'core', 'lead', '2026-01-05', 2400, ${at}::timestamptz)`.execute(house.db)
  return { placementId: placement ?? '', personId: person ?? '', personReference: reference, providerId }
}

/** Plans one visit at 9am of a date; answers its id. */
export async function plan(house: House, placement: TestPlacement, on: string, visit: { readonly minutes?: number; readonly workers?: number; readonly hour?: number } = {}): Promise<number> {
  const startsAt = londonInstant(Temporal.PlainDate.from(on), (visit.hour ?? 9) * 60).toString()
  const { rows } = await sql<{ id: number }>`insert into visits.planned_visit (placement_id, person_id, provider_id, visit_on, starts_at, minutes, workers, time_critical)
    values (${placement.placementId}, ${placement.personId}, ${placement.providerId}, ${on}, ${startsAt}, ${visit.minutes ?? 30}, ${visit.workers ?? 1}, false) returning id`.execute(house.db)
  return rows[0]?.id ?? 0
}

/** Withdraws planned visits, as the end of a placement does. */
export async function withdraw(house: House, plannedVisitId: number): Promise<void> {
  await sql`update visits.planned_visit set withdrawn_at = ${house.clock.now().toString()}::timestamptz, withdrawn_reason = 'placement ended' where id = ${plannedVisitId}`.execute(house.db)
}

export interface SentVisit {
  readonly reference: string
  readonly on: string
  readonly sequence?: number
  readonly plannedVisitId?: number | null
  readonly minutes?: number
  readonly outcome?: Outcome
  readonly secondWorker?: boolean
}

/** Keeps a record of a visit; a later sequence supersedes the one before it, as the importer does. Answers its id. */
export async function sendRecord(house: House, placement: TestPlacement, sent: SentVisit): Promise<number> {
  const outcome = sent.outcome ?? 'delivered'
  const starts = londonInstant(Temporal.PlainDate.from(sent.on), 540)
  const minutes = outcome === 'delivered' ? (sent.minutes ?? 30) : null
  const ends = minutes === null ? null : starts.add({ minutes }).toString()
  const { rows } = await sql<{ id: number }>`insert into visits.visit_record (file_id, row_number, provider_id, visit_reference, sequence, person_reference, visit_on, actual_starts_at, actual_ends_at, actual_minutes, outcome, second_worker, placement_id, planned_visit_id)
    values (${placement.providerId}, 1, ${placement.providerId}, ${sent.reference}, ${sent.sequence ?? 1}, ${placement.personReference}, ${sent.on}, ${minutes === null ? null : starts.toString()}::timestamptz, ${ends}::timestamptz, ${minutes}::int, ${outcome}, ${sent.secondWorker ?? false}, ${placement.placementId}, ${sent.plannedVisitId ?? null}::bigint) returning id`.execute(house.db)
  const id = rows[0]?.id ?? 0
  await sql`update visits.visit_record set superseded_by = ${id} where provider_id = ${placement.providerId} and visit_reference = ${sent.reference} and sequence < ${sent.sequence ?? 1} and superseded_by is null`.execute(house.db)
  return id
}

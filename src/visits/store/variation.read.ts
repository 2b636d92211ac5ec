import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Variation, VariationVisit } from '../terms/variation.ts'

/** Which variations: each part left out asks nothing. */
export interface VariationFilter {
  readonly id?: string
  readonly isOpen?: boolean
  readonly providerId?: string
}

interface Row extends Omit<Variation, 'askedAt' | 'decision' | 'evidence'> {
  evidence: string | null
  asked_at: string
  outcome: 'granted' | 'refused' | null
  decision_reason: string | null
  decided_at: string | null
  decided_by: string | null
}

/** Variations, those that wait first, the next to be decided on top; a provider's role sees its own. */
export async function listVariations(tx: Tx, filter: VariationFilter = {}): Promise<Variation[]> {
  const all = [sql`true`]
  if (filter.id !== undefined) all.push(sql`v.id = ${filter.id}`)
  if (filter.providerId !== undefined) all.push(sql`v.provider_id = ${filter.providerId}`)
  if (filter.isOpen !== undefined) all.push(filter.isOpen ? sql`d.variation_id is null` : sql`d.variation_id is not null`)
  const { rows } = await sql<Row>`
    select v.id, v.number, v.provider_id as "providerId", v.placement_id as "placementId", v.person_id as "personId", v.kind, v.from_on as "fromOn", v.to_on as "toOn", v.reason, v.evidence,
      v.decide_by_on as "decideByOn", v.asked_at, v.asked_by as "askedBy", d.outcome, d.reason as decision_reason, d.decided_at, d.decided_by
    from visits.variation v left join visits.variation_decision d on d.variation_id = v.id
    where ${sql.join(all, sql` and `)} order by d.decided_at desc nulls first, v.decide_by_on, v.number limit 1000`.execute(tx)
  return rows.map(({ evidence, asked_at: askedAt, outcome, decision_reason: reason, decided_at: at, decided_by: by, ...row }) => ({
    ...row,
    evidence: evidence ?? '',
    askedAt: Temporal.Instant.from(askedAt),
    decision: outcome === null || at === null ? null : { outcome, reason: reason ?? '', at: Temporal.Instant.from(at), by: by ?? '' },
  }))
}

/** Holds a variation still until the transaction ends; false when it is not there. */
export async function lockVariation(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7210349)) from visits.variation where id = ${id}`.execute(tx)
  return rows.length > 0
}

/** The visits of a variation, in order of time. */
export async function listVariationVisits(tx: Tx, variationId: string): Promise<VariationVisit[]> {
  const { rows } = await sql<Omit<VariationVisit, 'startsAt'> & { startsAt: string }>`
    select w.planned_visit_id as "plannedVisitId", p.visit_on as "visitOn", p.starts_at as "startsAt", w.planned_minutes as "plannedMinutes", w.recorded_minutes as "recordedMinutes",
      w.asked_minutes as "askedMinutes", a.minutes as "agreedMinutes"
    from visits.variation_visit w join visits.planned_visit p on p.id = w.planned_visit_id
    left join visits.agreed_visit a on a.planned_visit_id = w.planned_visit_id and a.variation_id = w.variation_id
    where w.variation_id = ${variationId} order by p.starts_at, p.id`.execute(tx)
  return rows.map((row) => ({ ...row, startsAt: Temporal.Instant.from(row.startsAt) }))
}

/** A planned visit of a placement with how long its longest record took, for which a variation may be asked. */
export interface LongVisit {
  readonly plannedVisitId: number
  readonly visitOn: string
  readonly startsAt: Temporal.Instant
  readonly plannedMinutes: number
  readonly recordedMinutes: number | null
  /** True while another variation of it waits. */
  readonly isAsked: boolean
}

/** The planned visits of a placement between two dates, in order of time. */
export async function listVisitsToVary(tx: Tx, placementId: string, fromOn: string, toOn: string): Promise<LongVisit[]> {
  const { rows } = await sql<Omit<LongVisit, 'startsAt'> & { startsAt: string }>`
    select p.id as "plannedVisitId", p.visit_on as "visitOn", p.starts_at as "startsAt", p.minutes as "plannedMinutes",
      (select max(coalesce(r.adjusted_minutes, r.actual_minutes)) from visits.visit_record r where r.planned_visit_id = p.id and r.superseded_by is null and r.outcome = 'delivered') as "recordedMinutes",
      exists (select from visits.variation_visit w left join visits.variation_decision d on d.variation_id = w.variation_id where w.planned_visit_id = p.id and d.variation_id is null) as "isAsked"
    from visits.planned_visit p where p.placement_id = ${placementId} and p.visit_on between ${fromOn} and ${toOn} and p.withdrawn_at is null order by p.starts_at, p.id`.execute(tx)
  return rows.map((row) => ({ ...row, startsAt: Temporal.Instant.from(row.startsAt) }))
}

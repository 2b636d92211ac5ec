import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionKind, FoundException } from '../terms.ts'
import type { ExceptionDecision, QueueState, TurnCase } from '../terms/exception-decision.ts'
import type { Treatment } from '../terms/exception-settings.ts'

/** Which exceptions of the queue: each part left out asks nothing. Dates are of the visit, both included. */
export interface QueueFilter {
  readonly kind?: ExceptionKind
  readonly providerId?: string
  /** Set when a zone is asked for: the placements in it. */
  readonly placementIds?: readonly string[]
  readonly fromOn?: string
  readonly toOn?: string
  /** Left out, those that nobody has decided. */
  readonly state?: QueueState
  /** Set when one side's turn is asked for: the cases in which it is theirs. */
  readonly turns?: readonly TurnCase[]
}

/** An exception that stands. */
export interface QueuedException {
  readonly id: number
  readonly kind: ExceptionKind
  readonly facts: FoundException['facts']
  readonly treatment: Treatment
  readonly providerId: string
  readonly placementId: string | null
  readonly personId: string | null
  readonly plannedVisitId: number | null
  readonly visitOn: string
  readonly foundAt: Temporal.Instant
  /** Planned start, or the record's when there is no plan. */
  readonly startsAt: Temporal.Instant | null
  /** The record it is about, when there is one: its reference and the person's, as sent. */
  readonly visitReference: string | null
  readonly sentPersonReference: string | null
  /** What was said of it last. */
  readonly decision: ExceptionDecision | null
}

/** Columns by which the queue can be put in order. */
export type QueueOrder = 'visit' | 'kind' | 'found'

interface Row extends Omit<QueuedException, 'foundAt' | 'startsAt' | 'decision'> {
  decision: ExceptionDecision['decision'] | null
  reason: string | null
  side: ExceptionDecision['side'] | null
  decided_at: string | null
  decided_by: string | null
  foundAt: string
  startsAt: string | null
}

/** Standing exceptions, oldest visit first unless asked otherwise. */
export async function listQueue(tx: Tx, filter: QueueFilter, page: { readonly order: QueueOrder; readonly descending: boolean; readonly limit: number; readonly offset: number }): Promise<QueuedException[]> {
  const direction = page.descending ? sql`desc` : sql`asc`
  const first = { visit: sql`e.visit_on`, kind: sql`e.kind`, found: sql`e.found_at` }[page.order]
  const { rows } = await sql<Row>`
    select e.id, e.kind, e.facts, e.treatment, e.provider_id as "providerId", e.placement_id as "placementId", e.person_id as "personId", e.planned_visit_id as "plannedVisitId",
      e.visit_on as "visitOn", e.found_at as "foundAt", coalesce(p.starts_at, r.adjusted_starts_at, r.actual_starts_at, r.due_starts_at, r.claimed_starts_at) as "startsAt",
      r.visit_reference as "visitReference", r.person_reference as "sentPersonReference",
      d.decision, d.reason, d.side, d.decided_at, d.decided_by
    from visits.visit_exception e
    left join visits.planned_visit p on p.id = e.planned_visit_id
    left join visits.visit_record r on r.id = e.visit_record_id
    left join lateral (select * from visits.exception_decision d where d.exception_id = e.id order by d.id desc limit 1) d on true
    where ${conditions(filter)} order by ${first} ${direction}, e.visit_on, e.id limit ${page.limit} offset ${page.offset}`.execute(tx)
  return rows.map(({ decision, reason, side, decided_at: at, decided_by: by, ...row }) => ({
    ...row,
    foundAt: Temporal.Instant.from(row.foundAt),
    startsAt: row.startsAt === null ? null : Temporal.Instant.from(row.startsAt),
    decision: decision === null || side === null || at === null ? null : { decision, reason: reason ?? '', side, at: Temporal.Instant.from(at), by: by ?? '' },
  }))
}

/** Standing exceptions of each kind under a filter. */
export async function countQueue(tx: Tx, filter: QueueFilter): Promise<{ readonly kind: ExceptionKind; readonly count: number }[]> {
  const { rows } = await sql<{ kind: ExceptionKind; count: number }>`
    select e.kind, count(*) as count from visits.visit_exception e where ${conditions(filter)} group by e.kind`.execute(tx)
  return rows
}

function conditions(filter: QueueFilter): RawBuilder<unknown> {
  const all = [sql`e.cleared_at is null`]
  if (filter.kind !== undefined) all.push(sql`e.kind = ${filter.kind}`)
  if (filter.providerId !== undefined) all.push(sql`e.provider_id = ${filter.providerId}`)
  if (filter.placementIds !== undefined) all.push(sql`e.placement_id = any(${`{${filter.placementIds.join(',')}}`}::uuid[])`)
  if (filter.fromOn !== undefined) all.push(sql`e.visit_on >= ${filter.fromOn}`)
  if (filter.toOn !== undefined) all.push(sql`e.visit_on <= ${filter.toOn}`)
  const said = sql`exists (select from visits.exception_decision d where d.exception_id = e.id)`
  if (filter.state === 'decided') all.push(said)
  else if (filter.state === 'unpaid') all.push(sql`e.treatment = 'fix' and not exists (select from visits.exception_decision d where d.exception_id = e.id and d.decision = 'accepted')`)
  else all.push(sql`not ${said}`)
  if (filter.turns !== undefined) {
    // The cases come from the rule itself; here they are only looked up.
    const cases = filter.turns.map((each) => `${each.kind} ${each.treatment} ${String(each.flag)}`)
    all.push(sql`e.kind || ' ' || e.treatment || ' ' || coalesce(e.facts ->> 'recorded', e.facts ->> 'hasPlacement', 'false') = any(${cases}::text[])`)
  }
  return sql.join(all, sql` and `)
}

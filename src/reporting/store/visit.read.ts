import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { VisitTally, UnplannedTally } from '../terms.ts'

/** Visits between two days, ends included, as known before an instant: later records, corrections and withdrawals are not seen. */
export interface VisitSearch {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly knownBefore: Temporal.Instant
}

/** Planned visits counted by day and by what is known of them. The rule says what each kind counts as. */
export async function tallyVisits(tx: Tx, search: VisitSearch): Promise<VisitTally[]> {
  const fromOn = search.fromOn.toString()
  const toOn = search.toOn.toString()
  const known = search.knownBefore.toString()
  const { rows } = await sql<{ visit_on: string; visits: number; delivered: boolean; missed: boolean; late: boolean; other_outcome: string | null }>`
    with record as (
      select planned_visit_id, bool_or(outcome = 'delivered') as delivered, bool_or(outcome = 'missed') as missed,
        max(outcome) filter (where outcome not in ('delivered', 'missed')) as other_outcome
      from visits.published_visit_record
      -- A record of a night may carry the date of the day after or before its plan.
      where planned_visit_id is not null and visit_on between ${fromOn}::date - 1 and ${toOn}::date + 1
        and received_at < ${known} and (superseded_at is null or superseded_at >= ${known})
      group by planned_visit_id
    ), exception as (
      select planned_visit_id, bool_or(kind = 'missed') as missed, bool_or(kind = 'late') as late
      from visits.published_visit_exception
      where planned_visit_id is not null and kind in ('missed', 'late') and visit_on between ${fromOn}::date - 1 and ${toOn}::date + 1
        and found_at < ${known} and (cleared_at is null or cleared_at >= ${known})
      group by planned_visit_id
    )
    select p.visit_on, count(*)::int as visits,
      coalesce(r.delivered, false) as delivered, coalesce(r.missed, false) or coalesce(e.missed, false) as missed,
      coalesce(e.late, false) as late, r.other_outcome
    from visits.published_planned_visit p
    left join record r on r.planned_visit_id = p.planned_visit_id
    left join exception e on e.planned_visit_id = p.planned_visit_id
    where p.visit_on between ${fromOn} and ${toOn} and (p.withdrawn_at is null or p.withdrawn_at >= ${known})
    group by 1, 3, 4, 5, 6`.execute(tx)
  return rows.map((row) => ({ visitOn: row.visit_on, visits: row.visits, isDelivered: row.delivered, isMissed: row.missed, isLate: row.late, otherOutcome: row.other_outcome }))
}

/** Visits delivered that answer no plan, by day: one for each visit, however many care workers came. */
export async function tallyUnplanned(tx: Tx, search: VisitSearch): Promise<UnplannedTally[]> {
  const known = search.knownBefore.toString()
  const { rows } = await sql<{ visit_on: string; visits: number }>`
    select visit_on, count(*)::int as visits
    from visits.published_visit_record
    where planned_visit_id is null and not second_worker and outcome = 'delivered' and visit_on between ${search.fromOn.toString()} and ${search.toOn.toString()}
      and received_at < ${known} and (superseded_at is null or superseded_at >= ${known})
    group by 1`.execute(tx)
  return rows.map((row) => ({ visitOn: row.visit_on, visits: row.visits }))
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { VisitTally, UnplannedTally } from '../terms.ts'

/** Visits between two days, ends included, as known before an instant: later records, corrections and withdrawals are not seen. */
export interface VisitSearch {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly knownBefore: Temporal.Instant
  /** Of the placements of one framework; null for all, unplanned visits without a placement too. */
  readonly frameworkId: string | null
}

/** What can be known of a visit, as bits. Other outcomes stand in the order of their names: of several, the last counts. */
const DELIVERED = 1
const MISSED = 2
const MISSED_BY_EXCEPTION = 128
const LATE = 256
const UNPLANNED = 512
const OTHER_OUTCOMES = [[4, 'cancelled'], [8, 'hospital'], [16, 'no-access'], [32, 'not-required'], [64, 'refused']] as const

/**
 * Visits counted by day and by what is known of them: planned ones, and those delivered that answer no plan, one for each visit
 * however many care workers came. The rule says what each kind counts as. Days whose count is kept and still holds are read; the rest are counted here.
 */
export async function tallyVisits(tx: Tx, search: VisitSearch): Promise<{ readonly planned: VisitTally[]; readonly unplanned: UnplannedTally[] }> {
  const [from, to, known] = [search.fromOn.toString(), search.toOn.toString(), search.knownBefore.toString()]
  const days = (await sql<{ day: string; is_kept: boolean }>`
    select d::date::text as day, d::date in (select visits.published_kept_day(${from}::date, ${to}::date, ${known}::timestamptz)) as is_kept
    from generate_series(${from}::date, ${to}::date, interval '1 day') d`.execute(tx)).rows
  const [kept, rest] = [days.filter((row) => row.is_kept).map((row) => row.day), days.filter((row) => !row.is_kept).map((row) => row.day)]
  const { frameworkId } = search
  const { rows } = await sql<{ visit_on: string; visits: number; says: number }>`
    select visit_on, sum(visits)::int as visits, says
    from (
      select visit_on, framework_id, says::int as says, visits from visits.published_day_tally where visit_on = any (${kept}::date[])
      union all
      select * from visits.published_day_count(${rest}::date[], ${known}::timestamptz)
    ) as counted
    where ${frameworkId}::uuid is null or framework_id = ${frameworkId}::uuid
    group by visit_on, says`.execute(tx)
  const planned = rows.filter(({ says }) => (says & UNPLANNED) === 0).map(({ visit_on: visitOn, visits, says }) => ({
    visitOn,
    visits,
    isDelivered: (says & DELIVERED) !== 0,
    isMissed: (says & (MISSED | MISSED_BY_EXCEPTION)) !== 0,
    isLate: (says & LATE) !== 0,
    otherOutcome: OTHER_OUTCOMES.findLast(([bit]) => (says & bit) !== 0)?.[1] ?? null,
  }))
  return { planned, unplanned: rows.filter(({ says }) => (says & UNPLANNED) !== 0).map((row) => ({ visitOn: row.visit_on, visits: row.visits })) }
}

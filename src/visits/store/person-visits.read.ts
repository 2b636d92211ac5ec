import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ExceptionKind, PersonVisit, PersonWeek } from '../terms.ts'

/** Planned visits of a person between two dates (both included) that were not withdrawn, in order. */
export async function listPersonVisits(tx: Tx, personId: string, fromOn: string, toOn: string): Promise<PersonVisit[]> {
  const rows = await tx
    .selectFrom('visits.planned_visit')
    .select(['id', 'placement_id', 'provider_id', 'visit_on', 'starts_at', 'minutes', 'workers'])
    .where('person_id', '=', personId)
    .where('visit_on', '>=', fromOn)
    .where('visit_on', '<=', toOn)
    .where('withdrawn_at', 'is', null)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({
    plannedVisitId: row.id,
    placementId: row.placement_id,
    providerId: row.provider_id,
    visitOn: Temporal.PlainDate.from(row.visit_on),
    startsAt: Temporal.Instant.from(row.starts_at),
    minutes: row.minutes,
    workers: row.workers,
  }))
}

/** The weeks of a person up to a date, oldest first; only whole counts, no decision is made here. */
export async function listPersonWeeks(tx: Tx, personId: string, fromOn: string, toOn: string): Promise<PersonWeek[]> {
  const visits = await sql<{ week_on: string; planned: number; delivered: number }>`
    select date_trunc('week', v.visit_on)::date as week_on, count(*)::int as planned,
      (count(*) filter (where exists (select from visits.visit_record r where r.planned_visit_id = v.id and r.superseded_by is null and r.outcome = 'delivered')))::int as delivered
    from visits.planned_visit v
    where v.person_id = ${personId} and v.visit_on between ${fromOn} and ${toOn} and v.withdrawn_at is null
    group by 1 order by 1`.execute(tx)
  const exceptions = await sql<{ week_on: string; kind: ExceptionKind; count: number }>`
    select date_trunc('week', visit_on)::date as week_on, kind, count(*)::int as count
    from visits.visit_exception
    where person_id = ${personId} and visit_on between ${fromOn} and ${toOn} and cleared_at is null
    group by 1, 2 order by 1, 2`.execute(tx)
  const weeks = new Set([...visits.rows, ...exceptions.rows].map((row) => row.week_on))
  return [...weeks].sort().map((week) => {
    const counted = visits.rows.find((row) => row.week_on === week)
    return {
      weekOn: Temporal.PlainDate.from(week),
      planned: counted?.planned ?? 0,
      delivered: counted?.delivered ?? 0,
      exceptions: exceptions.rows.filter((row) => row.week_on === week).map(({ kind, count }) => ({ kind, count })),
    }
  })
}

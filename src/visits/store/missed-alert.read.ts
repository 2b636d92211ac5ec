import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'

/** Missed visits of a provider since a date of which nobody was told, those that are time-critical first. */
export async function listUntoldMissed(tx: Tx, providerId: string, fromOn: string): Promise<{ id: number; plannedVisitId: number; timeCritical: boolean }[]> {
  const { rows } = await sql<{ id: number; plannedVisitId: number; timeCritical: boolean }>`
    select e.id, p.id as "plannedVisitId", p.time_critical as "timeCritical"
    from visits.visit_exception e join visits.planned_visit p on p.id = e.planned_visit_id
    where e.provider_id = ${providerId} and e.kind = 'missed' and e.cleared_at is null and e.visit_on >= ${fromOn}
      and not exists (select from visits.missed_alert a where a.exception_id = e.id)
    order by p.time_critical desc, p.starts_at, e.id for no key update of e`.execute(tx)
  return rows
}

/** Providers with a planned visit that was due to start in a stretch of time: those at whom an earlier visit may be missed now. */
export async function listProvidersDue(tx: Tx, fromAt: Temporal.Instant, untilAt: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ provider_id: string }>`
    select distinct provider_id from visits.planned_visit where starts_at > ${fromAt.toString()}::timestamptz and starts_at <= ${untilAt.toString()}::timestamptz
      and visit_on between (${fromAt.toString()}::timestamptz)::date - 1 and (${untilAt.toString()}::timestamptz)::date + 1 and withdrawn_at is null order by 1`.execute(tx)
  return rows.map((row) => row.provider_id)
}

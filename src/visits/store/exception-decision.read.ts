import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { DecidableException } from '../terms/exception-decision.ts'

/** An exception that is about to be decided. */
export interface LockedException extends DecidableException {
  readonly id: number
  readonly providerId: string
}

/** Exceptions by their ids, kept from being decided twice until the transaction ends; a provider's role finds its own. In order. */
export async function lockExceptions(tx: Tx, ids: readonly number[]): Promise<LockedException[]> {
  const list = `{${ids.join(',')}}`
  await sql`select id from visits.visit_exception where id = any(${list}::bigint[]) order by id for no key update`.execute(tx)
  const { rows } = await sql<LockedException>`
    select e.id, e.provider_id as "providerId", e.kind, e.facts, e.treatment, e.cleared_at is not null as "isCleared",
      (select d.decision from visits.exception_decision d where d.exception_id = e.id order by d.id desc limit 1) as decision
    from visits.visit_exception e where e.id = any(${list}::bigint[]) order by e.id`.execute(tx)
  return rows
}

/** Standing exceptions of a kind on planned visits that must be fixed and were not let pass, or that nobody has acknowledged. */
export async function listOpenOf(tx: Tx, kind: string, plannedVisitIds: readonly number[]): Promise<{ id: number; treatment: string }[]> {
  const { rows } = await sql<{ id: number; treatment: string }>`
    select e.id, e.treatment from visits.visit_exception e
    where e.cleared_at is null and e.kind = ${kind} and e.planned_visit_id = any(${`{${plannedVisitIds.join(',')}}`}::bigint[])
      and not exists (select from visits.exception_decision d where d.exception_id = e.id and d.decision <> 'upheld') order by e.id`.execute(tx)
  return rows
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ChasingTerms, LeavePeriod, PackageBroker } from '../terms/broker-work.ts'

/** Says who works on a package from now; answers false when somebody else said so in the meantime. */
export async function insertPackageBroker(tx: Tx, row: PackageBroker): Promise<boolean> {
  const kept = await tx
    .insertInto('brokerage.package_broker')
    .values({ id: randomUUID(), package_id: row.packageId, nr: row.nr, account_id: row.accountId, cause: row.cause, reason: row.reason, reasons: JSON.stringify(row.reasons), assigned_at: row.assignedAt.toString(), assigned_by: row.assignedBy })
    .onConflict((conflict) => conflict.constraint('package_broker_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

/** Makes those who share work out wait for one another until the transaction ends. */
export async function lockSharing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7210351)`.execute(tx)
}

/** Records days on which somebody is away. */
export async function insertLeave(tx: Tx, leave: LeavePeriod & { readonly recordedAt: Temporal.Instant }): Promise<void> {
  await tx.insertInto('brokerage.leave_period').values({ id: leave.id, account_id: leave.accountId, from_on: leave.fromOn.toString(), to_on: leave.toOn.toString(), recorded_at: leave.recordedAt.toString(), recorded_by: leave.recordedBy }).execute()
}

/** Says that leave is not taken, or is over; answers false when it was said before. */
export async function insertLeaveCancellation(tx: Tx, cancellation: { readonly leaveId: string; readonly at: Temporal.Instant; readonly by: string }): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.leave_cancellation')
    .values({ leave_id: cancellation.leaveId, recorded_at: cancellation.at.toString(), recorded_by: cancellation.by })
    .onConflict((conflict) => conflict.constraint('leave_cancellation_pk').doNothing())
    .returning('leave_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Sets when Tendwell reminds and escalates; what was set before stays. */
export async function insertChasingTerms(tx: Tx, terms: ChasingTerms, by: { readonly at: Temporal.Instant; readonly name: string }): Promise<void> {
  await tx
    .insertInto('brokerage.chasing_terms')
    .values({ id: randomUUID(), shares_out: terms.sharesOut, reminder_minutes: terms.reminderMinutes, search_minutes: terms.searchMinutes, approval_minutes: terms.approvalMinutes, team_lead_role: terms.teamLeadRole, capacity_stale_days: terms.capacityStaleDays, capacity_remind_days: terms.capacityRemindDays, recorded_at: by.at.toString(), recorded_by: by.name })
    .execute()
}

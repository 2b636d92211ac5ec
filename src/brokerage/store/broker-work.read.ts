import { sql } from 'kysely'
import type { Role } from '../../platform/access/roles.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { AssignmentCause, ChasingTerms, LeavePeriod, PackageBroker } from '../terms/broker-work.ts'
import { reasonsShape } from '../terms/reasons.ts'


/** Who works on each of these packages now; one that nobody ever worked on is left out. */
export async function listPackageBrokers(tx: Tx, packageIds: readonly string[]): Promise<Map<string, PackageBroker>> {
  const { rows } = await sql<{ package_id: string; nr: number; account_id: string | null; cause: string; reason: string | null; reasons: unknown; assigned_at: string; assigned_by: string }>`
    select distinct on (package_id) package_id, nr, account_id, cause, reason, reasons, assigned_at, assigned_by
    from brokerage.package_broker where package_id = any(${`{${packageIds.join(',')}}`}::uuid[]) order by package_id, nr desc`.execute(tx)
  return new Map(rows.map((row) => [row.package_id, brokerOf(row)]))
}

/** Everybody who worked on a package, the newest first. */
export async function listBrokersOfPackage(tx: Tx, packageId: string): Promise<PackageBroker[]> {
  const rows = await tx.selectFrom('brokerage.package_broker').select(['package_id', 'nr', 'account_id', 'cause', 'reason', 'reasons', 'assigned_at', 'assigned_by']).where('package_id', '=', packageId).orderBy('nr', 'desc').execute()
  return rows.map(brokerOf)
}

/** Leave that lasts until a day or longer and was not cancelled, the first day first. */
export async function listLeave(tx: Tx, on: Temporal.PlainDate): Promise<LeavePeriod[]> {
  const rows = await tx
    .selectFrom('brokerage.leave_period as l')
    .leftJoin('brokerage.leave_cancellation as x', 'x.leave_id', 'l.id')
    .select(['l.id', 'l.account_id', 'l.from_on', 'l.to_on', 'l.recorded_by'])
    .where('x.leave_id', 'is', null)
    .where('l.to_on', '>=', on.toString())
    .orderBy('l.from_on')
    .orderBy('l.id')
    .execute()
  return rows.map((row) => ({ id: row.id, accountId: row.account_id, fromOn: Temporal.PlainDate.from(row.from_on), toOn: Temporal.PlainDate.from(row.to_on), recordedBy: row.recorded_by }))
}

/** Whose leave it is, cancelled or not; undefined when there is none. */
export async function findAccountOnLeave(tx: Tx, leaveId: string): Promise<string | undefined> {
  return (await tx.selectFrom('brokerage.leave_period').select('account_id').where('id', '=', leaveId).executeTakeFirst())?.account_id
}

/** When Tendwell reminds and escalates, as a council set it last; undefined while it has not. */
export async function findChasingTerms(tx: Tx): Promise<(ChasingTerms & { readonly recordedAt: Temporal.Instant; readonly recordedBy: string }) | undefined> {
  const row = await tx.selectFrom('brokerage.chasing_terms').selectAll().orderBy('recorded_at', 'desc').orderBy('id').limit(1).executeTakeFirst()
  if (row === undefined) return undefined
  return { sharesOut: row.shares_out, reminderMinutes: row.reminder_minutes, searchMinutes: row.search_minutes, approvalMinutes: row.approval_minutes, teamLeadRole: row.team_lead_role as Role, capacityStaleDays: row.capacity_stale_days, capacityRemindDays: row.capacity_remind_days, recordedAt: Temporal.Instant.from(row.recorded_at), recordedBy: row.recorded_by }
}

function brokerOf(row: { package_id: string; nr: number; account_id: string | null; cause: string; reason: string | null; reasons: unknown; assigned_at: string; assigned_by: string }): PackageBroker {
  return { packageId: row.package_id, nr: row.nr, accountId: row.account_id, cause: row.cause as AssignmentCause, reason: row.reason, reasons: reasonsShape.parse(row.reasons), assignedAt: Temporal.Instant.from(row.assigned_at), assignedBy: row.assigned_by }
}

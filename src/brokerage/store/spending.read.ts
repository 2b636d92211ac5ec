import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { SpendingCheck } from '../terms/spending.ts'
import { reasonsShape } from '../terms/reasons.ts'


interface Row {
  id: string
  package_id: string
  nr: number
  weekly_pence: number | null
  limit_pence: number | null
  needs_approval: boolean
  reasons: unknown
  note: string | null
  asked_at: string
  asked_by: string
  asked_by_account: string | null
  is_approved: boolean | null
  decision_note: string | null
  decided_at: string | null
  decided_by: string | null
}

const SELECT = sql`select c.id, c.package_id, c.nr, c.weekly_pence, c.limit_pence, c.needs_approval, c.reasons, c.note, c.asked_at, c.asked_by, c.asked_by_account,
  d.is_approved, d.note as decision_note, d.decided_at, d.decided_by
  from brokerage.spending_check c left join brokerage.spending_decision d on d.check_id = c.id`

/** What packages were estimated to cost, and what was decided, the newest of each package first. */
export async function listSpendingChecks(tx: Tx, packageIds: readonly string[]): Promise<SpendingCheck[]> {
  const { rows } = await sql<Row>`${SELECT} where c.package_id = any(${`{${packageIds.join(',')}}`}::uuid[]) order by c.package_id, c.nr desc`.execute(tx)
  return rows.map(checkOf)
}

/** The newest check of each package that waits for somebody's approval: still wanted, without a placement, and not decided. The longest wait first. */
export async function listPendingSpending(tx: Tx): Promise<SpendingCheck[]> {
  const { rows } = await sql<Row>`${SELECT}
    where c.needs_approval and d.check_id is null
    and not exists (select from brokerage.spending_check n where n.package_id = c.package_id and n.nr > c.nr)
    and exists (select from care.package k where k.id = c.package_id and k.withdrawn_on is null)
    and not exists (select from brokerage.placement p where p.package_id = c.package_id)
    order by c.asked_at, c.id`.execute(tx)
  return rows.map(checkOf)
}

/** Of some packages, those whose newest check lacks an approval that it needs: `waits` while nobody has decided, else `refused`. */
export async function listUnapproved(tx: Tx, packageIds: readonly string[]): Promise<Map<string, 'waits' | 'refused'>> {
  const { rows } = await sql<{ package_id: string; is_refused: boolean }>`select c.package_id, d.check_id is not null as is_refused
    from brokerage.spending_check c left join brokerage.spending_decision d on d.check_id = c.id
    where c.package_id = any(${`{${packageIds.join(',')}}`}::uuid[]) and c.needs_approval and d.is_approved is not true
    and not exists (select from brokerage.spending_check n where n.package_id = c.package_id and n.nr > c.nr)`.execute(tx)
  return new Map(rows.map((row) => [row.package_id, row.is_refused ? 'refused' : 'waits']))
}

function checkOf(row: Row): SpendingCheck {
  return {
    id: row.id,
    packageId: row.package_id,
    nr: row.nr,
    weeklyPence: row.weekly_pence,
    limitPence: row.limit_pence,
    needsApproval: row.needs_approval,
    reasons: reasonsShape.parse(row.reasons),
    note: row.note,
    askedAt: Temporal.Instant.from(row.asked_at),
    askedBy: row.asked_by,
    askedByAccount: row.asked_by_account,
    decision: row.is_approved === null || row.decided_at === null ? null : { isApproved: row.is_approved, note: row.decision_note, decidedAt: Temporal.Instant.from(row.decided_at), decidedBy: row.decided_by ?? '' },
  }
}

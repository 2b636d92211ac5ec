import type { Reason } from '../../kernel/decision.ts'
import { londonDate } from '../../kernel/london.ts'
import type { Tx } from '../../platform/db/handles.ts'

/** A package that moved, as it was kept. */
interface KeptMove {
  readonly packageId: string
  readonly fromZoneId: string | null
  readonly reason: Reason
  readonly movedOn: Temporal.PlainDate
}

/** Why a package was referred into its framework instead of the one that it replaces, in words; empty as a rule. */
export async function listMoveReasons(tx: Tx, packageId: string): Promise<string[]> {
  const rows = await tx.selectFrom('brokerage.framework_move').select('words').where('package_id', '=', packageId).orderBy('moved_at').orderBy('words').execute()
  return rows.map((row) => row.words)
}

/** Packages that moved under any of these replacements, the latest first. */
export async function listFrameworkMoves(tx: Tx, replacementIds: readonly string[]): Promise<KeptMove[]> {
  if (replacementIds.length === 0) return []
  const rows = await tx.selectFrom('brokerage.framework_move').select(['package_id', 'from_zone_id', 'clause', 'words', 'moved_at']).where('replacement_id', 'in', replacementIds).orderBy('moved_at', 'desc').orderBy('package_id').execute()
  return rows.map((row) => ({ packageId: row.package_id, fromZoneId: row.from_zone_id, reason: { clause: row.clause, words: row.words }, movedOn: londonDate(Temporal.Instant.from(row.moved_at)) }))
}

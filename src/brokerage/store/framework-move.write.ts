import type { Tx } from '../../platform/db/handles.ts'
import type { FrameworkMove } from '../terms/transition.ts'

/** Keeps why packages were referred into another framework. */
export async function insertFrameworkMoves(tx: Tx, rows: readonly { readonly packageId: string; readonly move: FrameworkMove }[], of: { readonly ruleVersion: string; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('brokerage.framework_move')
    .values(rows.map(({ packageId, move }) => ({ package_id: packageId, replacement_id: move.replacementId, event: move.event, from_zone_id: move.fromZoneId, zone_id: move.zoneId, clause: move.reason.clause, words: move.reason.words, rule_version: of.ruleVersion, moved_at: of.at.toString(), moved_by: of.by })))
    .execute()
}

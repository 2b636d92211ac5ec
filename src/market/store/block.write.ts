import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db/handles.ts'
import type { Block } from '../terms.ts'

/** Adds guaranteed hours from a day; answers false when hours from that very day are there already. */
export async function insertBlock(tx: Tx, block: Block, recorded: { readonly at: Temporal.Instant; readonly by: string }): Promise<boolean> {
  const row = await tx
    .insertInto('market.block')
    .values({ id: randomUUID(), framework_id: block.frameworkId, zone_id: block.zoneId, provider_id: block.providerId, from_on: block.fromOn.toString(), weekly_minutes: block.weeklyMinutes, recorded_at: recorded.at.toString(), recorded_by: recorded.by })
    .onConflict((conflict) => conflict.constraint('block_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

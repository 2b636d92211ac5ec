import type { Tx } from '../../platform/db/handles.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Block } from '../terms.ts'

/** A guarantee as it was recorded. */
export interface RecordedBlock extends Block {
  readonly recordedBy: string
}

/** Every guarantee of a framework, past ones and those to come too; the latest first. 0 minutes end one. */
export async function listRecordedBlocks(tx: Tx, frameworkId: string): Promise<RecordedBlock[]> {
  const rows = await tx.selectFrom('market.block').selectAll().where('framework_id', '=', frameworkId).orderBy('from_on', 'desc').orderBy('zone_id').orderBy('provider_id').execute()
  return rows.map((row) => ({ frameworkId, zoneId: row.zone_id, providerId: row.provider_id, fromOn: Temporal.PlainDate.from(row.from_on), weeklyMinutes: row.weekly_minutes, recordedBy: row.recorded_by }))
}

/** Guaranteed hours in force on a day: of each provider and zone the newest that has begun, those of none left out. */
export async function listBlockRows(tx: Tx, filter: { readonly frameworkId: string; readonly on: Temporal.PlainDate; readonly zoneId?: string }): Promise<Block[]> {
  let query = tx
    .selectFrom('market.block')
    .selectAll()
    .distinctOn(['zone_id', 'provider_id'])
    .where('framework_id', '=', filter.frameworkId)
    .where('from_on', '<=', filter.on.toString())
    .orderBy('zone_id')
    .orderBy('provider_id')
    .orderBy('from_on', 'desc')
  if (filter.zoneId !== undefined) query = query.where('zone_id', '=', filter.zoneId)
  const rows = await query.execute()
  return rows.filter((row) => row.weekly_minutes > 0).map((row) => ({
    frameworkId: row.framework_id,
    zoneId: row.zone_id,
    providerId: row.provider_id,
    fromOn: Temporal.PlainDate.from(row.from_on),
    weeklyMinutes: row.weekly_minutes satisfies Minutes,
  }))
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { CoverRecord, CoverRisk, InterimCover } from '../terms/interim-cover.ts'

/** The cover that holds for each package that has one: the row recorded last. */
export async function listInterimCover(tx: Tx, packageIds: readonly string[]): Promise<Map<string, CoverRecord>> {
  const rows = await tx
    .selectFrom('brokerage.interim_cover')
    .select(['package_id', 'kind', 'note', 'from_on', 'weekly_pence', 'risk', 'risk_note', 'recorded_by'])
    .distinctOn('package_id')
    .where('package_id', '=', sql<string>`any(${[...packageIds]}::uuid[])`)
    .orderBy('package_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.package_id, { kind: row.kind as InterimCover, note: row.note, fromOn: Temporal.PlainDate.from(row.from_on), weeklyPence: row.weekly_pence, risk: row.risk as CoverRisk | null, riskNote: row.risk_note, recordedBy: row.recorded_by }]))
}

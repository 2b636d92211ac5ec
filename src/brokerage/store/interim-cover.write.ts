import type { Tx } from '../../platform/db/handles.ts'
import type { CoverRecord } from '../terms/interim-cover.ts'

/** Records cover from a date; rows before it stay. */
export async function insertInterimCover(tx: Tx, cover: CoverRecord & { readonly id: string; readonly packageId: string; readonly recordedAt: Temporal.Instant }): Promise<void> {
  await tx
    .insertInto('brokerage.interim_cover')
    .values({ id: cover.id, package_id: cover.packageId, kind: cover.kind, note: cover.note, from_on: cover.fromOn.toString(), weekly_pence: cover.weeklyPence, risk: cover.risk, risk_note: cover.riskNote, recorded_at: cover.recordedAt.toString(), recorded_by: cover.recordedBy })
    .execute()
}

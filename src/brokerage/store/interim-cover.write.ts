import type { Tx } from '../../platform/db/handles.ts'
import type { InterimCover } from '../terms.ts'

/** Records cover from a date; rows before it stay. */
export async function insertInterimCover(tx: Tx, cover: { id: string; packageId: string; kind: InterimCover; note: string | null; fromOn: Temporal.PlainDate; recordedAt: Temporal.Instant; recordedBy: string }): Promise<void> {
  await tx
    .insertInto('brokerage.interim_cover')
    .values({ id: cover.id, package_id: cover.packageId, kind: cover.kind, note: cover.note, from_on: cover.fromOn.toString(), recorded_at: cover.recordedAt.toString(), recorded_by: cover.recordedBy })
    .execute()
}

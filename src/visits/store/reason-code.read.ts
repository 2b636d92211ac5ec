import type { Tx } from '../../platform/db/handles.ts'
import type { ReasonCode } from '../terms.ts'

/** The reason codes that the council has added, by code. */
export async function listOwnReasonCodes(tx: Tx): Promise<ReasonCode[]> {
  const rows = await tx.selectFrom('visits.reason_code').select(['code', 'words', 'source']).orderBy('code').execute()
  return rows.map((row) => ({ ...row, isOwn: true }))
}

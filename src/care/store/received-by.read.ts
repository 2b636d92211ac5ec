import type { Tx } from '../../platform/db/handles.ts'

/** Ids of the referrals that somebody recorded, by the name kept with them. */
export async function listReferralIdsReceivedBy(tx: Tx, name: string): Promise<string[]> {
  const rows = await tx.selectFrom('care.referral').select('id').where('received_by', '=', name).execute()
  return rows.map((row) => row.id)
}

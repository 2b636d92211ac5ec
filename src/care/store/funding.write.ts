import type { Tx } from '../../platform/db/handles.ts'
import type { FundingChange } from '../terms/funding.ts'

/** Adds who pays for a package from a day on. */
export async function insertFundingChange(tx: Tx, packageId: string, change: FundingChange): Promise<void> {
  await tx.insertInto('care.funding_change').values({ package_id: packageId, from_on: change.fromOn.toString(), funder: change.funder, nhs_percent: change.nhsPercent, contribution_pence: change.contributionPence, reason: change.reason, recorded_at: change.recordedAt.toString(), recorded_by: change.recordedBy }).execute()
}

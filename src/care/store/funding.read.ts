import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Funder } from '../terms.ts'
import type { FundingHistory } from '../terms/funding.ts'

/** Who has paid for packages, by package. Council roles only. */
export async function listFundings(tx: Tx, packageIds: readonly string[]): Promise<Map<string, FundingHistory>> {
  if (packageIds.length === 0) return new Map()
  const isAsked = sql<string>`any(${`{${packageIds.join(',')}}`}::uuid[])`
  const first = await tx.selectFrom('care.package as k').innerJoin('care.referral as r', 'r.id', 'k.referral_id').select(['k.id', 'r.funder', 'r.nhs_percent', 'r.contribution_pence']).where('k.id', '=', isAsked).execute()
  const changes = Map.groupBy(await tx.selectFrom('care.funding_change').selectAll().where('package_id', '=', isAsked).orderBy('from_on').orderBy('id').execute(), (row) => row.package_id)
  const funding = (row: { funder: string; nhs_percent: number | null; contribution_pence: number | null }) => ({ funder: row.funder as Funder, nhsPercent: row.nhs_percent, contributionPence: row.contribution_pence })
  return new Map(first.map((row) => [row.id, { first: funding(row), changes: (changes.get(row.id) ?? []).map((change) => ({ ...funding(change), fromOn: Temporal.PlainDate.from(change.from_on), reason: change.reason, recordedAt: Temporal.Instant.from(change.recorded_at), recordedBy: change.recorded_by })) }]))
}

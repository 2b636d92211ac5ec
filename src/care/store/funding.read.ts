import { sql } from 'kysely'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { Funder } from '../terms.ts'
import type { FundingHistory } from '../terms/funding.ts'

/** Who has paid for packages, by package, as recorded: a part of a package has its whole contribution here (`actions/list-fundings.ts` shares it out). Council roles only. */
export async function listRecordedFundings(tx: Tx, packageIds: readonly string[]): Promise<Map<string, FundingHistory>> {
  if (packageIds.length === 0) return new Map()
  const isAsked = sql<string>`any(${`{${packageIds.join(',')}}`}::uuid[])`
  const first = await tx.selectFrom('care.package as k').innerJoin('care.referral as r', 'r.id', 'k.referral_id').select(['k.id', 'r.funder', 'r.nhs_percent', 'r.contribution_pence']).where('k.id', '=', isAsked).execute()
  const changes = Map.groupBy(await tx.selectFrom('care.funding_change').selectAll().where('package_id', '=', isAsked).orderBy('from_on').orderBy('id').execute(), (row) => row.package_id)
  const funding = (row: { funder: string; nhs_percent: number | null; contribution_pence: number | null }) => ({ funder: row.funder as Funder, nhsPercent: row.nhs_percent, contributionPence: row.contribution_pence })
  return new Map(first.map((row) => [row.id, { first: funding(row), changes: (changes.get(row.id) ?? []).map((change) => ({ ...funding(change), fromOn: Temporal.PlainDate.from(change.from_on), reason: change.reason, recordedAt: Temporal.Instant.from(change.recorded_at), recordedBy: change.recorded_by })) }]))
}

/** Weekly minutes of the parts of split packages, by whole, in their order, for those wholes of which one of the packages is a part. */
export async function listPartMinutes(tx: Tx, packageIds: readonly string[]): Promise<Map<string, { readonly packageId: string; readonly weeklyMinutes: Minutes }[]>> {
  const { rows } = await sql<{ whole_id: string; id: string; weekly_minutes: number }>`
    select k.split_from as whole_id, k.id, k.weekly_minutes from care.package k
    where k.split_from in (select split_from from care.package where id = any(${`{${packageIds.join(',')}}`}::uuid[]) and split_from is not null)
    order by k.split_from, k.part_number`.execute(tx)
  return new Map([...Map.groupBy(rows, (row) => row.whole_id)].map(([wholeId, parts]) => [wholeId, parts.map((row) => ({ packageId: row.id, weeklyMinutes: row.weekly_minutes }))]))
}

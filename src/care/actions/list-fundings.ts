import type { Work } from '../../platform/action/work.ts'
import { shareContribution } from '../rules/share-contribution.ts'
import { listPartMinutes, listRecordedFundings } from '../store/funding.read.ts'
import type { FundingHistory } from '../terms/funding.ts'

/**
 * Who has paid for packages, by package. What a person was to add when they were referred is one amount for the whole package: of a part of one that was split it is
 * the part's share. What is recorded for a part later on is that part's alone.
 */
export async function listFundings(work: Work, packageIds: readonly string[]): Promise<Map<string, FundingHistory>> {
  const recorded = await listRecordedFundings(work.tx, packageIds)
  if (![...recorded.values()].some(({ first }) => (first.contributionPence ?? 0) > 0)) return recorded
  for (const parts of (await listPartMinutes(work.tx, packageIds)).values()) {
    for (const [index, { packageId }] of parts.entries()) {
      const history = recorded.get(packageId)
      const ofPence = history?.first.contributionPence ?? null
      if (history === undefined || ofPence === null) continue
      const shares = shareContribution(ofPence, parts.map((part) => part.weeklyMinutes))
      recorded.set(packageId, { ...history, first: { ...history.first, contributionPence: shares[index] ?? null, ofPence } })
    }
  }
  return recorded
}

import type { Placement } from '../../brokerage/terms.ts'
import { listPackages } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { firstPlannedVisits } from '../../visits/public.ts'
import type { PlacedFacts } from '../rules/provider-lines.ts'

/**
 * The visit with which each package begins, by the placement that it belongs to, with the days since the package was referred. A package that has passed from one
 * placement to another begins with the first alone.
 */
export async function startsOf(work: Work, placements: readonly Placement[]): Promise<Map<string, NonNullable<PlacedFacts['start']>>> {
  const visits = await firstPlannedVisits(work, placements.map((each) => each.id))
  const packages = new Map((await listPackages(work, placements.map((each) => each.packageId))).map((each) => [each.id, each]))
  const starts = new Map<string, { readonly placementId: string; readonly start: NonNullable<PlacedFacts['start']> }>()
  for (const { id, packageId } of placements) {
    const [first, carePackage] = [visits.get(id), packages.get(packageId)]
    if (first === undefined || carePackage === undefined) continue
    const on = first.visitOn.toString()
    const before = starts.get(packageId)?.start
    if (before !== undefined && before.on <= on) continue // ISO dates order as text
    starts.set(packageId, { placementId: id, start: { plannedVisitId: first.plannedVisitId, on, days: Math.max(0, carePackage.receivedOn.until(first.visitOn).days), urgency: carePackage.urgency } })
  }
  return new Map([...starts.values()].map(({ placementId, start }) => [placementId, start]))
}

import type { Placement } from '../../brokerage/terms.ts'
import { listPackages } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { firstPlannedVisits } from '../../visits/public.ts'
import type { PlacedFacts } from '../rules/provider-lines.ts'

/** The visit with which each package begins, by its placement (a package has one), with the days since the package was referred; none where no visit is planned yet. */
export async function startsOf(work: Work, placements: readonly Placement[]): Promise<Map<string, NonNullable<PlacedFacts['start']>>> {
  const visits = await firstPlannedVisits(work, placements.map((each) => each.id))
  const packages = new Map((await listPackages(work, placements.map((each) => each.packageId))).map((each) => [each.id, each]))
  const starts = new Map<string, NonNullable<PlacedFacts['start']>>()
  for (const { id, packageId } of placements) {
    const [first, carePackage] = [visits.get(id), packages.get(packageId)]
    if (first === undefined || carePackage === undefined) continue
    const days = Math.max(0, carePackage.receivedOn.until(first.visitOn).days)
    starts.set(id, { plannedVisitId: first.plannedVisitId, on: first.visitOn.toString(), days, urgency: carePackage.urgency })
  }
  return starts
}

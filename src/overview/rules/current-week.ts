import type { Placement } from '../../brokerage/terms.ts'
import type { AgreedPrice, WeekNow } from '../../brokerage/terms/placement-life.ts'
import type { CarePackage, PatternVisit } from '../../care/terms.ts'
import type { Minutes, Pence } from '../../kernel/amounts.ts'

/** Where a package stands on a date. */
export type PackageStatus = 'waiting' | 'to-start' | 'current' | 'ended' | 'withdrawn'

/** One package with who provides it and what its week costs as planned. */
export interface PackageNow {
  readonly carePackage: CarePackage
  readonly placement: Placement | undefined
  readonly status: PackageStatus
  /** The week's visits on that date: the package's own, or as it was changed. */
  readonly pattern: readonly PatternVisit[]
  readonly weeklyMinutes: Minutes
  /** What the week costs as planned at the price of the day; null without a placement or a rate. What is paid follows the visits made. */
  readonly weeklyPence: Pence | null
  /** Agreed for this placement alone; null without a placement. */
  readonly agreed: AgreedPrice | null
}

/** Each package as it stands on a date, with its placement. A package is placed once; after a placement ends it is referred again. @param weeks the weeks of the placements on that date, by placement */
export function packagesNow(packages: readonly CarePackage[], placements: readonly Placement[], on: Temporal.PlainDate, weeks: ReadonlyMap<string, WeekNow>): PackageNow[] {
  return packages.map((carePackage) => {
    const placement = placements.find((each) => each.packageId === carePackage.id)
    const week = placement === undefined ? undefined : weeks.get(placement.id)
    const pattern = week?.pattern ?? carePackage.pattern
    return { carePackage, placement, status: statusOf(carePackage, placement, on), pattern, weeklyMinutes: week?.weeklyMinutes ?? carePackage.weeklyMinutes, weeklyPence: week?.pence ?? null, agreed: week?.agreed ?? null }
  })
}

function statusOf(carePackage: CarePackage, placement: Placement | undefined, on: Temporal.PlainDate): PackageStatus {
  if (placement === undefined) return carePackage.withdrawnOn === null ? 'waiting' : 'withdrawn'
  if (Temporal.PlainDate.compare(on, placement.startsOn) < 0) return 'to-start'
  return placement.endsOn !== null && Temporal.PlainDate.compare(placement.endsOn, on) < 0 ? 'ended' : 'current'
}

/** A visit of the week with whose it is. */
export interface WeekNowVisit {
  readonly visit: PatternVisit
  readonly providerId: string
}

/** The week as it is now: every visit of the packages whose care runs, with its provider; its minutes and its cost, null where one of them has no price. */
export function currentWeek(packages: readonly PackageNow[]): { readonly visits: readonly WeekNowVisit[]; readonly minutes: Minutes; readonly pence: Pence | null } {
  const running = packages.filter((each) => each.status === 'current')
  return {
    visits: running.flatMap(({ pattern, placement }) => (placement === undefined ? [] : pattern.map((visit) => ({ visit, providerId: placement.providerId })))),
    minutes: running.reduce((sum, each) => sum + each.weeklyMinutes, 0),
    pence: running.reduce<Pence | null>((sum, each) => (sum === null || each.weeklyPence === null ? null : sum + each.weeklyPence), 0),
  }
}

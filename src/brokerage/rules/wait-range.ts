import type { Followed, SurvivalStep } from './kaplan-meier.ts'

/** What was told of a package on the day it came, and how long it has been followed since. */
export interface ToldBefore extends Followed {
  readonly receivedDay: number
  readonly curve: readonly SurvivalStep[]
}

/** Days from the referral within which one package begins in eight of ten. */
export interface WaitRange {
  readonly lowDays: number
  /** Null when no upper end can be told: more than one in ten waited longer than was ever foreseen, or waits still. */
  readonly highDays: number | null
  /** How many packages told before it was judged by. */
  readonly judgedBy: number
}

/** Fewer packages, or packages of fewer weeks, say too little: those of one week often begin together and count as little more than one. */
export const LEAST_JUDGED = 40
export const LEAST_WEEKS = 8
/** One in ten below and one in ten above. */
const OUTSIDE = 0.1

/**
 * The range in which one package's wait lies in eight of ten, by distributional conformal prediction (Chernozhukov, Wüthrich and Zhu 2021): each package
 * told before has the place that its wait took in what was told of it, 0 to 1; were the telling right, these places would be spread evenly. The range is
 * cut at the places that one in ten fell below and one in ten above, with the correction for a finite number, so a telling that was wrong in the past, in whatever
 * direction, widens or shifts the range by as much. Packages still waiting or withdrawn count as longer than all at the upper end, and as having begun on the day they
 * were last followed at the lower: both widen it. A package that has waited is judged by those that waited as long. Null where too few were told before.
 */
export function waitRange(curve: readonly SurvivalStep[], toldBefore: readonly ToldBefore[], waitedDays = 0): WaitRange | null {
  const judging = toldBefore.filter((each) => each.days > waitedDays || (waitedDays === 0 && each.hasStarted))
  const weeks = new Set(judging.map((each) => Math.floor(each.receivedDay / 7)))
  if (judging.length < LEAST_JUDGED || weeks.size < LEAST_WEEKS) return null
  const before = judging.map((each) => placeOf(each.curve, each.days - 1, waitedDays)).toSorted((a, b) => a - b)
  const upTo = judging.map((each) => (each.hasStarted ? placeOf(each.curve, each.days, waitedDays) : Number.POSITIVE_INFINITY)).toSorted((a, b) => a - b)
  const count = judging.length
  const low = before[Math.floor((count + 1) * OUTSIDE) - 1] ?? 0
  const high = upTo[Math.ceil((count + 1) * (1 - OUTSIDE)) - 1] ?? Number.POSITIVE_INFINITY
  return {
    lowDays: Math.max(waitedDays, curve.find((step) => placeOf(curve, step.day, waitedDays) > low + 1e-9)?.day ?? waitedDays),
    highDays: curve.find((step) => placeOf(curve, step.day, waitedDays) >= high - 1e-9)?.day ?? null,
    judgedBy: count,
  }
}

/** The share that had begun by a day, of those that had not by the day up to which the package has waited, by what was told of it. */
function placeOf(curve: readonly SurvivalStep[], day: number, waitedDays: number): number {
  const left = leftAfter(curve, waitedDays === 0 ? -1 : waitedDays)
  return left <= 0 ? 1 : Math.max(0, 1 - leftAfter(curve, day) / left)
}

function leftAfter(curve: readonly SurvivalStep[], day: number): number {
  return curve.findLast((step) => step.day <= day)?.share ?? 1
}

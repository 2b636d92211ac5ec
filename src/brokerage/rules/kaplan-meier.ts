/** Something followed for a number of whole days: until it happened, or until it could be followed no longer. */
export interface Followed {
  readonly days: number
  readonly hasStarted: boolean
}

/** A day on which something happened: what share had not happened by its end, and Greenwood's sum up to it. */
export interface SurvivalStep {
  readonly day: number
  /** Share to whom it has not happened, 0 to 1. */
  readonly share: number
  /** Sum of d / (n (n − d)): the variance of the share is share² times it. Infinite when nobody is left. */
  readonly greenwood: number
}

/** Normal quantile of a 95 % interval. */
const Z = 1.959964

/**
 * The Kaplan–Meier curve (Kaplan and Meier 1958), a step for each day on which something happened. Whoever was followed until a day
 * without it happening is at risk on that day and not on the next.
 */
export function kaplanMeier(followed: readonly Followed[]): SurvivalStep[] {
  const sorted = followed.toSorted((a, b) => a.days - b.days)
  const steps: SurvivalStep[] = []
  let share = 1
  let greenwood = 0
  for (let place = 0; place < sorted.length; ) {
    const day = sorted[place]?.days ?? 0
    const atRisk = sorted.length - place
    let happened = 0
    for (; place < sorted.length && sorted[place]?.days === day; place += 1) if (sorted[place]?.hasStarted === true) happened += 1
    if (happened === 0) continue
    share *= (atRisk - happened) / atRisk
    greenwood += happened / (atRisk * (atRisk - happened))
    steps.push({ day, share, greenwood })
  }
  return steps
}

/** The first day by whose end at most this share is left; null when the curve does not come so low. */
export function quantileDay(curve: readonly SurvivalStep[], left: number): number | null {
  // Shares are products of fractions: a half may come out a hair above a half.
  return curve.find((step) => step.share <= left + 1e-9)?.day ?? null
}

/**
 * The median and its 95 % interval after Brookmeyer and Crowley (1982) with the log–log transformation: the days at which a median
 * there would not be refused. An end that the curve does not reach is null.
 */
export function medianWithInterval(curve: readonly SurvivalStep[]): { readonly medianDays: number | null; readonly lowDays: number | null; readonly highDays: number | null } {
  const bounds = curve.map((step) => ({ day: step.day, ...shareInterval(step) }))
  return {
    medianDays: quantileDay(curve, 0.5),
    lowDays: bounds.find((each) => each.low <= 0.5)?.day ?? null,
    highDays: bounds.find((each) => each.high <= 0.5)?.day ?? null,
  }
}

/** The log–log interval of the share that is left. */
function shareInterval({ share, greenwood }: SurvivalStep): { readonly low: number; readonly high: number } {
  if (share <= 0 || !Number.isFinite(greenwood)) return { low: 0, high: 0 }
  const spread = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(share))
  return { low: share ** Math.exp(spread), high: share ** Math.exp(-spread) }
}

/** Something followed for a number of whole days: until it happened, or until it could be followed no longer. */
export interface Followed {
  readonly days: number
  readonly hasStarted: boolean
}

/** A day on which something happened, and to what share it had not happened by its end. */
export interface SurvivalStep {
  readonly day: number
  /** Share to whom it has not happened, 0 to 1. */
  readonly share: number
}

/**
 * The Kaplan–Meier curve (Kaplan and Meier 1958), a step for each day on which something happened. Whoever was followed until a day
 * without it happening is at risk on that day and not on the next.
 */
export function kaplanMeier(followed: readonly Followed[]): SurvivalStep[] {
  const sorted = followed.toSorted((a, b) => a.days - b.days)
  const steps: SurvivalStep[] = []
  let share = 1
  for (let place = 0; place < sorted.length; ) {
    const day = sorted[place]?.days ?? 0
    const atRisk = sorted.length - place
    let happened = 0
    for (; place < sorted.length && sorted[place]?.days === day; place += 1) if (sorted[place]?.hasStarted === true) happened += 1
    if (happened === 0) continue
    share *= (atRisk - happened) / atRisk
    steps.push({ day, share })
  }
  return steps
}

/** The first day by whose end at most this share is left; null when the curve does not come so low. */
export function quantileDay(curve: readonly SurvivalStep[], left: number): number | null {
  // Shares are products of fractions: a half may come out a hair above a half.
  return curve.find((step) => step.share <= left + 1e-9)?.day ?? null
}

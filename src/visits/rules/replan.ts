/** What makes two planned visits of one placement the same. */
interface Call {
  readonly startSecond: number
  readonly windowMinutes: number
  readonly minutes: number
  readonly workers: number
  readonly timeCritical: boolean
  /** Whether it falls on a day in hospital: it is kept for the retainer and does not take place. */
  readonly isHeld: boolean
}

/** What is to be done so that the visits that stand become the visits wanted. */
export interface Replanned<S, W> {
  readonly add: readonly W[]
  /** Stand and are to be held. */
  readonly hold: readonly S[]
  /** Stand and are no longer wanted. */
  readonly withdraw: readonly S[]
  /** Are held and no longer to be. */
  readonly letGo: readonly S[]
}

/** Compares the visits that stand or are held with those wanted. A visit is never edited: one of another length is another visit, and one that was held comes back as a new one. */
export function replan<S extends Call, W extends Call>(standing: readonly S[], wanted: readonly W[]): Replanned<S, W> {
  const asked = new Map(wanted.map((visit) => [keyOf(visit), visit]))
  const hold: S[] = []
  const withdraw: S[] = []
  const letGo: S[] = []
  const there = new Set<string>()
  for (const visit of standing) {
    const key = keyOf(visit)
    const want = asked.get(key)
    if (want?.isHeld === visit.isHeld && !there.has(key)) there.add(key)
    else if (visit.isHeld) letGo.push(visit)
    else if (want?.isHeld === true && !there.has(key)) {
      hold.push(visit)
      there.add(key)
    } else withdraw.push(visit)
  }
  return { add: wanted.filter((visit) => !there.has(keyOf(visit))), hold, withdraw, letGo }
}

function keyOf(visit: Call): string {
  return [visit.startSecond, visit.windowMinutes, visit.minutes, visit.workers, visit.timeCritical].join(' ')
}

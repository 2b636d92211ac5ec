import type { HeldFor } from '../terms.ts'

/** What makes two planned visits of one placement the same. */
interface Call {
  readonly startSecond: number
  readonly windowMinutes: number
  readonly minutes: number
  readonly workers: number
  readonly timeCritical: boolean
  /** Why it is held, on a day on which the person is away: it is kept for what payment makes of it and does not take place. Null when it stands. */
  readonly heldFor: HeldFor | null
}

/** What is to be done so that the visits that stand become the visits wanted. */
export interface Replanned<S, W> {
  readonly add: readonly W[]
  /** Stand and are to be held, or are held for another reason than they are to be. */
  readonly hold: readonly { readonly visit: S; readonly heldFor: HeldFor }[]
  /** Stand and are no longer wanted. */
  readonly withdraw: readonly S[]
  /** Are held and no longer to be. */
  readonly letGo: readonly S[]
}

/** Compares the visits that stand or are held with those wanted. A visit is never edited: one of another length is another visit, and one that was held comes back as a new one. */
export function replan<S extends Call, W extends Call>(standing: readonly S[], wanted: readonly W[]): Replanned<S, W> {
  const asked = new Map(wanted.map((visit) => [keyOf(visit), visit]))
  const hold: { visit: S; heldFor: HeldFor }[] = []
  const withdraw: S[] = []
  const letGo: S[] = []
  const there = new Set<string>()
  for (const visit of standing) {
    const key = keyOf(visit)
    const want = asked.get(key)
    const heldFor = want?.heldFor ?? null
    if (want !== undefined && heldFor === visit.heldFor && !there.has(key)) there.add(key)
    else if (heldFor !== null && !there.has(key)) {
      hold.push({ visit, heldFor })
      there.add(key)
    } else if (visit.heldFor !== null) letGo.push(visit)
    else withdraw.push(visit)
  }
  return { add: wanted.filter((visit) => !there.has(keyOf(visit))), hold, withdraw, letGo }
}

function keyOf(visit: Call): string {
  return [visit.startSecond, visit.windowMinutes, visit.minutes, visit.workers, visit.timeCritical].join(' ')
}

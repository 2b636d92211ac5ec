import type { DayPart } from '../../kernel/day-part.ts'
import type { ServiceLine } from '../../kernel/service-line.ts'
import type { Minutes } from '../../kernel/amounts.ts'
import { countOf } from '../../kernel/words.ts'
import { kaplanMeier, quantileDay, type Followed, type SurvivalStep } from './kaplan-meier.ts'
import { waitRange, type ToldBefore, type WaitRange } from './wait-range.ts'

/** What makes packages alike, as far as their wait goes. */
export interface WaitTraits {
  readonly zoneId: string | null
  readonly serviceLine: ServiceLine
  readonly weeklyMinutes: Minutes
  readonly mostWorkers: number
  readonly isDischarge: boolean
  readonly parts: readonly DayPart[]
}

/** A package of the past year: how long it was followed, and whether care began at the end of that. */
export interface PastWait extends WaitTraits, Followed {}

/** The answer: how long packages like this waited until care began, with its honest error. Days count from the referral. */
export interface ExpectedWait {
  /** How the packages are alike, in words, and which rung of the ladder it is, from 0, the closest. */
  readonly like: string
  readonly rung: number
  readonly packages: number
  readonly started: number
  /** Followed until today or their withdrawal without care having begun: counted as far as they were followed. */
  readonly stillFollowed: number
  /** Half had care within this many days; null when fewer than half had. */
  readonly medianDays: number | null
  /** Eight in ten had care within this many days; null when fewer had. */
  readonly eightInTenDays: number | null
  /** The days this package has waited already: only packages that waited as long are counted. */
  readonly waitedDays: number
  /** Where one package's wait lies in eight of ten, as tellings of the past turned out; null while these are too few to say. */
  readonly range: WaitRange | null
}

/** Fewer packages, or fewer that began, say too little: the next wider group is asked. */
export const LEAST_PACKAGES = 30
export const LEAST_STARTED = 20

/** Hours a week: a short package, a usual one, a long one. */
function band({ weeklyMinutes }: WaitTraits): number {
  return weeklyMinutes < 7 * 60 ? 0 : weeklyMinutes < 14 * 60 ? 1 : 2
}
const BANDS = ['under 7 hours a week', '7 to 14 hours a week', '14 hours a week or more']

const sameZone = (a: WaitTraits, b: WaitTraits): boolean => a.zoneId === b.zoneId
const sameLine = (a: WaitTraits, b: WaitTraits): boolean => a.serviceLine === b.serviceLine
const sameWorkers = (a: WaitTraits, b: WaitTraits): boolean => a.mostWorkers > 1 === b.mostWorkers > 1
const sameBand = (a: WaitTraits, b: WaitTraits): boolean => band(a) === band(b)
const sameSource = (a: WaitTraits, b: WaitTraits): boolean => a.isDischarge === b.isDischarge
const sameParts = (a: WaitTraits, b: WaitTraits): boolean => partsKey(a) === partsKey(b)
const partsKey = ({ parts }: WaitTraits): string => [...parts].sort().join(' ')

type Trait = (a: WaitTraits, b: WaitTraits) => boolean
const WORDS: ReadonlyMap<Trait, (of: WaitTraits) => string> = new Map<Trait, (of: WaitTraits) => string>([
  [sameZone, () => 'in this zone'],
  [sameLine, () => 'of this service line'],
  [sameSource, (of) => (of.isDischarge ? 'from hospital' : 'not from hospital')],
  [sameWorkers, (of) => (of.mostWorkers > 1 ? 'for two care workers' : 'for one care worker')],
  [sameBand, (of) => BANDS[band(of)] ?? ''],
  [sameParts, () => 'at the same times of day'],
])

/** The closest packages first; each rung gives something up. Where somebody comes from and how many care workers they need are kept longest. */
const LADDER: readonly (readonly Trait[])[] = [
  [sameZone, sameLine, sameSource, sameWorkers, sameBand, sameParts],
  [sameZone, sameLine, sameSource, sameWorkers, sameBand],
  [sameZone, sameLine, sameSource, sameWorkers],
  [sameLine, sameSource, sameWorkers, sameBand],
  [sameLine, sameSource, sameWorkers],
  [sameLine, sameSource],
  [sameLine],
  [],
]

/**
 * Answers how long a package like this waits until care begins, from the council's own past year: the Kaplan–Meier estimate over
 * the closest group of at least 30 packages of which care began for at least 20. Those still waiting, withdrawn, or accepted
 * with a first day still to come count for as long as they were followed. The range for one package is judged by what was told before and what came of it.
 * A package that has waited already is compared only with those that waited as long. Null when even all together are too few.
 */
export function expectedWait(of: WaitTraits, past: readonly PastWait[], waitedDays = 0, toldBefore: readonly ToldBefore[] = []): ExpectedWait | null {
  const told = tellWait(of, past, waitedDays)
  return told === null ? null : { ...told.wait, range: waitRange(told.curve, toldBefore, waitedDays) }
}

/** The same with the curve it was read from, and without the range. */
export function tellWait(of: WaitTraits, past: readonly PastWait[], waitedDays = 0): { readonly wait: Omit<ExpectedWait, 'range'>; readonly curve: readonly SurvivalStep[] } | null {
  const followed = past.filter((each) => each.days >= waitedDays && (waitedDays === 0 || each.days > waitedDays || !each.hasStarted))
  for (const [rung, traits] of LADDER.entries()) {
    const group = followed.filter((each) => traits.every((isSame) => isSame(of, each)))
    const started = group.filter((each) => each.hasStarted).length
    if (group.length < LEAST_PACKAGES || started < LEAST_STARTED) continue
    const curve = kaplanMeier(group)
    const wait = {
      like: traits.length === 0 ? 'of any kind' : traits.map((trait) => WORDS.get(trait)?.(of) ?? '').join(', '),
      rung, packages: group.length, started, stillFollowed: group.length - started,
      medianDays: quantileDay(curve, 0.5), eightInTenDays: quantileDay(curve, 0.2), waitedDays,
    }
    return { wait, curve }
  }
  return null
}

/** "Half of 43 packages like this had care within 6 days of the referral; 8 in 10 within 14 days. One package: 2 to 21 days in 8 of 10, judged by what was told of 120 before." */
export function expectedWaitWords(wait: ExpectedWait | null): string {
  if (wait === null) return 'Too few packages of the past year can be compared with this one to say how long it will wait.'
  const { medianDays, eightInTenDays, waitedDays } = wait
  const whose = waitedDays === 0 ? 'packages like this' : `packages like this that had waited ${countOf(waitedDays, 'day')}`
  const most = eightInTenDays === null ? 'fewer than 8 in 10 have had care so far' : `8 in 10 within ${countOf(eightInTenDays, 'day')}`
  const half = medianDays === null ? `Fewer than half of ${String(wait.packages)} ${whose} have had care begin so far.` : `Half of ${String(wait.packages)} ${whose} had care within ${countOf(medianDays, 'day')} of the referral; ${most}.`
  return `${half} ${rangeWords(wait.range)}`
}

function rangeWords(range: WaitRange | null): string {
  if (range === null) return 'How far one package may lie from that cannot be said yet: too few were told before.'
  const days = range.highDays === null ? `${countOf(range.lowDays, 'day')} or more, with no upper end that could be told,` : `${String(range.lowDays)} to ${countOf(range.highDays, 'day')}`
  return `One package: ${days} in 8 of 10, judged by what was told of ${String(range.judgedBy)} before.`
}

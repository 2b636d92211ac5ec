import type { TagColour } from '../../src/platform/components/data-table.ts'
import type { WeekVisit } from '../../src/platform/components/week-grid.ts'

/** A made-up waiting package, enough to show a table with. */
export interface GalleryPackage {
  readonly reference: string
  readonly initials: string
  readonly zone: string
  readonly hours: number
  readonly days: number
  readonly why: string
  readonly colour: TagColour
  readonly next: string
}

const ZONES = ['North Downs', 'Harbour', 'Market towns']
const WHY: readonly (readonly [string, TagColour])[] = [['No capacity in the zone', 'red'], ['Two care workers needed', 'purple'], ['Reply awaited', 'blue'], ['Time-critical morning', 'orange']]

/** Twenty packages, the same each time. */
export const PACKAGES: readonly GalleryPackage[] = Array.from({ length: 20 }, (_, n) => {
  const [why, colour] = WHY[(n * 3) % WHY.length] ?? ['Reply awaited', 'blue']
  return {
    reference: `P-${String(1040 + n)}`,
    initials: `${'ABDEGHJK'[n % 8] ?? 'A'}. ${'MRSTWCFL'[(n * 3) % 8] ?? 'B'}.`,
    zone: ZONES[n % ZONES.length] ?? 'Harbour',
    hours: 7 + ((n * 5) % 21),
    days: 1 + ((n * 7) % 43),
    why,
    colour,
    next: n % 2 === 0 ? 'Offer lapses today at 4pm' : 'Send to the next tier',
  }
})

/** A week of four calls a day, two of them with two care workers. */
export const PATTERN: readonly WeekVisit[] = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
  { day, fromMinute: 450, minutes: 45, workers: 2, isTimeCritical: true },
  { day, fromMinute: 720, toMinute: 780, minutes: 30, workers: 1, isTimeCritical: false },
  ...(day < 6 ? [{ day, fromMinute: 990, minutes: 30, workers: 1, isTimeCritical: false, note: 'Meal' }] : []),
  { day, fromMinute: 1200, minutes: 30, workers: 2, isTimeCritical: false },
])

/** Hours waiting by zone with the width of each bar out of 400. */
export function barsOf(packages: readonly GalleryPackage[]): { zone: string; hours: number; width: number }[] {
  const sums = ZONES.map((zone) => ({ zone, hours: packages.filter((row) => row.zone === zone).reduce((sum, row) => sum + row.hours, 0) }))
  const most = Math.max(...sums.map((each) => each.hours), 1)
  return sums.map((each) => ({ ...each, width: Math.round((each.hours * 400) / most) }))
}

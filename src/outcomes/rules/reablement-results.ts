import { REABLEMENT_RESULTS, type Reablement } from '../../brokerage/terms/reablement.ts'
import type { ReablementResults } from '../terms.ts'

/** What the results look at of each reablement. */
export type EndedReablement = Pick<Reablement, 'zoneId' | 'source' | 'start' | 'exit'>

/**
 * What came of reablements that have ended: how many of the completed need no further support, fewer, the same or more hours, and the hours
 * avoided a week. Whoever died, went into hospital or declined, and whoever never began, is counted apart and in no share. Each ended
 * reablement is counted once: `ended` is `completed` and all that is left out together.
 * Source: Norfolk 3.2 (results by need for a service afterwards); that the left out are in no denominator is ours, and said on the page.
 */
export function reablementResults(group: string | null, cases: readonly EndedReablement[]): ReablementResults {
  const leftOut = { hospital: 0, died: 0, declined: 0, 'not-begun': 0 }
  const counts = new Map(REABLEMENT_RESULTS.map((result) => [result, 0]))
  let [completed, minutesBefore, minutesAfter] = [0, 0, 0]
  for (const { start, exit } of cases) {
    if (exit === null) continue
    if (exit.ending === 'completed' && exit.result !== null) {
      completed += 1
      counts.set(exit.result, (counts.get(exit.result) ?? 0) + 1)
      minutesBefore += exit.minutesBefore
      minutesAfter += exit.minutesAfter ?? 0
    } else leftOut[start === null || exit.ending === 'completed' || exit.ending === 'no-place' || Temporal.PlainDate.compare(exit.exitOn, start.startsOn) < 0 ? 'not-begun' : exit.ending] += 1
  }
  const results = REABLEMENT_RESULTS.map((result) => {
    const count = counts.get(result) ?? 0
    return { result, count, shareTenths: completed === 0 ? null : Math.round((count * 1000) / completed) }
  })
  const ended = completed + Object.values(leftOut).reduce((sum, each) => sum + each, 0)
  return { group, ended, leftOut, completed, results, minutesBefore, minutesAfter, minutesAvoided: minutesBefore - minutesAfter }
}

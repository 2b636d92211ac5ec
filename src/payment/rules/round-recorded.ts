import { roundTo, type Minutes } from '../../kernel/amounts.ts'
import type { PricedRecord } from '../terms/priced-visit.ts'
import type { RuleSetDocument } from '../terms/rule-set.ts'
import type { Tally } from './tally.ts'

type Rounding = RuleSetDocument['rounding']

/**
 * Rounds one care worker's recorded minutes as a rule set says, and tells the tally how.
 *
 * A day or a week is rounded as it runs: each visit is paid the difference that it makes to the rounded time so far. So the visits
 * of a day add up to the rounded day, none is negative, and a visit never waits for those after it.
 * Where in and out are not both known, the time between them is rounded in their place.
 */
export function roundRecorded(rounding: Rounding, minutes: Minutes, record: PricedRecord | null, tally: Tally): Minutes {
  const { unitMinutes: unit, of } = rounding
  const recordedBefore = tally.recordedMinutes
  tally.recordedMinutes += minutes
  if (unit === 1) return minutes
  if (of === 'day' || of === 'week') {
    const before = tally.before[of] + recordedBefore
    const roundedBefore = roundBy(rounding, before)
    const roundedAfter = roundBy(rounding, before + minutes)
    tally.trace.push(['running', of, before, before + minutes, roundedBefore, roundedAfter, unit])
    return roundedAfter - roundedBefore
  }
  const { startMinute: start, endMinute: end } = record ?? {}
  if (of === 'start-and-end' && start != null && end != null) {
    const roundedStart = roundBy(rounding, start)
    const roundedEnd = roundBy(rounding, end)
    const to = Math.max(0, roundedEnd - roundedStart)
    tally.trace.push(['round-ends', start, end, roundedStart, roundedEnd, unit, to])
    return to
  }
  const to = roundBy(rounding, minutes)
  if (rounding.mode === 'threshold') tally.trace.push(['round-from', minutes, unit, rounding.upFromMinutes ?? unit, to])
  else tally.trace.push(['round', minutes, unit, rounding.mode, to])
  return to
}

/** Brings minutes to a multiple of the unit. By a threshold: up when at least that many minutes over a multiple, else down. */
export function roundBy({ unitMinutes, mode, upFromMinutes }: Rounding, minutes: Minutes): Minutes {
  if (mode !== 'threshold') return roundTo(minutes, unitMinutes, mode)
  const below = roundTo(minutes, unitMinutes, 'down')
  return minutes - below >= (upFromMinutes ?? unitMinutes) ? below + unitMinutes : below
}

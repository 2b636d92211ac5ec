import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate, wordsForPence } from '../../kernel/words.ts'
import type { Framework, Rate } from '../terms.ts'
import type { DayCategory, TimeBand } from '../terms/rate-times.ts'
import { bandsOverlap, bandWords, isSameBand } from './rate-times.ts'

/** A rate that somebody wants to add. Null is "any". */
export type ProposedRate = Pick<Rate, 'zoneId' | 'serviceLine' | 'tier' | 'fromOn' | 'pencePerHour'> & { readonly dayCategory?: DayCategory | null | undefined; readonly timeBand?: TimeBand | null | undefined }

/** A rate above this is taken for a slip of the finger: pence typed as pounds. */
const MOST_PENCE_PER_HOUR = 50_000

/**
 * Answers whether rates may be added. Rates are never changed or taken away: a later date takes an older rate's place.
 *
 * 1. A rate begins within the framework's term.
 * 2. It is above nothing and at most £500 an hour.
 * 3. One zone, service line, tier, day category and time band has one rate from one date.
 * 4. Time bands of a framework are the same or apart: were two to overlap, nobody could say which holds at 7pm.
 */
export function newRates(framework: Pick<Framework, 'startsOn' | 'endsOn'>, held: readonly ProposedRate[], proposed: readonly ProposedRate[]): Decision<readonly ProposedRate[]> {
  const taken = new Map(held.map((rate) => [rateKey(rate), rate]))
  const bands = held.flatMap((rate) => (rate.timeBand == null ? [] : [rate.timeBand]))
  for (const rate of proposed) {
    if (Temporal.PlainDate.compare(rate.fromOn, framework.startsOn) < 0 || Temporal.PlainDate.compare(rate.fromOn, framework.endsOn) > 0)
      return refuse({ clause: 'rate-in-term', words: `A rate from ${wordsForDate(rate.fromOn)} begins outside the framework, which runs from ${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}. Choose a date within it.` })
    if (rate.pencePerHour < 1 || rate.pencePerHour > MOST_PENCE_PER_HOUR)
      return refuse({ clause: 'rate-amount', words: `A rate is between £0.01 and ${wordsForPence(MOST_PENCE_PER_HOUR)} an hour, not ${wordsForPence(rate.pencePerHour)}.` })
    const band = rate.timeBand ?? null
    if (band !== null && (band.fromMinute === band.toMinute || ![band.fromMinute, band.toMinute].every((minute) => Number.isInteger(minute) && minute >= 0 && minute < 1440)))
      return refuse({ clause: 'rate-band', words: 'A time band begins and ends at different times of the day.' })
    const overlapping = band === null ? undefined : bands.find((other) => !isSameBand(other, band) && bandsOverlap(other, band))
    if (band !== null && overlapping !== undefined)
      return refuse({ clause: 'rate-band', words: `${bandWords(band)} overlaps the time band ${bandWords(overlapping)} of another rate. Time bands of a framework are the same or do not overlap.` })
    if (band !== null) bands.push(band)
    const before = taken.get(rateKey(rate))
    if (before !== undefined)
      return refuse({ clause: 'rate-once', words: `There is a rate from ${wordsForDate(rate.fromOn)} already for this zone, service line, tier, day and time: ${wordsForPence(before.pencePerHour)} an hour. Rates are never changed; choose another date.` })
    taken.set(rateKey(rate), rate)
  }
  return allow(proposed)
}

function rateKey(rate: ProposedRate): string {
  return [rate.zoneId ?? '', rate.serviceLine ?? '', rate.tier ?? '', rate.dayCategory ?? '', rate.timeBand == null ? '' : bandWords(rate.timeBand), rate.fromOn.toString()].join('\n')
}

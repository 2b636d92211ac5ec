import type { ColumnWords, VisitColumns } from '../src/payment/rules/what-if/visit-columns.ts'
import { MINUTES_NOT_KNOWN, NOTICE_NOT_KNOWN } from '../src/payment/rules/what-if/visit-columns.ts'

/** How many of what: invented, and the same for the same seed. */
export interface MadeShape {
  readonly visits: number
  readonly providers: number
  readonly zones: number
  readonly seed: number
}

const SERVICE_LINES = ['core', 'complex'] as const
const RATES = [2087, 2124, 2161, 2198, 2235, 2272, 2309, 2396, 2433, 2470, 2507, 2544, 2581, 2618] as const
const PLANNED = [15, 30, 30, 30, 30, 45, 45, 60] as const

/** Codes of outcomes: 1 more than their place in `OUTCOMES`. */
const [DELIVERED, MISSED, CANCELLED, FIRST_OTHER, OTHERS] = [1, 2, 3, 4, 4]

/** Whole numbers below `below`, the same for the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) * below) / 4294967296)
  }
}

/** A year of a council: each provider works in three zones and on both lines; zone and line make the rate. */
export function madeWords({ providers, zones }: Pick<MadeShape, 'providers' | 'zones'>): ColumnWords {
  const places = Array.from({ length: providers }, (_, provider) =>
    [0, 1, 2].flatMap((step) => SERVICE_LINES.map((serviceLine) => ({ provider: `Provider ${String(provider + 1)}`, zone: `Zone ${String(((provider + step) % zones) + 1)}`, serviceLine }))),
  ).flat()
  return { places, months: Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`), rates: RATES }
}

/** Room for a number of visits. */
export function emptyColumns(length: number): VisitColumns {
  return { length, place: new Uint16Array(length), month: new Uint8Array(length), rate: new Uint16Array(length), planned: new Uint16Array(length), workers: new Uint8Array(length), outcome: new Uint8Array(length), minutes: new Uint16Array(length), notice: new Uint8Array(length), secondOutcome: new Uint8Array(length), secondMinutes: new Uint16Array(length) }
}

/** Visits of `count` places from `from` on, in one month or in any of twelve. */
export interface MadePart {
  readonly from: number
  readonly count: number
  readonly month: number | null
  readonly rateOf: (place: number) => number
}

/**
 * Fills columns with visits: 15 to 60 minutes planned, one in ten with two care workers, one in 200 planned by nobody; 94 of 100
 * delivered, from 12 minutes short to 14 over in a rough bell, the second care worker within 3 minutes of the first; 1 of 100 without a time; 2 without a record, 1 missed, 1 cancelled, 2 without care for other reasons.
 */
export function fillVisits(columns: VisitColumns, { from, count, month, rateOf }: MadePart, below: (below: number) => number): void {
  for (let at = 0; at < columns.length; at += 1) {
    const place = from + below(count)
    columns.place[at] = place
    columns.month[at] = month ?? below(12)
    columns.rate[at] = rateOf(place)
    const planned = PLANNED[below(PLANNED.length)] ?? 30
    const isPlanned = below(200) > 0
    const workers = isPlanned && below(10) === 0 ? 2 : 1
    columns.planned[at] = isPlanned ? planned : 0
    columns.workers[at] = isPlanned ? workers : 0
    const minutes = Math.max(1, planned - 12 + below(14) + below(14))
    const chance = below(100)
    columns.notice[at] = NOTICE_NOT_KNOWN
    columns.secondOutcome[at] = columns.secondMinutes[at] = 0
    if (!isPlanned || chance < 94) {
      columns.outcome[at] = DELIVERED
      columns.minutes[at] = isPlanned && chance === 0 ? MINUTES_NOT_KNOWN : minutes
      // One in twenty second care workers leaves no record.
      if (workers === 2 && below(20) > 0) {
        columns.secondOutcome[at] = DELIVERED
        columns.secondMinutes[at] = Math.max(1, minutes - 3 + below(7))
      }
    } else {
      columns.minutes[at] = MINUTES_NOT_KNOWN
      columns.outcome[at] = chance < 96 ? 0 : chance < 97 ? MISSED : chance < 98 ? CANCELLED : FIRST_OTHER + below(OTHERS)
      if (columns.outcome[at] === CANCELLED) {
        columns.notice[at] = below(8) === 0 ? NOTICE_NOT_KNOWN : below(72)
        columns.secondOutcome[at] = workers === 2 ? CANCELLED : 0
        columns.secondMinutes[at] = workers === 2 ? MINUTES_NOT_KNOWN : 0
      }
    }
  }
}

/** The part that is a whole council. */
export function wholeCouncil({ places }: ColumnWords): MadePart {
  const rates = places.map(({ zone, serviceLine }) => ((Number(zone?.slice(5)) - 1) % 7) + (serviceLine === 'complex' ? 7 : 0))
  return { from: 0, count: places.length, month: null, rateOf: (place) => rates[place] ?? 0 }
}

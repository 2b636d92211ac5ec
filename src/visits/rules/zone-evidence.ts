import type { MappedZone } from '../terms/mapping.ts'

/** A start as both clocks would read it, and when visits to that person were planned. Seconds since 1970. */
export interface StartReadings {
  readonly row: number
  readonly text: string
  readonly londonSecond: number
  readonly utcSecond: number
  readonly plannedSeconds: readonly number[]
}

/** Whose clock a table writes, and which rows say so. */
export interface ZoneEvidence {
  /** Null when nothing decides it: a person must say. */
  readonly zone: MappedZone | null
  readonly why: 'same' | 'decided' | 'undecided'
  readonly london: number
  readonly utc: number
  /** At most five of the rows that decide it. */
  readonly rows: readonly StartReadings[]
}

const SHOWN = 5
/** How much nearer to a planned start one reading must lie to count as evidence: less is chance. Ours. */
const LEAST_SECONDS = 30 * 60
/** The share of the rows that speak which must agree. Ours. */
const LEAST_SHARE = 0.8

/**
 * Settles the clock by the plan: each start is compared with the nearest planned start of its person and day as London time and as UTC. 'same' when
 * every row lies in winter, in which both clocks agree; then either reading is right for this file, and London is taken.
 */
export function zoneEvidence(starts: readonly StartReadings[]): ZoneEvidence {
  const apart = starts.filter((each) => each.londonSecond !== each.utcSecond)
  const votes = apart.flatMap((each) => {
    if (each.plannedSeconds.length === 0) return []
    const away = (second: number): number => Math.min(...each.plannedSeconds.map((planned) => Math.abs(planned - second)))
    const nearer = away(each.utcSecond) - away(each.londonSecond)
    if (Math.abs(nearer) < LEAST_SECONDS) return []
    return [{ each, zone: nearer > 0 ? ('london' as const) : ('utc' as const) }]
  })
  const counts = { london: votes.filter((vote) => vote.zone === 'london').length, utc: votes.filter((vote) => vote.zone === 'utc').length }
  if (apart.length === 0) return { zone: 'london', why: 'same', ...counts, rows: [] }
  const [zone, most] = counts.london >= counts.utc ? (['london', counts.london] as const) : (['utc', counts.utc] as const)
  if (most === 0 || most < votes.length * LEAST_SHARE) return { zone: null, why: 'undecided', ...counts, rows: votes.slice(0, SHOWN).map((vote) => vote.each) }
  return { zone, why: 'decided', ...counts, rows: votes.filter((vote) => vote.zone === zone).slice(0, SHOWN).map((vote) => vote.each) }
}

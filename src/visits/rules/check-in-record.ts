import type { EventDetail, KeptEvent, RoundState } from '../terms/check-in.ts'
import type { Outcome } from '../terms.ts'

type Call = Extract<EventDetail, { kind: 'in' | 'out' }>
type Adjust = Extract<EventDetail, { kind: 'adjust' }>

/** A call that counts or was made, seconds since 1970. */
export interface CheckInCall {
  readonly id: string
  readonly kind: 'in' | 'out'
  readonly atSecond: number
  readonly detail: Call
}

/** What the events of one care worker at one planned visit come to. */
export interface CheckInRecord {
  readonly outcome: Outcome
  /** The calls that count; both or none, unless the times are adjusted. */
  readonly checkIn: CheckInCall | null
  readonly checkOut: CheckInCall | null
  /** Every call in order. */
  readonly calls: readonly CheckInCall[]
  readonly adjusted: (Adjust & { readonly atSecond: number }) | null
  readonly reasonCode: string | null
  readonly reasonNote: string | null
  /** How many of the two calls were shown to be made at the home. */
  readonly verification: 'none' | 'location' | 'full'
}

/** How far the visit has come, and its record once there can be one. */
export interface CheckInStanding {
  readonly state: RoundState
  readonly record: CheckInRecord | null
  readonly checkIn: CheckInCall | null
  readonly checkOut: CheckInCall | null
}

/** Two taps of the same button within this time are one. Ours. */
const DOUBLE_TAP_SECONDS = 60
/** No visit lasts longer: the limit of visit records everywhere (Sandata). */
const LONGEST_SECONDS = 25 * 3600

/**
 * The record that a set of events makes. It depends on the set alone: not on the order in which they came, in how many sendings, from which
 * of two phones, or how often each.
 *
 * 1. The earliest check-in and the latest check-out at or after it count; of check-outs within a minute of each other the first.
 *    A check-in or check-out by hand counts at the time that the care worker says.
 * 2. What a care worker says at the door (no access, refused, hospital, not required) is the outcome; said twice, the last holds.
 *    With both calls the times are kept beside it; otherwise the record has no times.
 * 3. Times that the office put right make a record whatever calls there are, which stay beside them; put right twice, the last holds.
 * 4. A check-in alone, a check-out alone, a check-out before the check-in, or more than 25 hours between them make no record: somebody must say.
 */
export function checkInRecord(sent: readonly KeptEvent[]): CheckInStanding {
  const events = inOrder(sent)
  const calls = events.flatMap(({ id, atSecond, detail }): CheckInCall[] => (detail.kind === 'in' || detail.kind === 'out' ? [{ id, kind: detail.kind, atSecond: detail.saidSecond ?? atSecond, detail }] : [])).sort(byTime)
  const checkIn = calls.find((each) => each.kind === 'in') ?? null
  const outs = calls.filter((each) => each.kind === 'out')
  const checkOut = lastTap(outs.filter((each) => checkIn === null || each.atSecond >= checkIn.atSecond)) ?? null
  const adjusted = events.flatMap(({ atSecond, detail }) => (detail.kind === 'adjust' ? [{ ...detail, atSecond }] : [])).at(-1) ?? null
  const atDoor = events.flatMap(({ detail }) => (detail.kind === 'outcome' ? [detail] : [])).at(-1)
  const isWhole = checkIn !== null && checkOut !== null && checkOut.atSecond - checkIn.atSecond <= LONGEST_SECONDS
  if (!isWhole && adjusted === null && atDoor === undefined) return { state: stateOf(checkIn, outs), record: null, checkIn, checkOut }
  const hasTimes = isWhole || (adjusted !== null && (checkIn === null || checkOut === null))
  const counted = hasTimes ? { checkIn, checkOut } : { checkIn: null, checkOut: null }
  const proven = [counted.checkIn, counted.checkOut].filter((each) => each?.detail.isProven === true).length
  const byHand = [counted.checkIn, counted.checkOut].find((each) => each !== null && each.detail.reasonCode !== null)?.detail
  const said = adjusted ?? byHand
  return {
    state: 'recorded',
    checkIn,
    checkOut,
    record: {
      ...counted,
      outcome: atDoor?.outcome ?? 'delivered',
      calls: hasTimes ? calls : [],
      adjusted,
      reasonCode: said?.reasonCode ?? null,
      reasonNote: said?.note ?? atDoor?.words ?? null,
      verification: proven === 2 ? 'full' : proven === 1 ? 'location' : 'none',
    },
  }
}

/** Each event once, in order of time, those of one second by their id. */
function inOrder(sent: readonly KeptEvent[]): KeptEvent[] {
  const once = new Map(sent.map((event) => [event.id, event]))
  return [...once.values()].sort(byTime)
}

function byTime(a: { readonly id: string; readonly atSecond: number }, b: { readonly id: string; readonly atSecond: number }): number {
  return a.atSecond - b.atSecond || (a.id < b.id ? -1 : 1)
}

/** Of the last taps that follow each other within a minute, the first. */
function lastTap(outs: readonly CheckInCall[]): CheckInCall | undefined {
  let place = outs.length - 1
  while (place > 0 && (outs[place]?.atSecond ?? 0) - (outs[place - 1]?.atSecond ?? 0) <= DOUBLE_TAP_SECONDS) place -= 1
  return outs[place]
}

function stateOf(checkIn: CheckInCall | null, outs: readonly CheckInCall[]): RoundState {
  if (checkIn === null) return outs.length === 0 ? 'untouched' : 'no-check-in'
  return outs.length === 0 ? 'checked-in' : 'times-unclear'
}

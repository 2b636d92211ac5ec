import type { Random } from '../../dev/demo/random.ts'
import type { SentRecord } from '../../src/visits/terms.ts'

/** One version of a visit's record, as some system sends it. */
export interface Event {
  readonly reference: string
  readonly sequence: number
  /** Which person, by place. */
  readonly person: number
  readonly day: number
  /** Minutes of the day. */
  readonly from: number
  readonly to: number
}

/** Events in the order in which they come, cut into files. */
export type Arrival = readonly (readonly Event[])[]

const CALLS = [480, 1080] as const

/**
 * The history of a week of visits: each with one to four versions of rising sequence, with gaps, each saying something new. Calls lie far enough apart that
 * no two visits compete for one plan. With `goesBack`, some versions say again what an earlier one said, the last or one before it: which of
 * them become rows of their own then depends on the order in which they come, what holds does not.
 */
export function aHistory(random: Random, people: number, goesBack = false): Event[] {
  const events: Event[] = []
  for (let person = 0; person < people; person += 1) {
    for (let day = 0; day < 3; day += 1) {
      for (const call of CALLS) {
        if (random.chance(0.15)) continue
        const from = call + random.whole(-20, 40)
        let to = from + random.whole(10, 35)
        let sequence = 0
        const said: number[] = []
        for (let versions = random.whole(1, 4); versions > 0; versions -= 1) {
          sequence += random.whole(1, 3)
          to += random.whole(1, 5)
          const again = goesBack && random.chance(0.5) ? said[random.whole(0, said.length - 1)] : undefined
          said.push(again ?? to)
          events.push({ reference: `H${String(person)}-${String(day)}-${String(call)}`, sequence, person, day, from, to: again ?? to })
        }
      }
    }
  }
  return events
}

/** The history as it may come: in any order, some of it twice, cut into files anywhere. */
export function anArrival(random: Random, history: readonly Event[]): Arrival {
  const repeated = history.filter(() => random.chance(0.2))
  const files: Event[][] = [[]]
  for (const event of random.shuffled([...history, ...repeated])) {
    if (random.chance(0.15)) files.push([])
    files.at(-1)?.push(event)
  }
  return files.filter((file) => file.length > 0)
}

/** An event as a reader of files understands it. */
export function recordOf(event: Event, row: number): SentRecord {
  const midnight = Date.parse(`2026-03-0${String(2 + event.day)}T00:00:00Z`) / 1000
  const [startSecond, endSecond] = [midnight + event.from * 60, midnight + event.to * 60]
  return {
    row,
    visitReference: event.reference,
    sequence: event.sequence,
    personReference: `P${String(event.person)}`,
    workerReference: `W-${event.reference}`,
    visitOn: `2026-03-0${String(2 + event.day)}`,
    plannedVisitId: null,
    dueSecond: null,
    claimedSecond: null,
    claimedMinutes: null,
    startSecond,
    endSecond,
    actualMinutes: event.to - event.from,
    checkInMethod: null,
    checkOutMethod: null,
    outcome: 'delivered',
    noticeHours: null,
    secondWorker: false,
    details: null,
  }
}

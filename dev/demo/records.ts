import type { Outcome } from '../../src/visits/terms.ts'
import type { CheckMethod } from '../../src/visits/terms/record-details.ts'
import type { Random } from './random.ts'

/** A planned visit as a provider's rota holds it. */
export interface RotaVisit {
  readonly plannedVisitId: number
  readonly personReference: string
  readonly visitOn: Temporal.PlainDate
  /** Minutes after midnight on the clock. */
  readonly startMinute: number
  readonly minutes: number
  readonly workers: number
}

/** What a provider's call monitoring recorded of one care worker at one visit. Seconds of the day on the clock; `out` may pass midnight. */
export interface RotaRecord {
  readonly visit: RotaVisit
  readonly worker: string
  readonly second: boolean
  readonly outcome: Outcome
  readonly inSecond: number | null
  readonly outSecond: number | null
  readonly method: CheckMethod
  readonly noticeHours: number | null
}

/** How well a provider keeps to its rota, as shares of visits. */
export interface RotaHabits {
  readonly missed: number
  readonly unrecorded: number
  readonly cancelled: number
  readonly late: number
  readonly singleHanded: number
  readonly manual: number
  /** Mean of actual over planned length. */
  readonly lengthRatio: number
}

/** Habits of a provider: invented, and worse where the rating is worse. */
export function habitsOf(rating: string, random: Random): RotaHabits {
  const worse = rating === 'Requires improvement' ? 2 : rating === 'Outstanding' ? 0.4 : 1
  return {
    missed: 0.004 * worse * (0.5 + random.next()),
    unrecorded: 0.005 * worse * (0.5 + random.next()),
    cancelled: 0.012,
    late: 0.035 * worse * (0.5 + random.next()),
    singleHanded: 0.006 * worse,
    manual: 0.05 * worse * (0.5 + random.next()),
    lengthRatio: 0.9 + 0.08 * random.next(),
  }
}

/** The records of one planned visit; none when the care worker's system failed to record it. `rostered` are its care workers. */
export function recordsOf(visit: RotaVisit, habits: RotaHabits, rostered: readonly string[], random: Random): RotaRecord[] {
  const base = { visit, method: 'app' as const, noticeHours: null, inSecond: null, outSecond: null }
  const first = rostered[0] ?? 'W100'
  const roll = random.next()
  if (roll < habits.unrecorded) return []
  if (roll < habits.unrecorded + habits.missed) return [{ ...base, worker: first, second: false, outcome: 'missed' }]
  if (roll < habits.unrecorded + habits.missed + habits.cancelled)
    return [{ ...base, worker: first, second: false, outcome: random.weighted([['cancelled', 5], ['hospital', 3], ['no-access', 2]] as const), noticeHours: random.pick([2, 12, 30, 48]) }]
  const late = random.chance(habits.late) ? random.whole(16, 70) : random.whole(-6, 12)
  const length = Math.max(5, Math.round(visit.minutes * (habits.lengthRatio + (random.next() - 0.5) * 0.24)))
  const inSecond = Math.max(0, (visit.startMinute + late) * 60 + random.whole(0, 59))
  const outSecond = inSecond + length * 60 + random.whole(-29, 29)
  const method = random.chance(habits.manual) ? ('manual' as const) : ('app' as const)
  const records: RotaRecord[] = [{ ...base, worker: first, second: false, outcome: 'delivered', inSecond, outSecond, method }]
  if (visit.workers === 2 && !random.chance(habits.singleHanded)) {
    const other = rostered[1] ?? 'W101'
    records.push({ ...base, worker: other, second: true, outcome: 'delivered', inSecond: inSecond + random.whole(0, 120), outSecond: outSecond - random.whole(0, 60), method })
  }
  return records
}

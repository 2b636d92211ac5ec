import type { RotaRecord } from './records.ts'

/** How a care worker came to a visit, as the systems of some providers tell it. */
interface Way {
  readonly minutes: number
  readonly miles: string
  readonly mode: (typeof MODES)[number]
}

/** Ten care workers in a row come so: six by car. Hundredths of a mile in a minute, invented: a car in lanes and towns, a bicycle, somebody on foot. */
const MODES = ['car', 'walk', 'car', 'car', 'electric-car', 'car', 'cycle', 'car', 'car', 'public-transport'] as const
const HUNDREDTHS_A_MINUTE = { car: 30, 'electric-car': 30, walk: 5, cycle: 16, 'public-transport': 20 } as const
const SHORTEST = 3
/** The roster leaves ten minutes between visits. */
const SPREAD = 8

/** The way of a care worker to a visit: from worker and visit alone, so that nothing else of the demonstration depends on it. */
export function wayTo(record: RotaRecord): Way {
  const mode = MODES[Number(record.worker.slice(1)) % MODES.length] ?? 'car'
  const minutes = SHORTEST + ((record.visit.plannedVisitId * 7 + record.visit.startMinute) % SPREAD)
  return { minutes, miles: ((minutes * HUNDREDTHS_A_MINUTE[mode]) / 100).toFixed(2), mode }
}

import { aVisitFile, type FileRow } from './a-visit-file.ts'

const DAYS = 13
const two = (value: number): string => String(value).padStart(2, '0')

/**
 * A seeded file of two weeks in March 2026, in no order: versions that come in any order and move visits between days, people nobody knows, rows
 * that are refused, care workers in two places at once, also across midnight. The same every time for one seed.
 */
export function anyVisitFile(seed: number, rows: number, people: readonly string[]): Buffer {
  const random = randomOf(seed)
  const pick = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(random() * of.length)] ?? of[0]
  const any = (below: number): number => Math.floor(random() * below)
  const row = (): FileRow => {
    const day = 1 + any(DAYS)
    const [hour, minute, minutes] = [pick([0, 7, 12, 17, 21, 23]), any(60), pick([15, 30, 30, 60, 90])]
    const end = hour * 60 + minute + minutes
    const eve = Temporal.PlainDate.from({ year: 2026, month: 3, day }).subtract({ days: 1 }).toString()
    return {
      visit_reference: `R${String(any(rows * 0.8))}`,
      sequence: pick([1, 1, 1, 2, 3]),
      person_reference: random() < 0.05 ? 'NOBODY' : (people[any(people.length)] ?? ''),
      visit_date: random() < 0.02 ? 'some day' : `2026-03-${two(day)}`,
      worker_reference: `W${String(any(6))}`,
      second_worker: random() < 0.1 ? 'yes' : 'no',
      check_in: random() < 0.05 ? '25:61' : random() < 0.08 ? `${eve}T23:${two(minute)}` : `${two(hour)}:${two(minute)}`,
      check_out: `${two(Math.floor(end / 60) % 24)}:${two(end % 60)}`,
      check_out_method: random() < 0.1 ? 'manual' : 'app',
      outcome: pick(['delivered', 'delivered', 'delivered', 'missed', 'cancelled']),
    }
  }
  return aVisitFile(Array.from({ length: rows }, row))
}

/** Numbers from 0 to below 1, the same for one seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

import type { RotaVisit } from './records.ts'
import type { Random } from './random.ts'

/** Minutes between the end of one visit and the start of the next of the same care worker: the way there. */
const TRAVEL = 10

/**
 * Which care workers a provider sends to each visit, one or two. Day by day in the order of the visits: one of the person's
 * usual care workers if they are free, else anybody who is, else one more. So hardly anybody is in two places at once.
 */
export function rosterOf(visits: readonly RotaVisit[], random: Random): Map<RotaVisit, string[]> {
  const rostered = new Map<RotaVisit, string[]>()
  const usual = new Map<string, string[]>()
  const freeAt = new Map<string, number>()
  let day = ''
  const days = new Map([...new Set(visits.map((visit) => visit.visitOn))].map((on) => [on, on.toString()]))
  const dayOf = (visit: RotaVisit): string => days.get(visit.visitOn) ?? ''
  const inOrder = [...visits].sort((a, b) => compareText(dayOf(a), dayOf(b)) || a.startMinute - b.startMinute || a.plannedVisitId - b.plannedVisitId)
  for (const visit of inOrder) {
    if (dayOf(visit) !== day) {
      day = dayOf(visit)
      for (const worker of freeAt.keys()) freeAt.set(worker, random.chance(0.7) ? 0 : 1440) // about two days off a week
    }
    const known = usual.get(visit.personReference) ?? []
    const isFree = (worker: string): boolean => (freeAt.get(worker) ?? 0) <= visit.startMinute
    const chosen: string[] = []
    for (let seat = 0; seat < visit.workers; seat++) {
      const worker = known.find((each) => isFree(each) && !chosen.includes(each)) ?? anybodyFree(freeAt, visit.startMinute, chosen) ?? `W${String(100 + freeAt.size)}`
      chosen.push(worker)
      freeAt.set(worker, visit.startMinute + visit.minutes + TRAVEL)
      if (!known.includes(worker)) usual.set(visit.personReference, [...known, worker].slice(0, 4))
    }
    rostered.set(visit, chosen)
  }
  return rostered
}

function anybodyFree(freeAt: ReadonlyMap<string, number>, minute: number, chosen: readonly string[]): string | undefined {
  for (const [worker, from] of freeAt) if (from <= minute && !chosen.includes(worker)) return worker
  return undefined
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

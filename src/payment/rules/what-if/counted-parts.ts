import type { VisitFacts } from '../../terms/priced-visit.ts'

/**
 * A visit as parts whose minutes are counted one by one and add up to the minutes of the whole, under every rule set that looks at each visit alone: the care
 * workers of a visit, where each that was planned has a record, none has one, or nobody was planned. Each part is a visit of one care worker. A visit of which
 * that does not hold is one part. There are far fewer different care workers than different pairs of them.
 */
export function countedParts(visit: VisitFacts): readonly VisitFacts[] {
  const { planned, records, retained, respite, death, holiday, blockedBy } = visit
  if (retained !== undefined || respite !== undefined || death !== undefined || holiday !== undefined || (blockedBy !== undefined && blockedBy.length > 0)) return [visit]
  // Which care worker came first decides who fills a planned seat; here all do, or none is planned.
  const alone = records.map((record) => [{ ...record, secondWorker: false }])
  if (planned === null) return records.length === 0 ? [visit] : alone.map((own) => ({ ...visit, records: own }))
  if (records.length > 0 && records.length !== planned.workers) return [visit]
  const one = { minutes: planned.minutes, workers: 1 }
  return records.length === 0 ? Array.from({ length: planned.workers }, () => ({ ...visit, planned: one })) : alone.map((own) => ({ ...visit, planned: one, records: own }))
}

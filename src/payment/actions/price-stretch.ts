import { inTurns } from '../../platform/action/in-turns.ts'
import type { Work } from '../../platform/action/work.ts'
import { visitsToPay } from '../../visits/public.ts'
import type { VisitToPay } from '../../visits/terms.ts'
import { contractFacts, visitKey, type PlacedFacts, type RateAt } from '../rules/provider-lines.ts'
import { addStretch, type RunningWhatIf } from '../rules/what-if/add-stretches.ts'
import { visitsInOrder, type RatedVisit } from '../rules/visits-in-order.ts'
import type { PaidVisit } from '../rules/what-if/paid-visit.ts'
import { listPaidLines } from '../store/paid-line.read.ts'

/** Visits that differ most, kept for each scenario. */
const MOST_DIFFERENT = 20

/** The visits of one provider in one payment period. */
export interface Stretch {
  readonly frameworkId: string
  readonly providerId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly placements: ReadonlyMap<string, PlacedFacts>
  readonly rateAt: RateAt
}

/** Reads a stretch as it stands now, with what was paid for it, and adds it to a what-if. Answers how many visits have no rate. */
export async function priceStretch(work: Work, of: Stretch, so: RunningWhatIf): Promise<number> {
  const scope = { frameworkId: of.frameworkId, providerId: of.providerId, fromOn: of.fromOn.toString(), toOn: of.toOn.toString(), withDetails: true }
  const visits = await visitsToPay(work, scope)
  const paid = await paidOf(work, of.providerId, visits)
  let withoutRate = 0
  const rated = visits.flatMap((visit): (RatedVisit & { readonly placed: PlacedFacts })[] => {
    const placed = visit.placementId === null ? undefined : of.placements.get(visit.placementId)
    if (visit.placementId === null || placed === undefined) return []
    const on = Temporal.PlainDate.from(visit.visitOn)
    const agreed = placed.priceOn === undefined ? placed.agreedPencePerHour : placed.priceOn(on)
    const rate = agreed === null ? of.rateAt({ ...placed, on, startMinute: visit.startMinute }) : undefined
    if (rate?.ok === false) {
      withoutRate += 1
      return []
    }
    return [{ visit, placementId: visit.placementId, placed, pencePerHour: rate?.value.pencePerHour ?? agreed ?? 0, contract: contractFacts(placed, visit, on), weekPence: placed.weekPenceOn?.(on) ?? null }]
  })
  const ordered = visitsInOrder(rated, visits)
  const priced = rated.flatMap(({ visit, placed }, at): PaidVisit[] => {
    const place = { provider: visit.providerId, zone: placed.zoneId, serviceLine: placed.serviceLine, month: visit.visitOn.slice(0, 7) }
    return ordered[at] === undefined ? [] : [{ ...ordered[at], visitOn: visit.visitOn, place, paid: paid.get(visitKey(visit)) ?? { minutes: 0, pence: 0, payLineId: null } }]
  })
  await inTurns(addStretch(so, priced, MOST_DIFFERENT))
  return withoutRate
}

async function paidOf(work: Work, providerId: string, visits: readonly VisitToPay[]): Promise<Map<string, PaidVisit['paid']>> {
  const lines = await listPaidLines(work.tx, providerId, {
    plannedVisitIds: visits.flatMap((visit) => visit.plannedVisitId ?? []),
    references: visits.flatMap((visit) => (visit.plannedVisitId === null ? (visit.visitReference ?? []) : [])),
  })
  const paid = new Map<string, PaidVisit['paid']>()
  // Lines come in the order in which they were made, so the last one holds the trace of what is paid now.
  for (const line of lines) {
    const so = paid.get(visitKey(line))
    paid.set(visitKey(line), { minutes: (so?.minutes ?? 0) + line.payableMinutes, pence: (so?.pence ?? 0) + line.pence, payLineId: line.id })
  }
  return paid
}

import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { VisitToPay } from '../../visits/terms.ts'
import type { VisitFacts } from '../terms/priced-visit.ts'
import { dayNumber, weekNumber } from './day-number.ts'
import type { RecordInOrder, VisitInOrder } from './price-in-order.ts'

/** A visit to pay, its placement and the rate of its day. */
export interface RatedVisit {
  readonly visit: VisitToPay
  readonly placementId: string
  readonly pencePerHour: Pence
  readonly contract?: ContractFacts
  /** What the package's week comes to, where a price for the week is agreed. */
  readonly weekPence?: Pence | null
}

/** What of a visit's price its contract decides, beside the rate. */
export type ContractFacts = Pick<VisitFacts, 'subcontracted' | 'start' | 'distanceMetres'>

/** What pricing looks at of a visit to pay. */
export function factsOf({ visit, pencePerHour, contract }: Pick<RatedVisit, 'visit' | 'pencePerHour' | 'contract'>): VisitFacts & { readonly records: readonly RecordInOrder[] } {
  const planned = visit.plannedMinutes === null ? null : { minutes: visit.plannedMinutes, workers: visit.plannedWorkers ?? 1 }
  return { planned, records: visit.records, retained: visit.retained, respite: visit.respite, holiday: visit.holiday, death: visit.death, pencePerHour, ...contract, ...(visit.blockedBy && { blockedBy: visit.blockedBy }), ...(visit.agreed && { agreed: visit.agreed }) }
}

/**
 * Visits to pay as pricing takes them where rules look across visits, in the order given: for a payment run and for a what-if alike.
 * A week's order is what was planned of it in `all`, the visits of the same provider and periods.
 */
export function visitsInOrder(rated: readonly RatedVisit[], all: readonly VisitToPay[]): (VisitInOrder & { readonly provider: string })[] {
  const days = new Map<string, number>()
  const dayOf = ({ visitOn }: VisitToPay): number => {
    const day = days.get(visitOn) ?? dayNumber(Temporal.PlainDate.from(visitOn))
    days.set(visitOn, day)
    return day
  }
  const orders = new Map<string, Minutes>()
  const weekOf = (visit: VisitToPay): string => `${visit.placementId ?? ''} ${String(weekNumber(dayOf(visit)))}`
  for (const visit of all) orders.set(weekOf(visit), (orders.get(weekOf(visit)) ?? 0) + (visit.agreed?.minutes ?? visit.plannedMinutes ?? 0) * (visit.plannedWorkers ?? 1))
  return rated.map((each) => ({
    ...factsOf(each),
    // Numbers are filled up, so that they are in order as texts.
    key: each.visit.plannedVisitId === null ? `r${each.visit.visitReference ?? ''}` : `p${String(each.visit.plannedVisitId).padStart(16, '0')}`,
    provider: each.visit.providerId,
    placementId: each.placementId,
    day: dayOf(each.visit),
    startsAtMinute: each.visit.startMinute ?? 0,
    orderMinutes: orders.get(weekOf(each.visit)) ?? 0,
    weekPence: each.weekPence ?? null,
  }))
}

import type { Minutes, Pence } from '../../../kernel/amounts.ts'
import type { VisitToPay } from '../../../visits/terms.ts'
import { priceTotals, type PricePlace } from '../price-totals.ts'
import { visitKey } from '../provider-lines.ts'
import type { ScenarioResult, WhatIfVisit } from './what-if.ts'

/** A visit with what was paid for it, every adjustment included, and where it is counted. */
export interface PaidVisit extends WhatIfVisit {
  readonly visitOn: string
  readonly place: PricePlace
  readonly paid: { readonly minutes: Minutes; readonly pence: Pence; readonly payLineId: number | null }
}

/** What is known of a visit beside its record. */
interface KnownOfVisit {
  readonly zoneId: string
  readonly serviceLine: string
  readonly pencePerHour: Pence
  readonly orderMinutes: Minutes
  readonly paid: PaidVisit['paid']
}

const FIRST_DAY = Temporal.PlainDate.from('1970-01-01')

export function dayNumber(on: string): number {
  return FIRST_DAY.until(Temporal.PlainDate.from(on), { largestUnit: 'days' }).days
}

/** A visit to pay as pricing takes it. */
export function paidVisit(visit: VisitToPay, placementId: string, known: KnownOfVisit): PaidVisit {
  const day = dayNumber(visit.visitOn)
  return {
    // Numbers are filled up, so that they are in order as texts: visits that start together count as they do when they are paid.
    key: visit.plannedVisitId === null ? visitKey(visit) : `p${String(visit.plannedVisitId).padStart(16, '0')}`,
    provider: visit.providerId,
    placementId,
    day,
    startsAtMinute: visit.startMinute ?? 0,
    planned: visit.plannedMinutes === null ? null : { minutes: visit.plannedMinutes, workers: visit.plannedWorkers ?? 1 },
    records: visit.records,
    retained: visit.retained,
    respite: visit.respite,
    holiday: visit.holiday,
    pencePerHour: known.pencePerHour,
    orderMinutes: known.orderMinutes,
    weekPence: null,
    visitOn: visit.visitOn,
    place: { provider: visit.providerId, zone: known.zoneId, serviceLine: known.serviceLine, month: visit.visitOn.slice(0, 7) },
    paid: known.paid,
  }
}

/** What was paid, as a result that others are held against. Its traces stand with the lines that were paid. */
export function asPaid(visits: readonly PaidVisit[]): ScenarioResult {
  const paidOf = (place: number): { readonly payableMinutes: Minutes; readonly pence: Pence } => ({ payableMinutes: visits[place]?.paid.minutes ?? 0, pence: visits[place]?.paid.pence ?? 0 })
  return {
    name: 'What was paid',
    totals: priceTotals(visits.map((visit) => ({ visits: 1, payableMinutes: visit.paid.minutes, pence: visit.paid.pence, place: visit.place }))),
    path: { by: 'visit' },
    priceOf: paidOf,
    explain: (place) => ({ ...paidOf(place), countedMinutes: 0, recordedMinutes: 0, trace: [] }),
  }
}

import type { Minutes, Pence } from '../../../kernel/amounts.ts'
import { priceTotals, type PricePlace } from '../price-totals.ts'
import type { ScenarioResult, WhatIfVisit } from './what-if.ts'

/** A visit with what was paid for it, every adjustment included, and where it is counted. */
export interface PaidVisit extends WhatIfVisit {
  readonly visitOn: string
  readonly place: PricePlace
  readonly paid: { readonly minutes: Minutes; readonly pence: Pence; readonly payLineId: number | null }
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

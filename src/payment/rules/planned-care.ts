import { nhsPence } from '../../care/terms/funding.ts'
import type { Pence } from '../../kernel/amounts.ts'
import type { VisitToPay } from '../../visits/terms.ts'
import type { PlannedCare } from './contribution-refund.ts'
import { recordedMinutes, visitOutcome } from './visit-outcome.ts'

/**
 * What a visit says of the care that was planned: its minutes over all care workers, those given, why not, and what the council would bear of it as planned. A visit
 * held while the person is away counts as planned. Delivered without times counts as given in full. Undefined when nothing was planned.
 */
export function plannedCare(visit: VisitToPay, of: { readonly pencePerHour: Pence; readonly nhsPercent: number }): PlannedCare | undefined {
  const held = visit.retained ?? visit.respite ?? visit.holiday
  const minutes = held?.minutes ?? visit.plannedMinutes
  if (minutes === null || minutes === 0) return undefined
  const plannedMinutes = minutes * (held?.workers ?? visit.plannedWorkers ?? 1)
  const found = visitOutcome(visit)
  const outcome = visit.holiday !== undefined ? 'holiday' : found === 'withdrawn' || found === 'fee' ? 'no-record' : found
  const cost = Math.floor((plannedMinutes * of.pencePerHour * 2 + 60) / 120)
  return { on: visit.visitOn, outcome, plannedMinutes, givenMinutes: outcome === 'delivered' ? (recordedMinutes(visit) ?? plannedMinutes) : 0, costPence: cost - nhsPence(cost, of.nhsPercent) }
}

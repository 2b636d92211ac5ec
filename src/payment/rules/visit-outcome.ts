import type { Minutes } from '../../kernel/amounts.ts'
import type { VisitToPay } from '../../visits/terms.ts'
import type { LineOutcome } from '../terms/statement.ts'

/** The one outcome by which a visit's line is listed: delivered when anybody delivered it, else what its first record says; hospital or respite when it was held while the person was there, cancelled on a holiday. */
export function visitOutcome(visit: Pick<VisitToPay, 'records' | 'plannedVisitId' | 'plannedMinutes' | 'retained' | 'respite' | 'holiday'>): LineOutcome {
  if (visit.retained !== undefined) return 'hospital'
  if (visit.respite !== undefined) return 'respite'
  if (visit.holiday !== undefined) return 'cancelled'
  const [first] = visit.records
  if (first === undefined) return visit.plannedVisitId !== null && visit.plannedMinutes !== null ? 'no-record' : 'withdrawn'
  return visit.records.some((record) => record.outcome === 'delivered') ? 'delivered' : first.outcome
}

/** Recorded minutes of all care workers together; null when no record gives any. */
export function recordedMinutes(visit: Pick<VisitToPay, 'records'>): Minutes | null {
  let sum: Minutes | null = null
  for (const { actualMinutes } of visit.records) if (actualMinutes !== null && actualMinutes >= 0) sum = (sum ?? 0) + actualMinutes
  return sum
}

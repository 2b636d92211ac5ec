import type { Minutes } from '../../kernel/amounts.ts'
import type { VisitToPay } from '../../visits/terms.ts'
import type { LineOutcome } from '../terms/statement.ts'
import type { LostReason } from './block-use.ts'
import { visitKey } from './provider-lines.ts'
import { recordedMinutes, visitOutcome } from './visit-outcome.ts'

const LOST: Readonly<Record<LineOutcome, LostReason>> = { delivered: 'shorter', missed: 'missed', cancelled: 'cancelled', 'not-required': 'cancelled', 'no-access': 'not-let-in', refused: 'not-let-in', hospital: 'hospital', respite: 'away', 'no-record': 'no-record', withdrawn: 'cancelled', fee: 'cancelled' }

/** A visit as the use of a block counts it: minutes paid for it, or while it is not paid those recorded where it was delivered; and why others of its plan were lost. */
export function blockVisit(visit: VisitToPay, paidMinutes: ReadonlyMap<string, Minutes>): { readonly visitOn: string; readonly plannedMinutes: Minutes; readonly countedMinutes: Minutes; readonly lost: LostReason } {
  const held = visit.retained ?? visit.respite ?? visit.holiday
  const outcome = visitOutcome(visit)
  return {
    visitOn: visit.visitOn,
    plannedMinutes: held === undefined ? (visit.plannedMinutes ?? 0) * (visit.plannedWorkers ?? 1) : held.minutes * held.workers,
    countedMinutes: paidMinutes.get(visitKey(visit)) ?? (outcome === 'delivered' ? (recordedMinutes(visit) ?? 0) : 0),
    lost: visit.holiday === undefined ? LOST[outcome] : 'away',
  }
}

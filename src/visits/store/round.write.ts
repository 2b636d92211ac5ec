import type { Tx } from '../../platform/db/handles.ts'
import type { EventDetail } from '../terms/check-in.ts'

/** One change of who goes where at a time for a provider. */
export async function removeSeat(tx: Tx, of: { readonly plannedVisitId: number; readonly seat: 1 | 2 }, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('visits.round_visit').set({ removed_at: at.toString() }).where('planned_visit_id', '=', of.plannedVisitId).where('seat', '=', of.seat).where('removed_at', 'is', null).execute()
}

/** Says who goes to planned visits. */
export async function insertSeats(tx: Tx, seats: readonly { readonly plannedVisitId: number; readonly seat: 1 | 2; readonly workerReference: string }[], of: { readonly providerId: string; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  if (seats.length === 0) return
  await tx
    .insertInto('visits.round_visit')
    .values(seats.map((each) => ({ provider_id: of.providerId, planned_visit_id: each.plannedVisitId, seat: each.seat, worker_reference: each.workerReference, assigned_at: of.at.toString(), assigned_by: of.by })))
    .execute()
}

/** An event on its way into the store. */
export interface NewEvent {
  readonly id: string
  readonly workerReference: string
  readonly plannedVisitId: number
  readonly linkId: string | null
  readonly phoneId: string | null
  readonly detail: EventDetail
  readonly phoneAt: Temporal.Instant | null
  readonly skewSeconds: number
  readonly atSecond: number
}

/** Keeps events that have not come before; answers the ids of those kept now. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[], of: { readonly providerId: string; readonly at: Temporal.Instant; readonly by: string }): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = await tx
    .insertInto('visits.check_in_event')
    .values(
      events.map((event) => ({
        id: event.id,
        provider_id: of.providerId,
        worker_reference: event.workerReference,
        planned_visit_id: event.plannedVisitId,
        link_id: event.linkId,
        phone_id: event.phoneId,
        kind: event.detail.kind,
        detail: JSON.stringify(event.detail),
        phone_at: event.phoneAt?.toString() ?? null,
        skew_seconds: event.skewSeconds,
        at: Temporal.Instant.fromEpochMilliseconds(event.atSecond * 1000).toString(),
        received_at: of.at.toString(),
        received_by: of.by,
      })),
    )
    .onConflict((on) => on.column('id').doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map((row) => row.id))
}

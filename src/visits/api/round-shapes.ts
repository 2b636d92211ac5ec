import { z } from 'zod'
import type { SeenRoundVisit } from '../actions/round-visit.ts'
import type { SeenRounds } from '../actions/rounds.ts'

const instant = z.iso.datetime({ offset: true })
const at = (second: number | undefined): string | null => (second === undefined ? null : Temporal.Instant.fromEpochMilliseconds(second * 1000).toString())

/** A task and what was said of it; `done` is null while nobody has said it. */
export const taskShape = z.object({ task: z.string(), done: z.boolean().nullable(), reason: z.string().nullable() })

/** A day's rounds as JSON. */
export const roundShape = z.object({
  on: z.iso.date(),
  visits: z.array(
    z.object({ plannedVisitId: z.int(), personReference: z.string(), startsAt: instant, minutes: z.int(), places: z.array(z.object({ seat: z.int(), workerReference: z.string().nullable(), state: z.string(), checkedInAt: instant.nullable(), checkedOutAt: instant.nullable() })) }),
  ),
})

export function shownRounds({ on, visits }: SeenRounds): z.output<typeof roundShape> {
  return {
    on: on.toString(),
    visits: visits.map((visit) => ({
      plannedVisitId: visit.plannedVisitId,
      personReference: visit.reference,
      startsAt: at(visit.startSecond) ?? '',
      minutes: visit.minutes,
      places: visit.places.map(({ seat, workerReference, standing }) => ({ seat, workerReference, state: standing.state, checkedInAt: at(standing.checkIn?.atSecond), checkedOutAt: at(standing.checkOut?.atSecond) })),
    })),
  }
}

/** What phones sent of one visit as JSON. */
export const roundVisitShape = z.object({
  plannedVisitId: z.int(),
  visitOn: z.iso.date(),
  personReference: z.string(),
  workers: z.array(
    z.object({ workerReference: z.string(), workerName: z.string(), state: z.string(), events: z.array(z.object({ id: z.uuid(), kind: z.string(), at: instant, phoneAt: instant.nullable(), skewSeconds: z.int(), receivedAt: instant, receivedBy: z.string(), detail: z.unknown() })) }),
  ),
})

export function shownRoundVisit({ visit, reference, workers }: SeenRoundVisit): z.output<typeof roundVisitShape> {
  return {
    plannedVisitId: visit.id,
    visitOn: visit.visitOn,
    personReference: reference,
    workers: workers.map(({ workerReference, workerName, standing, events }) => ({
      workerReference,
      workerName,
      state: standing.state,
      events: events.map((event) => ({ id: event.id, kind: event.detail.kind, at: at(event.atSecond) ?? '', phoneAt: event.phoneAt?.toString() ?? null, skewSeconds: event.skewSeconds, receivedAt: event.receivedAt.toString(), receivedBy: event.receivedBy, detail: event.detail })),
    })),
  }
}

import { waitingCause, type WaitingCause } from '../../kernel/waiting-cause.ts'
import type { SearchEvent, WaitRecord } from '../terms/awaiting-series.ts'

/** Why a package waited at an instant, from what had happened in its searches by then. The newest search decides, as on the board. */
export function causeAt(record: Pick<WaitRecord, 'zoneId' | 'events'>, before: Temporal.Instant): WaitingCause {
  const past = record.events.filter((event) => Temporal.Instant.compare(event.happenedAt, before) < 0)
  const newest = past.findLast((event) => event.kind === 'opened')
  if (newest === undefined) return waitingCause(record.zoneId, null)
  const own = past.filter((event) => event.callOffId === newest.callOffId)
  const closed = own.find((event) => event.kind === 'closed')
  return waitingCause(record.zoneId, {
    isOpen: closed === undefined,
    isWithdrawn: closed?.detail === 'withdrawn',
    asked: own.filter((event) => event.kind === 'asked').length,
    declines: detailsOf(own, 'declined'),
    leftOut: detailsOf(own, 'left-out'),
  })
}

function detailsOf(events: readonly SearchEvent[], kind: SearchEvent['kind']): string[] {
  return events.flatMap((event) => (event.kind === kind && event.detail !== null ? [event.detail] : []))
}

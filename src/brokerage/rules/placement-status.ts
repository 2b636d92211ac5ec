export type PlacementStatus = 'to-start' | 'current' | 'ended'
export const PLACEMENT_STATUS_NAMES: Readonly<Record<PlacementStatus, string>> = { 'to-start': 'To start', current: 'Current', ended: 'Ended' }

/** Where a placement stands on a date, from its first and last day of care alone. On its last day it is still current. */
export function placementStatus(placement: { readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null }, on: Temporal.PlainDate): PlacementStatus {
  if (placement.endsOn !== null && Temporal.PlainDate.compare(placement.endsOn, on) < 0) return 'ended'
  return Temporal.PlainDate.compare(placement.startsOn, on) > 0 ? 'to-start' : 'current'
}

import type { Tx } from '../../platform/db/handles.ts'
import type { Placement, PlacementEndReason } from '../terms.ts'

/** Places a package, by the offer that was accepted or by succession; answers false when it is already placed, with whomever. */
export async function insertPlacement(tx: Tx, placement: Omit<Placement, 'endsOn'> & ({ readonly offerId: string } | { readonly successionId: string })): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.placement')
    .values({
      id: placement.id,
      package_id: placement.packageId,
      person_id: placement.personId,
      provider_id: placement.providerId,
      offer_id: 'offerId' in placement ? placement.offerId : null,
      succession_id: 'successionId' in placement ? placement.successionId : null,
      framework_id: placement.frameworkId,
      zone_id: placement.zoneId,
      service_line: placement.serviceLine,
      tier: placement.tier,
      starts_on: placement.startsOn.toString(),
      pence_per_hour: placement.pencePerHour,
      agreed_pence_per_hour: placement.agreedPencePerHour,
      placed_at: placement.placedAt.toString(),
    })
    .onConflict((conflict) => conflict.constraint('placement_once_per_package').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends a placement; answers false when it already has an end. */
export async function insertPlacementEnd(tx: Tx, end: { placementId: string; providerId: string; endsOn: Temporal.PlainDate; reason: PlacementEndReason; recordedAt: Temporal.Instant; recordedBy: string }): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.placement_end')
    .values({ placement_id: end.placementId, provider_id: end.providerId, ends_on: end.endsOn.toString(), reason: end.reason, recorded_at: end.recordedAt.toString(), recorded_by: end.recordedBy })
    .onConflict((conflict) => conflict.constraint('placement_end_pk').doNothing())
    .returning('placement_id')
    .executeTakeFirst()
  return row !== undefined
}

import type { Tx } from '../../platform/db/handles.ts'
import type { Subcontract } from '../terms/subcontract.ts'

interface Recorded {
  readonly at: Temporal.Instant
  readonly by: string
}

/** Keeps hours passed on. */
export async function insertSubcontract(tx: Tx, subcontract: Subcontract, recorded: Recorded): Promise<void> {
  await tx
    .insertInto('brokerage.subcontract')
    .values({
      id: subcontract.id,
      placement_id: subcontract.placementId,
      provider_id: subcontract.providerId,
      subcontractor_id: subcontract.subcontractorId,
      from_on: subcontract.fromOn.toString(),
      to_on: subcontract.toOn?.toString() ?? null,
      weekly_minutes: subcontract.weeklyMinutes,
      pence_per_hour: subcontract.pencePerHour,
      recorded_at: recorded.at.toString(),
      recorded_by: recorded.by,
    })
    .execute()
}

/** Ends a subcontract; answers false when it was ended before. */
export async function insertSubcontractEnd(tx: Tx, end: { readonly subcontract: Subcontract; readonly endsOn: Temporal.PlainDate; readonly reason: string }, recorded: Recorded): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.subcontract_end')
    .values({ subcontract_id: end.subcontract.id, provider_id: end.subcontract.providerId, ends_on: end.endsOn.toString(), reason: end.reason, recorded_at: recorded.at.toString(), recorded_by: recorded.by })
    .onConflict((conflict) => conflict.constraint('subcontract_end_pk').doNothing())
    .returning('subcontract_id')
    .executeTakeFirst()
  return row !== undefined
}

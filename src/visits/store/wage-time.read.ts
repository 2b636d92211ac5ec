import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { RecordedTime } from '../terms/recorded-time.ts'

/** Time of a provider's current records of visits made, between two dates. A provider's role sees its own. */
export async function sumRecordedTime(tx: Tx, of: { readonly providerId: string; readonly fromOn: string; readonly toOn: string }): Promise<RecordedTime> {
  const { rows } = await sql<{ visits: number; without_length: number; without_travel: number; contact: number; travel: number; miles: number }>`
    select count(*)::int as visits,
      count(*) filter (where coalesce(adjusted_minutes, actual_minutes) is null)::int as without_length,
      count(*) filter (where travel_minutes is null and travel_mile_hundredths is null)::int as without_travel,
      coalesce(sum(coalesce(adjusted_minutes, actual_minutes)), 0)::int as contact,
      coalesce(sum(travel_minutes), 0)::int as travel,
      coalesce(sum(travel_mile_hundredths) filter (where travel_minutes is null), 0)::int as miles
    from visits.visit_record
    where provider_id = ${of.providerId} and visit_on between ${of.fromOn} and ${of.toOn} and superseded_by is null and placement_id is not null and outcome = 'delivered'`.execute(tx)
  const [row] = rows
  return { visits: row?.visits ?? 0, withoutLength: row?.without_length ?? 0, withoutTravel: row?.without_travel ?? 0, contactMinutes: row?.contact ?? 0, travelMinutes: row?.travel ?? 0, mileHundredths: row?.miles ?? 0 }
}

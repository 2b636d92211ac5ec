import type { Tx } from '../../platform/db/handles.ts'
import type { TimeBand } from '../terms/time-band.ts'

/** Keeps time bands that hold from now on; those before stay on record. */
export async function insertTimeBands(tx: Tx, bands: readonly TimeBand[], at: Temporal.Instant, by: string): Promise<void> {
  await tx.insertInto('care.time_band_set').values({ bands: JSON.stringify(bands), set_at: at.toString(), set_by: by }).execute()
}

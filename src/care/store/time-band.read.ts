import type { Tx } from '../../platform/db/handles.ts'
import { FIRST_TIME_BANDS, timeBands, type TimeBand } from '../terms/time-band.ts'

/** The council's time bands as they were set last, in the order of the day; ours when none were. */
export async function listTimeBands(tx: Tx): Promise<readonly TimeBand[]> {
  const row = await tx.selectFrom('care.time_band_set').select('bands').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? FIRST_TIME_BANDS : timeBands.parse(row.bands)
}

import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'

/** A named part of the day in which a visit may start. Minutes count from midnight on the clock in London. */
export const timeBand = z
  .object({
    name: z.string().trim().min(1, 'Enter the name of the band').max(20, 'The name must be 20 characters or fewer'),
    earliestMinute: z.int().min(0).max(1439),
    latestMinute: z.int().min(0).max(1439),
  })
  .refine((band) => band.latestMinute > band.earliestMinute, { message: 'The latest start must be after the earliest start', path: ['latestMinute'] })
export type TimeBand = z.output<typeof timeBand>

/** The bands of a council, in the order of the day. */
export const timeBands = z.array(timeBand).min(1).max(8)

/** What holds until a council sets bands of its own. The times are ours: a council puts those of its contract here. */
export const FIRST_TIME_BANDS: readonly TimeBand[] = [
  { name: 'Morning', earliestMinute: 420, latestMinute: 600 },
  { name: 'Lunch', earliestMinute: 690, latestMinute: 810 },
  { name: 'Tea', earliestMinute: 960, latestMinute: 1080 },
  { name: 'Bed', earliestMinute: 1170, latestMinute: 1290 },
]

export const SEE_TIME_BANDS: Permission = { name: 'care.see-time-bands', words: 'see the parts of the day in which visits are asked for', roles: ['broker', 'commissioner', 'practitioner', 'provider-coordinator'] }
export const SET_TIME_BANDS: Permission = { name: 'care.set-time-bands', words: 'set the parts of the day in which visits are asked for', roles: ['commissioner'] }

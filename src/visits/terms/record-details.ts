import { z } from 'zod'

/** How care workers log in and out; an app finds the place by satellite. */
export const CHECK_METHODS = ['app', 'tag', 'telephone', 'fob', 'manual'] as const
export type CheckMethod = (typeof CHECK_METHODS)[number]

/** How much of a visit was shown to take place at the home: no call, one, or both. */
export const VERIFICATIONS = ['none', 'location', 'full'] as const

/** How a care worker came to a visit. A lift is somebody else's car. */
export const TRAVEL_MODES = ['walk', 'cycle', 'car', 'electric-car', 'motorcycle', 'public-transport', 'lift', 'other'] as const

/** One call: a care worker logging in or out. A visit may have more than one of each. Seconds since 1970. */
const recordCall = z.object({
  reference: z.string().nullable(),
  kind: z.enum(['in', 'out']),
  atSecond: z.int(),
  method: z.enum(CHECK_METHODS),
  metres: z.int().nullable(),
})
export type RecordCall = z.output<typeof recordCall>

/** One change that somebody made to a record before it was sent. */
const recordChange = z.object({
  sequence: z.int(),
  by: z.string(),
  atSecond: z.int(),
  reasonCode: z.string(),
  note: z.string().nullable(),
})
export type RecordChange = z.output<typeof recordChange>

/**
 * What only some systems send of a visit, beside what every record has. Held apart so that a record without any of it costs nothing.
 * Times are seconds since 1970, distances metres, miles hundredths of a mile.
 */
export const recordDetails = z.object({
  rosteredMinutes: z.int().nullable(),
  adjustedStartSecond: z.int().nullable(),
  adjustedEndSecond: z.int().nullable(),
  adjustedMinutes: z.int().nullable(),
  adjustedBy: z.string().nullable(),
  adjustedAtSecond: z.int().nullable(),
  reasonCode: z.string().nullable(),
  reasonNote: z.string().nullable(),
  checkInMetres: z.int().nullable(),
  checkOutMetres: z.int().nullable(),
  verification: z.enum(VERIFICATIONS).nullable(),
  travelMinutes: z.int().nullable(),
  travelMileHundredths: z.int().nullable(),
  travelMode: z.enum(TRAVEL_MODES).nullable(),
  calls: z.array(recordCall).nullable(),
  changes: z.array(recordChange).nullable(),
})
export type RecordDetails = z.output<typeof recordDetails>

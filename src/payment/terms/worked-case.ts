import { z } from 'zod'
import { URGENCIES } from '../../care/terms.ts'
import { OUTCOMES } from '../../visits/terms.ts'

const minutes = z.int().min(0).max(10_080)
const held = z.strictObject({ minutes, workers: z.int().min(1).max(9), day: z.int().min(1).max(366) })

const caseRecord = z.strictObject({
  outcome: z.enum(OUTCOMES),
  actualMinutes: minutes.nullable().default(null),
  noticeHours: z.int().min(0).max(9999).nullable().default(null),
  secondWorker: z.boolean().default(false),
  claimedMinutes: minutes.optional(),
  startMinute: z.int().min(0).max(2880).optional(),
  endMinute: z.int().min(0).max(2880).optional(),
  isManual: z.boolean().optional(),
  daysToSend: z.int().min(0).max(3660).optional(),
  overlapMinutes: minutes.optional(),
})

/** A visit as a worked case tells it, with all that `priceVisit` may ask. What other visits have to do with it stands in `across`. */
const caseVisit = z.strictObject({
  planned: z.strictObject({ minutes: z.int().min(1).max(1440), workers: z.int().min(1).max(9) }).nullable(),
  records: z.array(caseRecord).max(9),
  pencePerHour: z.int().min(0).max(100_000),
  retained: held.optional(),
  respite: held.optional(),
  death: held.optional(),
  holiday: z.strictObject({ minutes, workers: z.int().min(1).max(9), noticeHours: z.int().min(0).max(9999) }).optional(),
  subcontracted: z.boolean().optional(),
  distanceMetres: z.int().min(0).max(1_000_000).optional(),
  start: z.strictObject({ on: z.iso.date(), days: z.int().min(0).max(3660), urgency: z.enum(URGENCIES) }).optional(),
  across: z
    .strictObject({
      recordedBefore: z.strictObject({ day: minutes, week: minutes }),
      week: z.strictObject({ orderMinutes: minutes, paidBefore: minutes }),
      manual: z.strictObject({ records: z.int().min(0), of: z.int().min(0) }),
      packageWeek: z.strictObject({ pence: z.int().min(0), minutes, before: minutes }).optional(),
    })
    .optional(),
})

/** A worked case of a rule set: a visit, and the minutes and pence that it must pay before the rules may be adopted. */
export const workedCase = z.strictObject({
  name: z.string().trim().min(1).max(120),
  visit: caseVisit,
  minutes,
  pence: z.int().min(0).max(10_000_000),
})
export type WorkedCase = z.infer<typeof workedCase>

/** The worked cases of a rule set. */
export const workedCases = z.array(workedCase).max(100)

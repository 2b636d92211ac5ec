import { z } from 'zod'
import { OUTCOMES } from '../terms.ts'
import { CHECK_METHODS, TRAVEL_MODES, VERIFICATIONS } from '../terms/record-details.ts'

const about = <T extends z.ZodType>(schema: T, description: string, meta: Record<string, unknown> = {}): T => schema.meta({ description, ...meta })
const text = (description: string, meta: Record<string, unknown> = {}) => about(z.string(), description, meta)
const optionalText = (description: string, meta: Record<string, unknown> = {}) => text(description, meta).nullish()
const optionalNumber = (description: string, meta: Record<string, unknown> = {}) => about(z.number(), description, { minimum: 0, ...meta }).nullish()
const check = 'a clock time 07:31, or a date and time with an offset if you like'

/** A call of a visit, as JSON. */
const callJson = z.object({
  reference: optionalText('your reference of the call', { maxLength: 100 }),
  kind: about(z.enum(['in', 'out']), 'a log-in or a log-out'),
  at: text('when: a date and time, with its offset', { format: 'date-time' }),
  method: about(z.enum(CHECK_METHODS), 'how the care worker called'),
  metres: about(z.int().min(0), 'distance from the person’s home').nullish(),
})

/** A change that somebody made to a visit before it was sent, as JSON. */
const changeJson = z.object({
  sequence: about(z.int().min(0), 'which change of the visit it is; later changes have higher numbers'),
  by: text('who made it, as you name that person', { maxLength: 100 }),
  at: text('when: a date and time, with its offset', { format: 'date-time' }),
  reason_code: text('why: a code of the list of reason codes', { maxLength: 40 }),
  note: optionalText('the reason in words; needed for "other"', { maxLength: 500 }),
})

/** One care worker's visit as JSON: the columns of our CSV under the same names, and the calls and changes that CSV has no room for. */
export const visitJson = z.object({
  visit_reference: text('your reference of this care worker’s visit; the same in every correction', { maxLength: 100 }),
  sequence: about(z.int().min(0), 'raise it with each correction; 1 when left out').nullish(),
  person_reference: text('the reference that Tendwell shows you', { maxLength: 50 }),
  visit_date: text('the date on which the visit was due', { format: 'date' }),
  planned_visit: about(z.int().min(1), 'Tendwell’s number of the planned visit').nullish(),
  planned_start: optionalText('the start that you had rostered, 07:30'),
  planned_minutes: optionalNumber('the length that you had rostered', { maximum: 1500 }),
  worker_reference: optionalText('your reference of the care worker', { maxLength: 50 }),
  second_worker: about(z.boolean(), 'true for the second of two care workers').nullish(),
  check_in: optionalText(`log-in: ${check}; the earliest call when left out`),
  check_in_method: optionalText('how the care worker logged in', { enum: CHECK_METHODS }),
  check_in_metres: optionalNumber('distance of the log-in from the home'),
  check_out: optionalText(`log-out: ${check}; the latest call when left out`),
  check_out_method: optionalText('how the care worker logged out', { enum: CHECK_METHODS }),
  check_out_metres: optionalNumber('distance of the log-out from the home'),
  verification: optionalText('how many calls were shown to be made at the home: none, one or both', { enum: VERIFICATIONS }),
  outcome: text('what came of the visit', { enum: OUTCOMES }),
  notice_hours: optionalNumber('whole hours of notice of a cancellation; 0 is none', { maximum: 8784 }),
  claimed_start: optionalText('the start that you claim, 07:30'),
  claimed_minutes: optionalNumber('the minutes that you claim', { maximum: 1500 }),
  adjusted_in: optionalText(`the start as corrected after the calls: ${check}`),
  adjusted_out: optionalText('the end as corrected after the calls'),
  adjusted_by: optionalText('who corrected them', { maxLength: 100 }),
  adjusted_at: optionalText('when they were corrected', { format: 'date-time' }),
  reason_code: optionalText('why the visit was not made, or not recorded, as planned; needed with adjusted times', { maxLength: 40 }),
  reason_note: optionalText('the reason in words; needed for "other"', { maxLength: 500 }),
  travel_minutes: optionalNumber('minutes of travel to the visit', { maximum: 1500 }),
  travel_miles: optionalNumber('miles travelled to the visit, to two decimals', { maximum: 1000 }),
  travel_mode: optionalText('how the care worker came', { enum: TRAVEL_MODES }),
  calls: z.array(callJson).max(20).meta({ description: 'every call of the visit' }).nullish(),
  changes: z.array(changeJson).max(50).meta({ description: 'every change made to the visit, with its reason' }).nullish(),
})
export type VisitJson = z.output<typeof visitJson>

/** A file of visits as JSON. Each visit is judged by itself, so that one bad visit does not cost the others. */
export const visitJsonFile = z.object({
  layout: about(z.literal('tendwell-visits'), 'names this layout'),
  version: about(z.literal(1), 'its version'),
  file_reference: optionalText('your reference of the file', { maxLength: 100 }),
  visits: z.array(visitJson).meta({ description: 'one object for each care worker at each visit' }),
})

/** The JSON Schema of a file: docs/files/visit-records.schema.json. */
export function visitJsonSchema(): object {
  return { ...z.toJSONSchema(visitJsonFile, { io: 'input' }), title: 'Tendwell visit records, version 1' }
}

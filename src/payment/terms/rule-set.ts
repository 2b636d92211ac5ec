import { z } from 'zod'
import { URGENCIES } from '../../care/terms.ts'
import type { WorkedCase } from './worked-case.ts'

/** What a fixed outcome pays for one care worker: nothing, or the planned minutes. */
export const fixedPay = z.enum(['pay-nothing', 'pay-planned'])
export type FixedPay = z.infer<typeof fixedPay>

const noLimit = z.strictObject({ kind: z.literal('none') })

/** Minutes either side of the plan inside which the planned minutes are paid; the edge itself is inside. */
const tolerance = z.discriminatedUnion('kind', [
  noLimit,
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(0).max(240) }),
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(0).max(100) }),
])

/** How far above the plan a visit may count. A percentage is cut down to whole minutes. */
const capOverPlan = z.discriminatedUnion('kind', [
  noLimit,
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(0).max(1440) }),
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(0).max(1000) }),
])

/** What a delivered visit recorded as shorter than `minutes` pays: nothing, or as if it had lasted `minutes`. */
const minimum = z.discriminatedUnion('kind', [
  noLimit,
  z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1).max(240), below: z.enum(['pay-nothing', 'pay-minimum']) }),
])

/**
 * What a cancelled visit pays. By notice: `enough` when the notice reached `enoughNoticeHours`,
 * `short` when it did not, `unknown` when the record does not say.
 */
const cancelled = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pay-nothing') }),
  z.strictObject({ kind: z.literal('pay-planned') }),
  z.strictObject({
    kind: z.literal('by-notice'),
    enoughNoticeHours: z.int().min(1).max(720),
    enough: fixedPay,
    short: fixedPay,
    unknown: fixedPay,
  }),
])

const percent = (min: number) => z.int().min(min).max(100)

/** Rounding of recorded time. `threshold` rounds up from `upFromMinutes` over a multiple and down below. A unit of 1 pays to the minute. */
const rounding = z
  .strictObject({
    unitMinutes: z.literal([1, 5, 10, 15, 30]),
    mode: z.enum(['nearest', 'up', 'down', 'threshold']),
    upFromMinutes: z.int().min(1).max(29).optional(),
    /** What is rounded: each care worker's time at a visit, the clock times in and out, or the time of a person's day or week. */
    of: z.enum(['visit', 'start-and-end', 'day', 'week']),
  })
  .refine((value) => (value.mode === 'threshold') === (value.upFromMinutes !== undefined), { path: ['upFromMinutes'], message: 'is given with the mode threshold, and only with it' })
  .refine((value) => value.upFromMinutes === undefined || value.upFromMinutes < value.unitMinutes, { path: ['upFromMinutes'], message: 'must be less than unitMinutes' })

/** Lists that are looked up by the largest value that is reached: each value once, in rising order. */
const rising = <T extends z.ZodType>(item: T, valueOf: (one: z.output<T>) => number) =>
  z
    .array(item)
    .min(1)
    .max(50)
    .refine((list) => list.every((one, at) => at === 0 || valueOf(one) > valueOf(list[at - 1] ?? one)), { message: 'must be in rising order, each value once' })

/** Recorded time in bands: from `fromMinutes` on a visit pays `payMinutes`; from `byTheMinuteFrom` on, what was recorded (null: the last band has no end). */
const bands = z.strictObject({
  bands: rising(z.strictObject({ fromMinutes: z.int().min(1).max(1440), payMinutes: z.int().min(0).max(1440) }), (band) => band.fromMinutes),
  byTheMinuteFrom: z.int().min(1).max(1440).nullable(),
})

const isoDay = z.iso.date()

/**
 * A payment rule set, layout 1: the settings with which `priceVisit` turns a planned and an actual
 * visit into payable minutes and pence. A setting that is not known is refused, never passed over.
 * No setting has a default: each value comes from the council's own contract, named in `source`. What a contract may do
 * without is optional: left out, there is no such rule.
 */
export const ruleSetDocument = z
  .strictObject({
  layout: z.literal(1),
  name: z.string().trim().min(1).max(120),
  /** The contract clause, decision or report that the values come from. */
  source: z.string().trim().min(1).max(1000),
  /** The minutes that count for a delivered visit. */
  basis: z.enum(['planned', 'actual', 'lesser', 'claimed', 'banded']),
  rounding,
  tolerance,
  capOverPlan,
  minimum,
  missed: z.literal('pay-nothing'),
  cancelled,
  noAccess: fixedPay,
  refused: fixedPay,
  hospital: fixedPay,
  notRequired: fixedPay,
  /** A planned visit for which no record came at all. */
  noRecord: fixedPay,
  /** A planned care worker with no record, where another's record of the same visit came. */
  missingWorker: fixedPay,
  /** A visit recorded as delivered, whose time in or out is not known. Not asked when the basis is planned. */
  noTime: fixedPay,
  /** A delivered visit that nobody planned. */
  unplanned: z.enum(['pay-nothing', 'pay-actual']),
  /** Care workers who came beyond the number planned. */
  secondWorker: z.enum(['pay-each', 'pay-planned-only']),
  /** What holding a place pays while the person is in hospital: a share of the planned time, for the first days of a stay. Left out, nothing. */
  retainer: z.strictObject({ days: z.int().min(1).max(90), percent: percent(1) }).optional(),
  /** The same after the person's death, for visits that stood in the plan. */
  death: z.strictObject({ days: z.int().min(1).max(90), percent: percent(1) }).optional(),
  /** The bands of the basis `banded`. */
  bands: bands.optional(),
  /** A care worker recorded at two visits at once is paid for the time once, at the visit that began first. */
  overlap: z.literal('pay-once').optional(),
  /** When more than `overPercent` of a provider's records of a period were typed in by hand, how those are paid. */
  manual: z.strictObject({ overPercent: percent(0), pay: z.enum(['pay-nothing', 'pay-lesser', 'pay-planned']) }).optional(),
  /** A record that comes more than `afterDays` days after the visit pays this share of its minutes. */
  lateRecords: z.strictObject({ afterDays: z.int().min(0).max(366), percent: percent(0) }).optional(),
  /** How far above the week's order a person's week may be paid. A percentage is cut down to whole minutes. */
  weekCap: z
    .discriminatedUnion('kind', [z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(0).max(10_080) }), z.strictObject({ kind: z.literal('percent'), percent: z.int().min(0).max(1000) })])
    .optional(),
  /** Prices of short visits, for each care worker: the longest that the paid minutes reach, the rest by the hour. */
  fixedPrices: rising(z.strictObject({ minutes: z.int().min(1).max(1440), pence: z.int().min(0).max(100_000) }), (price) => price.minutes).optional(),
  /** The share of the rate that a visit pays which the provider passed on to a subcontractor. */
  subcontracted: z.strictObject({ percent: percent(0) }).optional(),
  /** What a visit pays more for the way to it: by the hour, and once for the visit. */
  distanceBands: rising(z.strictObject({ fromMetres: z.int().min(0).max(200_000), pencePerHour: z.int().min(0).max(10_000), pencePerVisit: z.int().min(0).max(10_000) }), (band) => band.fromMetres).optional(),
  /** Paid once with the first visit of a package that began soon after it was referred, between two dates. */
  startPremium: z.strictObject({ pence: z.int().min(1).max(1_000_000), withinDays: z.int().min(0).max(90), urgency: z.enum(['any', ...URGENCIES]), fromOn: isoDay, toOn: isoDay }).optional(),
  /** Packages that have a price for the week pay it, spread over the week's planned minutes; visits without care pay their part or nothing. */
  packagePrice: z.strictObject({ undelivered: z.enum(['pay', 'pay-nothing']) }).optional(),
})
  .refine((rules) => (rules.basis === 'banded') === (rules.bands !== undefined), { path: ['bands'], message: 'are given with the basis banded, and only with it' })
export type RuleSetDocument = z.infer<typeof ruleSetDocument>

/** A rule set as adopted. `fromOn` is the first visit date it applies to, until the next version's. */
export interface RuleSet {
  readonly id: string
  readonly frameworkId: string
  readonly version: number
  readonly fromOn: Temporal.PlainDate
  readonly document: RuleSetDocument
  /** Worked cases that it passed when it was adopted. */
  readonly cases: readonly WorkedCase[]
  readonly adoptedAt: Temporal.Instant
  readonly adoptedBy: string
}

/** Rules that somebody drafted to see what they would pay. `ruleSetId` is the version it became; null while it is a draft. */
export interface RuleSetDraft extends Pick<RuleSet, 'id' | 'frameworkId' | 'fromOn' | 'document' | 'cases'> {
  readonly draftedAt: Temporal.Instant
  readonly draftedBy: string
  /** Its effect on the last paid period; null when nothing had been paid. */
  readonly whatIfId: string | null
  readonly ruleSetId: string | null
}

import { z } from 'zod'

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

/**
 * A payment rule set, layout 1: the settings with which `priceVisit` turns a planned and an actual
 * visit into payable minutes and pence. A setting that is not known is refused, never passed over.
 * No setting has a default: each value comes from the council's own contract, named in `source`.
 */
export const ruleSetDocument = z.strictObject({
  layout: z.literal(1),
  name: z.string().trim().min(1).max(120),
  /** The contract clause, decision or report that the values come from. */
  source: z.string().trim().min(1).max(1000),
  /** The minutes that count for a delivered visit. */
  basis: z.enum(['planned', 'actual', 'lesser']),
  /** Rounding of recorded time, once for each care worker's visit. A unit of 1 pays to the minute. */
  rounding: z.strictObject({
    unitMinutes: z.literal([1, 5, 10, 15, 30]),
    mode: z.enum(['nearest', 'up', 'down']),
    of: z.literal('visit'),
  }),
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
  retainer: z.strictObject({ days: z.int().min(1).max(90), percent: z.int().min(1).max(100) }).optional(),
})
export type RuleSetDocument = z.infer<typeof ruleSetDocument>

/** A rule set as adopted. `fromOn` is the first visit date it applies to, until the next version's. */
export interface RuleSet {
  readonly id: string
  readonly frameworkId: string
  readonly version: number
  readonly fromOn: Temporal.PlainDate
  readonly document: RuleSetDocument
  readonly adoptedAt: Temporal.Instant
  readonly adoptedBy: string
}

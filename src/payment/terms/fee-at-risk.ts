import { z } from 'zod'
import type { Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'

/** What a lead provider's contract asks of it in a zone over a payment period. */
export const FEE_MEASURES = ['acceptance', 'zone-share', 'on-time', 'missed'] as const
export type FeeMeasure = (typeof FEE_MEASURES)[number]
export const FEE_MEASURE_NAMES: Readonly<Record<FeeMeasure, string>> = {
  acceptance: 'Offers accepted',
  'zone-share': 'Share of the zone’s hours',
  'on-time': 'Visits started on time',
  missed: 'Visits missed',
}
/** Measures whose target is a most, not a least. */
export const AT_MOST: readonly FeeMeasure[] = ['missed']

const tenths = z.int().min(0).max(1000)

/** The terms of a fee at risk. No figure has a default: none is in a public source, so each council sets its own. Percentages in tenths. */
export const feeTermsDocument = z.strictObject({
  /** Of what a lead is paid for visits in its zone. */
  riskTenths: tenths.min(1),
  /** Added when every requirement was measured and met; 0 for nothing. */
  bonusTenths: tenths,
  /** Days after it was told within which a provider may contest. */
  contestDays: z.int().min(0).max(90),
  requirements: z.array(z.strictObject({ measure: z.enum(FEE_MEASURES), targetTenths: tenths, weight: z.int().min(1).max(100) })).min(1).refine((list) => new Set(list.map((each) => each.measure)).size === list.length, 'Each requirement is asked once'),
})
export type FeeTermsDocument = z.output<typeof feeTermsDocument>

/** Terms of a framework in force from a day; the newest that has begun holds. */
export interface FeeTerms {
  readonly id: string
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly document: FeeTermsDocument
  readonly setAt: Temporal.Instant
  readonly setBy: string
}

/** One requirement as it was measured. */
export const measuredRequirement = z.strictObject({
  measure: z.enum(FEE_MEASURES),
  targetTenths: z.int(),
  weight: z.int(),
  numerator: z.int(),
  denominator: z.int(),
  /** What was left out, in words with counts. */
  exclusions: z.array(z.string()),
  /** Null when there was nothing to measure: then nothing is taken off. */
  met: z.boolean().nullable(),
  /** Of the fee at risk. */
  atRiskPence: z.int(),
})
export type MeasuredRequirement = z.output<typeof measuredRequirement>

/** What became of a lead's fee at risk in a zone over a paid period. */
export interface FeeResult {
  readonly id: string
  readonly frameworkId: string
  readonly payRunId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly providerId: string
  readonly zoneId: string
  readonly termsId: string
  /** Paid for visits of the zone on the statement of the period. */
  readonly feePence: Pence
  readonly atRiskPence: Pence
  readonly requirements: readonly MeasuredRequirement[]
  /** What it takes off (below nothing) or pays. */
  readonly pence: Pence
  readonly contestUntil: Temporal.PlainDate
  readonly measuredAt: Temporal.Instant
  readonly measuredBy: string
  readonly contest: { readonly reason: string; readonly at: Temporal.Instant; readonly by: string } | null
  readonly decision: { readonly pence: Pence; readonly reason: string; readonly at: Temporal.Instant; readonly by: string } | null
  readonly applied: { readonly statementId: string; readonly statementNumber: string } | null
}

export const SEE_FEES: Permission = { name: 'payment.see-fee-at-risk', words: 'see fees at risk', roles: ['finance-officer', 'commissioner', 'analyst', 'provider-finance', 'provider-coordinator'] }
export const SET_FEE_TERMS: Permission = { name: 'payment.set-fee-terms', words: 'set and measure fees at risk', roles: ['commissioner'] }
export const CONTEST_FEES: Permission = { name: 'payment.contest-fees', words: 'contest a fee at risk', roles: ['provider-finance', 'provider-coordinator'] }

import { z } from 'zod'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'

/** Why planned care was not given. `short`: a visit was made and ended early; `holiday`: the person was away by their own wish. */
export const CARE_LOSSES = ['missed', 'no-record', 'cancelled', 'no-access', 'refused', 'hospital', 'respite', 'holiday', 'not-required', 'short'] as const
export type CareLoss = (typeof CARE_LOSSES)[number]
export const CARE_LOSS_NAMES: Readonly<Record<CareLoss, string>> = {
  missed: 'Missed',
  'no-record': 'No record came',
  cancelled: 'Cancelled',
  'no-access': 'No access',
  refused: 'Refused by the person',
  hospital: 'In hospital',
  respite: 'In respite care',
  holiday: 'On holiday',
  'not-required': 'Not required',
  short: 'Ended early',
}

/** Which losses lower a person's contribution. No loss is chosen for a council: its charging policy says which are not the person's choice. */
export const contributionTermsDocument = z.strictObject({
  counts: z.array(z.enum(CARE_LOSSES)).min(1).refine((list) => new Set(list).size === list.length, 'Each loss is named once'),
  /** A visit that was made counts as ended early from this many minutes missing on, over all its care workers; asked where `short` counts. */
  shortFromMinutes: z.int().min(1).max(240),
})
export type ContributionTermsDocument = z.output<typeof contributionTermsDocument>

/** Terms of a framework in force from a Monday; the newest that has begun holds. */
export interface ContributionTerms {
  readonly id: string
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly document: ContributionTermsDocument
  readonly setAt: Temporal.Instant
  readonly setBy: string
}

/** One planned visit of a week as it was reckoned. Minutes are of all its care workers together. */
export const reckonedVisit = z.strictObject({
  on: z.iso.date(),
  plannedMinutes: z.int(),
  givenMinutes: z.int(),
  /** What the council would bear of it as planned. */
  costPence: z.int(),
  /** Null when all of it was given. */
  loss: z.enum(CARE_LOSSES).nullable(),
  /** Minutes not given that lower the contribution. */
  lostMinutes: z.int(),
})
export type ReckonedVisit = z.output<typeof reckonedVisit>

/** What a week of a person's care makes of their contribution. */
export interface ContributionOfWeek {
  /** By who paid, day by day. */
  readonly contributionPence: Pence
  /** The same, never above what the planned care costs the council. */
  readonly duePence: Pence
  readonly plannedMinutes: Minutes
  readonly givenMinutes: Minutes
  readonly lostMinutes: Minutes
  /** What is to be refunded for the week in all. */
  readonly refundPence: Pence
  readonly visits: readonly ReckonedVisit[]
}

/** A person's contribution for one package and week, as it was reckoned; a later line of the same week adds the difference. */
export interface ContributionLine extends ContributionOfWeek {
  readonly id: number
  readonly frameworkId: string
  readonly payRunId: string
  readonly packageId: string
  readonly personId: string
  readonly weekOn: Temporal.PlainDate
  /** 1 for the first line of the week; one more for each that adjusts it. */
  readonly nr: number
  /** What this line adds to what earlier lines of the week refund; below nothing takes back. */
  readonly pence: Pence
  readonly termsId: string
  readonly reckonedAt: Temporal.Instant
  readonly reckonedBy: string
}

export const SEE_CONTRIBUTIONS: Permission = { name: 'payment.see-contributions', words: 'see people’s contributions and their refunds', roles: ['finance-officer', 'commissioner', 'analyst'] }
export const RECKON_CONTRIBUTIONS: Permission = { name: 'payment.reckon-contributions', words: 'set when contributions are refunded, and reckon them', roles: ['finance-officer'] }

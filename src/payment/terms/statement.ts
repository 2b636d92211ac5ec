import type { Minutes, Pence } from '../../kernel/amounts.ts'
import { OUTCOME_NAMES, type Outcome } from '../../visits/terms.ts'
import type { TraceStep } from './priced-visit.ts'

/** Sums of a statement's lines, as they are stored with it. */
export interface StatementTotals {
  readonly lineCount: number
  readonly adjustmentCount: number
  readonly plannedMinutes: Minutes
  readonly payableMinutes: Minutes
  readonly visitsPence: Pence
  readonly adjustmentsPence: Pence
  readonly totalPence: Pence
  /** What the NHS bears of the total, the sum of its lines' shares; the council bears the rest. */
  readonly nhsPence: Pence
}

/** What the council owes a provider for a period. */
export interface Statement extends StatementTotals {
  readonly id: string
  readonly payRunId: string
  readonly frameworkId: string
  readonly providerId: string
  /** Shown to people: S1001. */
  readonly number: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly runAt: Temporal.Instant
}

/** `fee`: what became of a lead's fee at risk; it is about no visit. */
export type LineKind = 'visit' | 'adjustment' | 'fee'

/** What came of the visit as it was priced: the outcome of its records, or that none came. */
export type LineOutcome = Outcome | 'no-record' | 'withdrawn' | 'respite' | 'fee'
export const LINE_OUTCOME_NAMES: Readonly<Record<LineOutcome, string>> = {
  ...OUTCOME_NAMES,
  'no-record': 'No record',
  withdrawn: 'No longer planned',
  respite: 'In respite care',
  fee: 'Fee at risk',
}

/** A line that a pay run has decided and not yet written. Dates are ISO text, because a run has 85,000 of them. */
export interface NewPayLine {
  readonly kind: LineKind
  readonly adjustsLineId: number | null
  /** Null on a fee. */
  readonly placementId: string | null
  readonly personId: string | null
  readonly zoneId: string
  readonly serviceLine: string
  readonly tier: string
  readonly visitOn: string
  readonly plannedVisitId: number | null
  readonly visitReference: string | null
  readonly plannedMinutes: Minutes
  readonly plannedWorkers: number
  /** Recorded minutes of all care workers together; null without a record of time. */
  readonly actualMinutes: Minutes | null
  readonly countedMinutes: Minutes
  /** On an adjustment the difference, as `pence` is. */
  readonly payableMinutes: Minutes
  readonly pencePerHour: Pence
  readonly pence: Pence
  /** What the NHS bears of it; the council bears the rest. */
  readonly nhsPence: Pence
  readonly outcome: LineOutcome
  /** On a fee the rules in force on its day, by which it was not priced. */
  readonly ruleSetId: string
  /** The framework's rate; null for a price agreed for the placement. */
  readonly rateId: string | null
  readonly recordIds: readonly number[]
  readonly trace: readonly TraceStep[]
}

/** One visit paid, or one correction of it, as it stands on a statement. */
export interface PayLine extends Omit<NewPayLine, 'visitOn' | 'placementId' | 'zoneId' | 'serviceLine' | 'tier'> {
  readonly id: number
  readonly statementId: string
  readonly visitOn: Temporal.PlainDate
  readonly placementId: string | null
  readonly zoneId: string | null
  readonly serviceLine: string | null
  readonly tier: string | null
}

/** Lines of a statement that are of one zone, tier and kind, added up. */
export interface StatementPart {
  readonly zoneId: string
  readonly tier: string
  readonly kind: LineKind
  readonly lines: number
  readonly payableMinutes: Minutes
  readonly pence: Pence
  readonly nhsPence: Pence
}

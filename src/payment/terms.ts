import { z } from 'zod'
import type { Permission } from '../platform/access/permission.ts'
import { topic } from '../platform/jobs/topic.ts'
import { webhookTopic } from '../platform/webhooks/webhook-topic.ts'

/** One run for one payment period of a framework. */
export interface PayRun {
  readonly id: string
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly runAt: Temporal.Instant
  readonly runBy: string
  /** Account of whoever ran it; null for programs and jobs of the house. */
  readonly runByAccount: string | null
  /** False for runs made before approval was asked for: their statements were issued when they were run. */
  readonly needsApproval: boolean
  /** Visit records and allocations with a higher number came after it; the next run adjusts for them. */
  readonly newestRecordId: number
  /** The rates and rule sets it knew; the next run adjusts for others that reach back. Null where that was not kept. */
  readonly rateIds: readonly string[] | null
  readonly ruleSetIds: readonly string[] | null
}

/** A run that was asked for on a page, and how far it has come. */
export interface PayRunRequest {
  readonly id: string
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  readonly askedByAccount: string | null
  readonly providersDone: number
  readonly providersTotal: number | null
  readonly endedAt: Temporal.Instant | null
  readonly refusedWords: string | null
}

export const STATEMENT_ISSUED = webhookTopic('statement.issued', 'A statement is ready', z.object({ statementId: z.uuid(), link: z.string() }))
export const PAYMENT_RUN_ASKED = topic('payment.run-asked', z.object({ payRunRequestId: z.uuid() }))

export const SEE_RULE_SETS: Permission = { name: 'payment.see-rule-sets', words: 'see payment rule sets', roles: ['finance-officer', 'commissioner', 'analyst'] }
export const ADOPT_RULE_SETS: Permission = { name: 'payment.adopt-rule-sets', words: 'adopt payment rule sets', roles: ['commissioner'] }
export const SEE_PAY_RUNS: Permission = { name: 'payment.see-runs', words: 'see payment runs', roles: ['finance-officer', 'commissioner', 'analyst'] }
export const RUN_PAYMENT: Permission = { name: 'payment.run', words: 'run payment for a period', roles: ['finance-officer'] }
export const SEE_STATEMENTS: Permission = { name: 'payment.see-statements', words: 'see statements', roles: ['finance-officer', 'commissioner', 'analyst', 'provider-finance', 'provider-coordinator'] }

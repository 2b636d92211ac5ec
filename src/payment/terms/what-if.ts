import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'
import { topic } from '../../platform/jobs/topic.ts'
import { ruleSetDocument } from './rule-set.ts'

export const WHAT_IF_ASKED = topic('payment.what-if-asked', z.object({ whatIfId: z.uuid() }))

/** Seen by administrators too, who may cancel and delete anybody's. */
export const SEE_WHAT_IFS: Permission = { name: 'payment.see-what-ifs', words: 'see what-ifs', roles: ['finance-officer', 'commissioner', 'analyst', 'administrator'] }
export const TRY_RULES: Permission = { name: 'payment.try-rules', words: 'try payment rules on visits that were paid', roles: ['finance-officer', 'commissioner', 'analyst'] }

/** Rules under which visits are tried, and how far every rate is raised or lowered with them: in tenths of a percent. */
const tryScenario = z.strictObject({ name: z.string().trim().min(1).max(160), document: ruleSetDocument, ratesTenths: z.int().min(-1000).max(1000).default(0) })
export type TryScenario = z.infer<typeof tryScenario>

/** No more rule sets than a page can show beside each other. */
export const tryScenarios = z.array(tryScenario).min(1).max(20)

const groupChange = z.object({ name: z.string().nullable(), visits: z.int(), beforePence: z.int(), afterPence: z.int(), penceMore: z.int(), minutesMore: z.int() })

const explained = z.object({ minutes: z.int(), pence: z.int(), steps: z.array(z.object({ label: z.string(), words: z.string() })) })

/** A visit that differs much. It names no person: its line, when it was paid, does so for those who may see it. */
const differingVisit = z.object({
  visitOn: z.iso.date(),
  provider: z.string(),
  zone: z.string().nullable(),
  planned: z.object({ minutes: z.int(), workers: z.int() }).nullable(),
  statementId: z.uuid().nullable(),
  payLineId: z.int().nullable(),
  paid: explained,
  tried: explained,
})

const scenarioResult = z.object({
  name: z.string(),
  ratesTenths: z.int(),
  /** By signature: every different visit was priced once. By visit: the rules look across visits, and each was priced in its place. */
  path: z.enum(['signature', 'visit']),
  payableMinutes: z.int(),
  pence: z.int(),
  penceMore: z.int(),
  minutesMore: z.int(),
  visitsPaidMore: z.int(),
  visitsPaidLess: z.int(),
  visitsPaidTheSame: z.int(),
  by: z.object({ provider: z.array(groupChange), zone: z.array(groupChange), serviceLine: z.array(groupChange), month: z.array(groupChange) }),
  mostDifferent: z.array(differingVisit),
})
export type ScenarioAnswer = z.infer<typeof scenarioResult>

/** The answer of a what-if. `paid…` is what the same visits were paid, with every adjustment so far. */
export const whatIfResult = z.object({
  visits: z.int(),
  paidMinutes: z.int(),
  paidPence: z.int(),
  /** Visits left out because no rate has begun for them. */
  withoutRate: z.int(),
  /** Paid on these dates for visits that are no longer there, as where a plan was withdrawn later: left out. */
  paidElsewherePence: z.int(),
  scenarios: z.array(scenarioResult),
})
export type WhatIfResult = z.infer<typeof whatIfResult>

/** A what-if as it was asked for, and its answer once there is one. */
export interface WhatIf {
  readonly id: string
  readonly frameworkId: string
  readonly name: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly scenarios: readonly TryScenario[]
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  /** Null for programs of the house. */
  readonly askedByAccount: string | null
  readonly isCancelled: boolean
  readonly partsDone: number
  readonly partsTotal: number | null
  readonly endedAt: Temporal.Instant | null
  readonly refusedWords: string | null
  readonly result: WhatIfResult | null
}

import { z } from 'zod'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { topic } from '../../platform/jobs/topic.ts'

/** Reasons for leaving with which a provider's placements pass to another. */
export const SUCCESSION_REASONS = ['merger', 'buy-out'] as const
export type SuccessionReason = (typeof SUCCESSION_REASONS)[number]

/** What a succession comes to in a zone: people and hours that pass on, and what they cost a week at the rates of that day, for any day and time. */
export interface SuccessionPart {
  readonly frameworkId: string
  readonly zoneId: string
  readonly people: number
  readonly weeklyMinutes: Minutes
  readonly weeklyPence: Pence
}

/** Care goes on with the successor of the provider: the visits of the new placement are to be planned. */
export const PLACEMENT_SUCCEEDED = topic('brokerage.placement-succeeded', z.object({ placementId: z.uuid() }))
/** Due on the first day of the successor. */
export const SUCCESSION_DUE = topic('brokerage.succession-due', z.object({ leavingId: z.uuid() }))

export const SUCCEED_PROVIDERS: Permission = { name: 'brokerage.succeed-providers', words: 'pass a provider’s packages to its successor', roles: ['commissioner'] }

import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { askApprovers } from '../actions/ask-approvers.ts'
import { chaseCapacity } from '../actions/chase-capacity.ts'
import { escalateSearches } from '../actions/escalate-searches.ts'
import { remindProviders } from '../actions/remind-providers.ts'
import { shareOutWork } from '../actions/share-out-work.ts'
import { APPROVAL_WANTED } from '../terms/spending.ts'

const BROKERAGE = systemActor('Tendwell brokerage')

/** What keeps work moving without anybody at a desk. Each calls one action that is safe to run twice. */
export const workJobs: readonly JobHandler[] = [
  { topic: APPROVAL_WANTED.name, name: 'ask the approvers', handle: async (house) => void (await askApprovers(house, BROKERAGE)) },
  { topic: 'brokerage.approvals-sweep', name: 'escalate approvals that wait too long', cron: '*/10 * * * *', handle: async (house) => void (await askApprovers(house, BROKERAGE)) },
  { topic: 'brokerage.reminders', name: 'remind providers before reply-by times', cron: '*/5 * * * *', handle: async (house) => void (await remindProviders(house, BROKERAGE)) },
  { topic: 'brokerage.ended-searches', name: 'escalate searches that found nobody', cron: '*/15 * * * *', handle: async (house) => void (await escalateSearches(house, BROKERAGE)) },
  { topic: 'brokerage.capacity-age', name: 'tell providers that their declared hours soon count no longer', cron: '30 8 * * *', handle: async (house) => void (await chaseCapacity(house, BROKERAGE)) },
  { topic: 'brokerage.share-out', name: 'give packages to brokers, and hand over those of brokers on leave', cron: '*/5 * * * *', handle: async (house) => void (await shareOutWork(house, BROKERAGE)) },
]

import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { tellWeeks } from '../actions/tell-weeks.ts'

const REPORTING = systemActor('Tendwell reporting')

/** Tells the week that is over soon after midnight from Sunday to Monday; on other days only what was missed. */
export const weekJobs: readonly JobHandler[] = [
  {
    topic: 'reporting.weeks',
    name: 'tell the weeks of the awaiting-care list that are over',
    cron: '10 0 * * *',
    handle: async (house) => void (await tellWeeks(house, REPORTING)),
  },
]

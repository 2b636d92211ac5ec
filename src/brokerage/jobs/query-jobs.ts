import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { tellWhoAnswers } from '../actions/tell-who-answers.ts'
import { QUERY_WAITS } from '../terms/query.ts'

const BROKERAGE = systemActor('Tendwell brokerage')

/** What follows by itself from questions. */
export const queryJobs: readonly JobHandler[] = [
  {
    topic: QUERY_WAITS.name,
    name: 'tell who can answer a question',
    handle: async (house, payload) => void (await tellWhoAnswers(house, BROKERAGE, QUERY_WAITS.payload.parse(payload))),
  },
]

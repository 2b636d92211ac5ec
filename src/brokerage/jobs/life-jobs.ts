import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { carryOutHandBack } from '../actions/hand-back.ts'
import { endAfterDeath } from '../actions/record-death.ts'
import { tellOfStart } from '../actions/tell-of-start.ts'
import { withdrawWhenFailureBegins } from '../actions/withdraw-from-provider.ts'
import { FAILURE_BEGINS } from '../terms/failure.ts'
import { HAND_BACK_GIVEN, PERSON_DIED, START_CONFIRMED } from '../terms/placement-life.ts'

const BROKERAGE = systemActor('Tendwell brokerage')

/** What follows by itself from what happens to placements. */
export const lifeJobs: readonly JobHandler[] = [
  {
    topic: START_CONFIRMED.name,
    name: 'tell the practitioner that care has started',
    handle: async (house, payload) => void (await tellOfStart(house, BROKERAGE, START_CONFIRMED.payload.parse(payload))),
  },
  {
    topic: PERSON_DIED.name,
    name: 'end the care of a person who has died',
    handle: (house, payload) => endAfterDeath(house, BROKERAGE, PERSON_DIED.payload.parse(payload)),
  },
  {
    topic: HAND_BACK_GIVEN.name,
    name: 'end a placement that was handed back and refer the person again',
    handle: (house, payload) => carryOutHandBack(house, BROKERAGE, HAND_BACK_GIVEN.payload.parse(payload)),
  },
  {
    topic: FAILURE_BEGINS.name,
    name: 'withdraw the offers of a provider whose failure begins',
    handle: async (house, payload) => void (await withdrawWhenFailureBegins(house, BROKERAGE, FAILURE_BEGINS.payload.parse(payload))),
  },
]

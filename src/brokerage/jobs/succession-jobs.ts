import { systemActor } from '../../platform/access/actor.ts'
import type { JobHandler } from '../../platform/jobs/handler.ts'
import { carryOutDueSuccessions, carryOutSuccession } from '../actions/carry-out-succession.ts'
import { SUCCESSION_DUE } from '../terms/succession.ts'

const BROKERAGE = systemActor('Tendwell brokerage')

/** Placements pass to a successor as its first day begins; a sweep finds what no job came for. */
export const successionJobs: readonly JobHandler[] = [
  { topic: SUCCESSION_DUE.name, name: 'pass placements to the successor of their provider', handle: async (house, payload) => void (await carryOutSuccession(house, BROKERAGE, SUCCESSION_DUE.payload.parse(payload))) },
  { topic: 'brokerage.successions-sweep', name: 'carry out successions that no job came for', cron: '10 * * * *', handle: async (house) => void (await carryOutDueSuccessions(house, BROKERAGE)) },
]

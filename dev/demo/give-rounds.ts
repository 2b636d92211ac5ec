import { read } from '../../src/platform/action/transaction.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import type { House } from '../../src/platform/action/work.ts'
import { makeCheckInLink } from '../../src/visits/actions/check-in-links.ts'
import { makeHomeTag } from '../../src/visits/actions/home-tags.ts'
import { assignRounds, seeRounds } from '../../src/visits/actions/rounds.ts'
import { coordinatorOf } from './place-packages.ts'

/** Invented. */
const CARE_WORKERS = [['W-1', 'Wren Whitlow'], ['W-2', 'Idris Vale'], ['W-3', 'Marta Finch']] as const
const VISITS_EACH = 8

/** The provider that can be signed in to has three care workers with links, and rounds for today: eight visits each. One home has a tag. */
export async function giveRounds(house: House, issuer: string): Promise<void> {
  const { organisation_id: providerId } = await read(house, systemActor('Demonstration'), (work) => work.tx.selectFrom('access.user_account').select('organisation_id').where('issuer', '=', issuer).where('subject', '=', 'demo-coordinator').executeTakeFirstOrThrow())
  if (providerId === null) return
  const coordinator = coordinatorOf(providerId)
  for (const [workerReference, workerName] of CARE_WORKERS) await makeCheckInLink(house, coordinator, { workerReference, workerName, days: 28 })
  const { on, visits } = await seeRounds(house, coordinator, {})
  const chosen = visits.slice(0, CARE_WORKERS.length * VISITS_EACH)
  const seats = chosen.map((visit, place) => ({ plannedVisitId: visit.plannedVisitId, seat: 1 as const, workerReference: CARE_WORKERS[place % CARE_WORKERS.length]?.[0] ?? null }))
  if (seats.length > 0) await assignRounds(house, coordinator, { on, seats })
  const [first] = chosen
  if (first !== undefined) await makeHomeTag(house, coordinator, { personId: first.personId })
}

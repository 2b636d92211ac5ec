import { SEE_OWN_PEOPLE, SEE_PEOPLE } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds } from '../../platform/access/permission.ts'
import type { PlacementStatus } from '../rules/placement-status.ts'

/** Whether a link to the person of a placement would be answered: a provider sees them only until the placement has ended. */
export function maySeePerson(actor: Actor, status: PlacementStatus): boolean {
  return holds(actor, SEE_PEOPLE) || (holds(actor, SEE_OWN_PEOPLE) && status !== 'ended')
}

import { isOwnOrganisation } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { getPlacement, placementLives } from '../public.ts'
import { lockPlacement } from '../store/placement-life.write.ts'
import type { Placement } from '../terms.ts'
import type { PlacementLife } from '../terms/placement-life.ts'

/** A placement and its life, locked until the transaction ends. Throws `NotFound`, also for another provider's. */
export async function lockedLife(work: Work, placementId: string): Promise<{ readonly placement: Placement; readonly life: PlacementLife }> {
  await lockPlacement(work.tx, placementId)
  const placement = await getPlacement(work, placementId)
  if (!isOwnOrganisation(work.actor, placement.providerId)) throw new NotFound('The placement')
  const life = (await placementLives(work, [placement.id])).get(placement.id)
  if (life === undefined) throw new NotFound('The placement')
  return { placement, life }
}

import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import type { House } from '../../platform/action/work.ts'
import { getPlacement, placementLives } from '../public.ts'
import { SEE_PLACEMENTS } from '../terms.ts'
import { tellReferrerOfStart } from './tell-practitioners.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/** Tells the practitioner who referred somebody that their care has started, without personal data. For the job, as a provider's own role sees no account of the council. Undefined when no practitioner referred them. */
export async function tellOfStart(house: House, actor: Actor, input: { readonly placementId: string }): Promise<{ readonly told: number } | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEE_PLACEMENTS)
    const placement = await getPlacement(work, input.placementId)
    const startedOn = (await placementLives(work, [placement.id])).get(placement.id)?.startedOn ?? null
    if (startedOn === null || !(await tellReferrerOfStart(work, placement, startedOn))) return undefined
    work.audit({ kind: 'start-told', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId })
    return { told: 1 }
  })
}

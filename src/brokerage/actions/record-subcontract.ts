import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import { getFramework, getProvider, isSuspended } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { getPlacement } from '../public.ts'
import { shareOf, subcontractFault } from '../rules/subcontract.ts'
import { listSubcontracts, lockSubcontracts, zoneMinutes } from '../store/subcontract.read.ts'
import { insertSubcontract } from '../store/subcontract.write.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import { KEEP_SUBCONTRACTS, type Subcontract } from '../terms/subcontract.ts'

/** Hours of a placement to pass on. */
export interface HoursPassedOn {
  readonly placementId: string
  readonly subcontractorId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate | null
  readonly weeklyMinutes: number
  readonly pencePerHour: number
}

/**
 * Records hours of a placement that its provider passes on to another. Throws `NotFound` for another provider's
 * placement, `Refused` for whatever the subcontract rule finds (hours, days, who, rate).
 */
export async function recordSubcontract(house: House, actor: Actor, input: HoursPassedOn): Promise<{ readonly subcontractId: string }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_SUBCONTRACTS)
    const placement = await getPlacement(work, input.placementId)
    if (actor.organisationId !== null && !isOwnOrganisation(actor, placement.providerId)) throw new NotFound('The placement')
    await lockSubcontracts(work.tx, placement.id)
    const { frameworkId, zoneId, providerId } = placement
    const carePackage = await getPackage(work, placement.packageId)
    const subcontractor = await getProvider(work, input.subcontractorId)
    const framework = await getFramework(work, frameworkId)
    const own = (await listHeldMinutes(work.tx, { frameworkId, zoneId, on: work.today })).filter((each) => each.providerId === providerId)
    const fault = subcontractFault({
      placement: { ...placement, weeklyMinutes: carePackage.weeklyMinutes },
      providerId,
      subcontractor: { id: subcontractor.id, name: subcontractor.name, leftOn: subcontractor.leftOn, isSuspended: await isSuspended(work, subcontractor.id) },
      fromOn: input.fromOn,
      toOn: input.toOn,
      weeklyMinutes: input.weeklyMinutes,
      pencePerHour: input.pencePerHour,
      held: await listSubcontracts(work.tx, { placementId: placement.id }),
      zoneShare: shareOf(own.reduce((sum, each) => sum + each.weeklyMinutes, 0), await zoneMinutes(work.tx, { frameworkId, zoneId, on: work.today })),
      vastMajorityPercent: framework.terms.vastMajorityPercent,
    })
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    const subcontract: Subcontract = { id: randomUUID(), providerId, ...input }
    await insertSubcontract(work.tx, subcontract, { at: work.now, by: actor.name })
    work.audit({ kind: 'hours-subcontracted', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { subcontractId: subcontract.id, providerId, subcontractorId: input.subcontractorId, fromOn: input.fromOn.toString(), toOn: input.toOn?.toString() ?? null, weeklyMinutes: input.weeklyMinutes, pencePerHour: input.pencePerHour } })
    return { subcontractId: subcontract.id }
  })
}

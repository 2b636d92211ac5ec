import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/action/work.ts'
import { subcontractsPassing } from '../rules/succession.ts'
import { listSubcontracts, lockSubcontracts } from '../store/subcontract.read.ts'
import { insertSubcontract, insertSubcontractEnd } from '../store/subcontract.write.ts'

/**
 * Hours passed on, once a provider's placements have passed to its successor: those that it passed to others go on from the new placements,
 * and those that others passed to it go to the successor. What would come back to whoever passes it on is its own again. Answers how many go on.
 */
export async function passSubcontracts(work: Work, of: { readonly providerId: string; readonly successorId: string; readonly fromOn: Temporal.PlainDate }, moved: readonly { readonly placementId: string; readonly nextPlacementId: string; readonly startsOn: Temporal.PlainDate }[]): Promise<number> {
  const by = { at: work.now, by: work.actor.name }
  const next = new Map(moved.map((each) => [each.placementId, each]))
  let passed = 0
  for (const each of await listSubcontracts(work.tx, { involving: of.providerId })) {
    const follows = next.get(each.placementId)
    // The end of the old placement ended it: the day it was agreed to is asked of the subcontract itself.
    const startsOn = follows?.startsOn ?? of.fromOn
    const [passing] = subcontractsPassing([{ ...each, toOn: each.agreedToOn }], startsOn)
    if (passing === undefined || (follows === undefined && each.subcontractorId !== of.providerId)) continue
    await lockSubcontracts(work.tx, each.placementId)
    const { fromOn, subcontract } = passing
    const target = follows === undefined ? { placementId: each.placementId, providerId: each.providerId, subcontractorId: of.successorId } : { placementId: follows.nextPlacementId, providerId: of.successorId, subcontractorId: each.subcontractorId }
    // One with its end recorded already keeps it.
    if (follows === undefined && !(await insertSubcontractEnd(work.tx, { subcontract: each, endsOn: fromOn.subtract({ days: 1 }), reason: 'Another provider took over from the subcontractor' }, by))) continue
    if (target.providerId === target.subcontractorId) continue
    await insertSubcontract(work.tx, { id: randomUUID(), ...target, fromOn, toOn: subcontract.toOn, weeklyMinutes: each.weeklyMinutes, pencePerHour: each.pencePerHour }, by)
    work.audit({ kind: 'hours-subcontracted', subjectKind: 'placement', subjectId: target.placementId, detail: { ...target, fromOn: fromOn.toString(), toOn: subcontract.toOn?.toString() ?? null, weeklyMinutes: each.weeklyMinutes, after: each.id } })
    passed += 1
  }
  return passed
}

import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { agreedMinutes } from '../rules/variation.ts'
import { listOpenOf } from '../store/exception-decision.read.ts'
import { insertDecisions } from '../store/exception-decision.write.ts'
import { listVariations, listVariationVisits, lockVariation } from '../store/variation.read.ts'
import { insertVariationDecision } from '../store/variation.write.ts'
import { DECIDE_VARIATIONS } from '../terms/variation.ts'

/** What the council says of a variation. `mostMoreMinutes`: no more than so many minutes above the plan of each visit; null agrees to all that is asked. */
export interface VariationDecisionInput {
  readonly variationId: string
  readonly outcome: 'granted' | 'refused'
  readonly mostMoreMinutes: number | null
  readonly reason: string
}

/**
 * Decides a variation, once. Granted, its minutes count as planned from the next payment run on, and what was to be said of these visits having been
 * long is said. Throws `Refused` without a reason and when it was decided before; `NotFound`.
 */
export async function decideVariation(house: House, actor: Actor, input: VariationDecisionInput): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, DECIDE_VARIATIONS)
    if (!(await lockVariation(work.tx, input.variationId))) throw new NotFound('The variation')
    const [variation] = await listVariations(work.tx, { id: input.variationId })
    if (variation === undefined) throw new NotFound('The variation')
    if (variation.decision !== null) throw new Refused('decided', `V${String(variation.number)} was ${variation.decision.outcome} by ${variation.decision.by}`, 'outcome')
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('reason', 'Enter the reason: the provider reads it', 'reason')
    if (input.mostMoreMinutes !== null && input.mostMoreMinutes < 1) throw new Refused('minutes', 'Enter at least 1 minute, or refuse it', 'mostMoreMinutes')
    const visits = await listVariationVisits(work.tx, variation.id)
    const agreed = input.outcome === 'refused' ? [] : visits.map((visit) => ({ plannedVisitId: visit.plannedVisitId, visitOn: visit.visitOn, minutes: agreedMinutes(visit, input.mostMoreMinutes) }))
    await insertVariationDecision(work.tx, variation, { outcome: input.outcome, reason, at: work.now, by: actor.name }, agreed)
    if (agreed.length > 0) {
      const long = await listOpenOf(work.tx, 'long', agreed.map((visit) => visit.plannedVisitId))
      for (const [treatment, decision] of [['fix', 'accepted'], ['acknowledge', 'acknowledged']] as const) {
        const own = long.flatMap((each) => (each.treatment === treatment ? [{ id: each.id, providerId: variation.providerId }] : []))
        if (own.length > 0) await insertDecisions(work.tx, own, { decision, reason: `Variation V${String(variation.number)} was granted`, side: 'council', at: work.now, by: actor.name })
      }
    }
    for (const role of ['provider-coordinator', 'provider-finance'] as const) await notify(work, { organisationId: variation.providerId, role }, 'variation-decided', { variation: `V${String(variation.number)}`, outcome: input.outcome, link: `/variations/${variation.id}` })
    work.audit({ kind: 'variation-decided', subjectKind: 'variation', subjectId: variation.id, personId: variation.personId, detail: { number: variation.number, outcome: input.outcome, visits: agreed.length } })
  })
}

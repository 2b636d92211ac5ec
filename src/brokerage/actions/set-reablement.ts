import { randomUUID } from 'node:crypto'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { reablementRuleFault } from '../rules/reablement-rule-fault.ts'
import { insertReablementCapacity, insertReablementRule, lockReablement } from '../store/reablement.write.ts'
import { DECLARE_REABLEMENT, SET_REABLEMENT_RULE, type ReablementCapacity, type ReablementRuleDocument } from '../terms/reablement.ts'
import { zonesNow } from './see-reablement.ts'

/** Sets who goes through reablement first, from now on; what was decided before stays as it was. Throws `Refused` for an open gateway that nobody could pass. */
export async function setReablementRule(house: House, actor: Actor, input: { readonly document: ReablementRuleDocument; readonly note: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SET_REABLEMENT_RULE)
    const { document } = input
    const fault = reablementRuleFault(document)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    const id = randomUUID()
    await insertReablementRule(work.tx, { id, document, note: input.note, setAt: work.now, setBy: actor.name })
    work.audit({ kind: 'reablement-rule-set', subjectKind: 'reablement-rule', subjectId: id, detail: { ...document } })
  })
}

const FURTHEST_DAYS = 365

/** Declares how much reablement a zone has from a day on: people at once, or minutes a week. Stays that have a place keep it. Throws `Refused`, and `NotFound` for the zone. */
export async function declareReablement(house: House, actor: Actor, input: Pick<ReablementCapacity, 'zoneId' | 'fromOn' | 'unit' | 'size' | 'note'>): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, DECLARE_REABLEMENT)
    const zone = (await zonesNow(work)).find((each) => each.id === input.zoneId)
    if (zone === undefined) throw new NotFound('The zone')
    const furthest = work.today.add({ days: FURTHEST_DAYS })
    if (!Number.isInteger(input.size) || input.size < 0 || input.size > 1_000_000) throw new Refused('size-impossible', 'Enter 0 or more', 'size')
    if (Temporal.PlainDate.compare(input.fromOn, work.today) < 0) throw new Refused('past', 'Give today or a later day: places were given by what was declared before', 'fromOn')
    if (Temporal.PlainDate.compare(input.fromOn, furthest) > 0) throw new Refused('too-far', `The first day must be on or before ${wordsForDate(furthest)}. Check the year`, 'fromOn')
    await lockReablement(work.tx, zone.id)
    const id = randomUUID()
    await insertReablementCapacity(work.tx, id, { ...input, declaredAt: work.now, declaredBy: actor.name })
    work.audit({ kind: 'reablement-declared', subjectKind: 'zone', subjectId: zone.id, detail: { fromOn: input.fromOn.toString(), unit: input.unit, size: input.size } })
  })
}

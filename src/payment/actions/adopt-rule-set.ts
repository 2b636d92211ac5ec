import { randomUUID } from 'node:crypto'
import { getFramework } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { readDocument } from '../rules/document-faults.ts'
import { mayAdopt } from '../rules/may-adopt.ts'
import { listPayRuns, lockPayment } from '../store/pay-run.read.ts'
import { listRuleSets } from '../store/rule-set.read.ts'
import { insertRuleSet } from '../store/rule-set.write.ts'
import { ADOPT_RULE_SETS } from '../terms.ts'

/** The rules to adopt, as they came: the document is checked here. */
export interface RuleSetToAdopt {
  readonly frameworkId: string
  /** First visit date they apply to. */
  readonly fromOn: Temporal.PlainDate
  readonly document: unknown
}

/**
 * Adopts payment rules for a framework from a date, as its next version. Versions are never edited. Rules that begin inside
 * what is paid are adjusted for by the next run; `adjustsPaidFromOn` is the first day paid that they reach.
 * Throws `Refused` at the field when the document has a fault or another version begins that day; `NotFound`.
 */
export async function adoptRuleSet(house: House, actor: Actor, input: RuleSetToAdopt): Promise<{ readonly ruleSetId: string; readonly version: number; readonly adjustsPaidFromOn: Temporal.PlainDate | null }> {
  return write(house, actor, async (work) => {
    need(actor, ADOPT_RULE_SETS)
    await getFramework(work, input.frameworkId)
    const read = readDocument(input.document)
    if (!read.ok) throw new Refused('bad-rule-set', read.faults.join(' '), 'document')
    await lockPayment(work.tx, input.frameworkId)
    const adopted = await listRuleSets(work.tx, input.frameworkId)
    const runs = await listPayRuns(work.tx, input.frameworkId)
    const [last, first] = [runs[0], runs.at(-1)]
    const paid = last === undefined || first === undefined ? undefined : { fromOn: first.fromOn, toOn: last.toOn }
    const allowed = mayAdopt(input.fromOn, { paid, adoptedFrom: adopted })
    if (!allowed.ok) throw new Refused(allowed.reasons[0]?.clause ?? 'refused', allowed.reasons.map((reason) => reason.words).join(' '), 'from')
    const ruleSet = { id: randomUUID(), frameworkId: input.frameworkId, version: (adopted[0]?.version ?? 0) + 1, fromOn: input.fromOn, document: read.document, adoptedAt: work.now, adoptedBy: actor.name }
    await insertRuleSet(work.tx, ruleSet)
    work.audit({ kind: 'rule-set-adopted', subjectKind: 'rule-set', subjectId: ruleSet.id, detail: { frameworkId: ruleSet.frameworkId, version: ruleSet.version, fromOn: ruleSet.fromOn.toString(), name: read.document.name } })
    return { ruleSetId: ruleSet.id, version: ruleSet.version, adjustsPaidFromOn: allowed.value.adjustsPaidFromOn }
  })
}

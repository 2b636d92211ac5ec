import { randomUUID } from 'node:crypto'
import { getFramework } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { listPayRuns } from '../store/pay-run.read.ts'
import { insertDraft } from '../store/rule-set-draft.write.ts'
import { ADOPT_RULE_SETS } from '../terms.ts'
import type { RuleSetDraft } from '../terms/rule-set.ts'
import { addWhatIf } from './add-what-if.ts'

/** The most of a name that is quoted in another. */
const QUOTED = 100

/**
 * Keeps rules as a draft and asks for their effect on the framework's last paid period, where there is one, so that it is seen before
 * they are adopted. The settings of a draft are not changed: another draft is made from it. Answers its id. Throws `NotFound`.
 */
export async function draftRuleSet(house: House, actor: Actor, input: Pick<RuleSetDraft, 'frameworkId' | 'fromOn' | 'document' | 'cases'>): Promise<string> {
  return write(house, actor, async (work) => {
    need(actor, ADOPT_RULE_SETS)
    await getFramework(work, input.frameworkId)
    const { name } = input.document
    const [last] = await listPayRuns(work.tx, input.frameworkId)
    const whatIfId =
      last === undefined
        ? null
        : await addWhatIf(work, { frameworkId: input.frameworkId, name: `Effect of the draft ‘${name.slice(0, QUOTED)}’`, fromOn: last.fromOn, toOn: last.toOn, scenarios: [{ name, document: input.document, ratesTenths: 0 }] })
    const id = randomUUID()
    await insertDraft(work.tx, { ...input, id, draftedAt: work.now, draftedBy: actor.name, whatIfId, ruleSetId: null })
    work.audit({ kind: 'rule-set-drafted', subjectKind: 'rule-set-draft', subjectId: id, detail: { frameworkId: input.frameworkId, fromOn: input.fromOn.toString(), name } })
    return id
  })
}

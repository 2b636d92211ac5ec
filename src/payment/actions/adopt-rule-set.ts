import { getFramework } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { readDocument } from '../rules/document-faults.ts'
import { ADOPT_RULE_SETS } from '../terms.ts'
import type { WorkedCase } from '../terms/worked-case.ts'
import { addRuleSet, type AdoptedRuleSet } from './add-rule-set.ts'

/** The rules to adopt, as they came: the document is checked here. */
interface RuleSetToAdopt {
  readonly frameworkId: string
  /** First visit date they apply to. */
  readonly fromOn: Temporal.PlainDate
  readonly document: unknown
  readonly cases?: readonly WorkedCase[] | undefined
}

/**
 * Adopts payment rules for a framework from a date, as its next version. Versions are never edited. Rules that begin inside
 * what is paid are adjusted for by the next run; `adjustsPaidFromOn` is the first day paid that they reach.
 * Throws `Refused` at the field when the document has a fault, a worked case fails or another version begins that day; `NotFound`.
 */
export async function adoptRuleSet(house: House, actor: Actor, input: RuleSetToAdopt): Promise<AdoptedRuleSet> {
  return write(house, actor, async (work) => {
    need(actor, ADOPT_RULE_SETS)
    await getFramework(work, input.frameworkId)
    const read = readDocument(input.document)
    if (!read.ok) throw new Refused('bad-rule-set', read.faults.join(' '), 'document')
    return addRuleSet(work, { frameworkId: input.frameworkId, fromOn: input.fromOn, document: read.document, cases: input.cases ?? [] })
  })
}

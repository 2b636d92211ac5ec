import { randomUUID } from 'node:crypto'
import { getFramework } from '../../market/public.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { insertContributionTerms } from '../store/contribution.write.ts'
import { RECKON_CONTRIBUTIONS, type ContributionTermsDocument } from '../terms/contribution.ts'

/** Sets which care that was not given lowers a contribution, for weeks from a Monday on; weeks reckoned before stay as they are until they are adjusted. Throws `Refused`, `NotFound`. */
export async function setContributionTerms(house: House, actor: Actor, input: { readonly frameworkId: string; readonly fromOn: Temporal.PlainDate; readonly document: ContributionTermsDocument }): Promise<{ readonly contributionTermsId: string }> {
  return write(house, actor, async (work) => {
    need(actor, RECKON_CONTRIBUTIONS)
    const { frameworkId, fromOn, document } = input
    await getFramework(work, frameworkId)
    if (fromOn.dayOfWeek !== 1) throw new Refused('not-monday', `Contributions are by the week. Choose a Monday: ${wordsForDate(mondayOf(fromOn))} or ${wordsForDate(mondayOf(fromOn).add({ weeks: 1 }))}`, 'from')
    const terms = { id: randomUUID(), frameworkId, fromOn, document, setAt: work.now, setBy: actor.name }
    if (!(await insertContributionTerms(work.tx, terms))) throw new Refused('from-that-day', `Terms from ${wordsForDate(fromOn)} are set already. Choose another Monday`, 'from')
    work.audit({ kind: 'contribution-terms-set', subjectKind: 'framework', subjectId: frameworkId, detail: { contributionTermsId: terms.id, fromOn: fromOn.toString(), ...document } })
    return { contributionTermsId: terms.id }
  })
}

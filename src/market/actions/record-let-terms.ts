import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { findFrameworkLife } from '../store/framework-life.read.ts'
import { insertExtensions, saveLetTerms } from '../store/framework-life.write.ts'
import { lockFramework } from '../store/framework.write.ts'
import { KEEP_MARKET } from '../terms.ts'
import type { ProcurementRoute } from '../terms/framework-life.ts'

interface LetTermsInput {
  readonly frameworkId: string
  readonly noticeDays: number | null
  readonly procurementBeganOn: Temporal.PlainDate | null
  readonly procurementRoute: ProcurementRoute | null
  readonly longTermReason: string | null
  /** Months of each extension; only where the framework has none on record. */
  readonly extensions: readonly number[]
}

/**
 * Records what a framework was let with, or puts it right: notice, procurement, and its extensions where none are on record.
 * Its dates and its model stay. Throws `Forbidden`, `NotFound`, and `Refused` when a figure is none or extensions are on record already.
 */
export async function recordLetTerms(house: House, actor: Actor, input: LetTermsInput): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, extensions, noticeDays } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const life = await findFrameworkLife(work.tx, frameworkId)
    if (life === undefined) throw new NotFound('The framework')
    if (noticeDays !== null && (!Number.isInteger(noticeDays) || noticeDays < 1)) throw new Refused('notice-days', 'Notice is a whole number of days, 1 or more.', 'noticeDays')
    if (extensions.some((months) => !Number.isInteger(months) || months < 1 || months > 120)) throw new Refused('extension-months', 'An extension runs for 1 to 120 whole months.', 'extensions')
    if (extensions.length > 0 && life.extensions.length > 0) throw new Refused('extensions-recorded', 'The extensions of this framework are on record already and are not changed.', 'extensions')
    const terms = { noticeDays, procurementBeganOn: input.procurementBeganOn, procurementRoute: input.procurementRoute, longTermReason: input.longTermReason }
    await saveLetTerms(work.tx, frameworkId, terms)
    await insertExtensions(work.tx, frameworkId, extensions, 0)
    work.audit({ kind: 'framework-terms-recorded', subjectKind: 'framework', subjectId: frameworkId, detail: { ...terms, procurementBeganOn: terms.procurementBeganOn?.toString() ?? null, extensions: [...extensions], before: { noticeDays: life.noticeDays, procurementBeganOn: life.procurementBeganOn?.toString() ?? null, procurementRoute: life.procurementRoute, longTermReason: life.longTermReason } } })
  })
}

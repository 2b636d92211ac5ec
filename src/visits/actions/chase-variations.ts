import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { notify } from '../../platform/notify/notify.ts'
import { chaseDue } from '../rules/variation.ts'
import { listVariations } from '../store/variation.read.ts'
import { insertChase } from '../store/variation.write.ts'
import { PLAN_VISITS } from '../terms.ts'

/** Reminds brokers of variations whose time is nearly up, and tells commissioners of those whose time has passed; each once. For the job: safe to run twice. Answers how many. */
export async function chaseVariations(house: House, actor: Actor): Promise<number> {
  if ((await read(house, actor, dueNow)).length === 0) return 0
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    let told = 0
    for (const { variation, kind } of await dueNow(work)) {
      if (!(await insertChase(work.tx, { variationId: variation.id, kind, at: work.now }))) continue
      const why = kind === 'reminder' ? 'It still waits for the council.' : 'The contract’s time for the council to decide has passed.'
      await notify(work, { organisationId: null, role: kind === 'reminder' ? 'broker' : 'commissioner' }, 'variation-waits', { variation: `V${String(variation.number)}`, 'decide-by': wordsForDate(Temporal.PlainDate.from(variation.decideByOn)), why, link: `/variations/${variation.id}` })
      told += 1
    }
    work.audit({ kind: 'variations-chased', subjectKind: 'date', subjectId: work.today.toString(), detail: { told } })
    return told
  })
}

async function dueNow(work: Work) {
  const open = await listVariations(work.tx, { isOpen: true })
  return open.flatMap((variation) => {
    const kind = chaseDue(Temporal.PlainDate.from(variation.decideByOn), work.today, bankHolidays)
    return kind === undefined ? [] : [{ variation, kind }]
  })
}

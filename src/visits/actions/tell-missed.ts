import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { countOf } from '../../kernel/words.ts'
import { notify } from '../../platform/notify/notify.ts'
import { listUntoldMissed } from '../store/missed-alert.read.ts'
import { insertMissedAlerts } from '../store/missed-alert.write.ts'
import { PLAN_VISITS } from '../terms.ts'

/**
 * Tells a provider and the council of its visits of today and yesterday that turned out to be missed: time-critical ones first, in a message of their own.
 * One message for all that are new. Safe to run twice. Answers how many were told.
 */
export async function tellMissed(house: House, actor: Actor, { providerId }: { readonly providerId: string }): Promise<number> {
  const since = (today: Temporal.PlainDate): string => today.subtract({ days: 1 }).toString()
  const isDue = await read(house, actor, async (work) => (await listUntoldMissed(work.tx, providerId, since(work.today))).length > 0)
  if (!isDue) return 0
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    const missed = await listUntoldMissed(work.tx, providerId, since(work.today))
    work.audit({ kind: 'missed-visits-told', subjectKind: 'provider', subjectId: providerId, detail: { visits: missed.length, timeCritical: missed.filter((each) => each.timeCritical).length } })
    if (missed.length === 0) return 0
    const provider = (await providerNames(work, [providerId])).get(providerId) ?? ''
    for (const template of ['visit-missed-critical', 'visit-missed'] as const) {
      const own = missed.filter((each) => each.timeCritical === (template === 'visit-missed-critical'))
      const [only] = own
      if (only === undefined) continue
      const link = own.length === 1 ? `/visits/${String(only.plannedVisitId)}` : `/exceptions?kind=missed&provider=${providerId}`
      const fields = { provider, visits: countOf(own.length, 'visit'), link }
      await notify(work, { organisationId: providerId, role: 'provider-coordinator' }, template, fields)
      for (const role of ['broker', 'quality-officer'] as const) await notify(work, { organisationId: null, role }, template, fields)
    }
    await insertMissedAlerts(work.tx, providerId, missed.map((each) => each.id), work.now)
    return missed.length
  })
}

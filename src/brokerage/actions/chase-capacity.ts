import { londonDate } from '../../kernel/london.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { capacityAge, capacityChase, isAskDue } from '../rules/capacity-age.ts'
import { listCapacityAsked, listNewestDeclarations } from '../store/capacity.read.ts'
import { insertCapacityAsked, insertCapacityReminders } from '../store/capacity.write.ts'
import { chasingTerms } from './chasing-terms.ts'
import { ownZones } from './declare-capacity.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/**
 * Tells providers that stand in a zone that their declared hours soon count no longer, and once they do not: each once for a declaration. For the job: it is safe
 * to run twice. A provider that never declared is asked to, and again each time as many days have passed as a declaration counts. Answers how many were told; undefined when nobody was.
 */
export async function chaseCapacity(house: House, actor: Actor): Promise<number | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    const { capacityStaleDays, capacityRemindDays } = await chasingTerms(work)
    const standing = new Set((await ownZones(work)).map((each) => each.providerId))
    const declarations = await listNewestDeclarations(work.tx)
    const due = [...declarations.values()].flatMap((declared) => {
      const on = londonDate(declared.declaredAt)
      const kind = capacityChase(capacityAge(on, work.today, capacityStaleDays).days, capacityStaleDays, capacityRemindDays)
      return kind === null || !standing.has(declared.providerId) ? [] : [{ declarationId: declared.id, providerId: declared.providerId, kind, until: on.add({ days: capacityStaleDays }) }]
    })
    const fresh = await insertCapacityReminders(work.tx, due, work.now)
    const told = due.filter((each) => fresh.has(`${String(each.declarationId)} ${each.kind}`))
    const asked = await askUndeclared(work, [...standing].filter((providerId) => !declarations.has(providerId)), capacityStaleDays)
    if (told.length + asked === 0) return undefined
    for (const { declarationId, providerId, kind } of told) work.audit({ kind: 'capacity-chased', subjectKind: 'provider', subjectId: providerId, detail: { declarationId, kind } })
    for (const kind of ['soon', 'stale'] as const) {
      const template = kind === 'soon' ? 'capacity-soon-stale' : 'capacity-stale'
      await notifyEach(work, 'provider-coordinator', template, told.filter((each) => each.kind === kind).map(({ providerId, until }) => ({ organisationId: providerId, fields: { until: wordsForDate(until), link: '/capacity' } })))
    }
    return told.length + asked
  })
}

async function askUndeclared(work: Work, providerIds: readonly string[], staleAfterDays: number): Promise<number> {
  const before = await listCapacityAsked(work.tx)
  const due = providerIds.filter((id) => isAskDue(before.get(id) ?? null, work.today, staleAfterDays))
  const asked = await insertCapacityAsked(work.tx, due, work.today, work.now)
  for (const providerId of asked) work.audit({ kind: 'capacity-chased', subjectKind: 'provider', subjectId: providerId, detail: { kind: 'never' } })
  await notifyEach(work, 'provider-coordinator', 'capacity-never-declared', asked.map((organisationId) => ({ organisationId, fields: { link: '/capacity' } })))
  return asked.length
}

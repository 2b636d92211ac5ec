import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { newRates, type ProposedRate } from '../rules/new-rates.ts'
import { lineFault } from '../rules/framework-lines.ts'
import { listLines } from '../store/framework-life.read.ts'
import { findFramework, listRates } from '../store/framework.read.ts'
import { insertRates, lockFramework } from '../store/framework.write.ts'
import { listZones } from '../store/zone.read.ts'
import { KEEP_MARKET } from '../terms.ts'

/**
 * Adds hourly rates from a date, for a zone, service line, tier, day category and time band, or for any of them. All or none; nothing held changes,
 * and what was paid at an older rate stays paid. Returns their ids in the order given.
 * Throws `Forbidden`, `NotFound` (framework, zone) and `Refused` (outside the term, amount, a rate from that date already).
 */
export async function setRates(house: House, actor: Actor, input: { readonly frameworkId: string; readonly rates: readonly ProposedRate[] }): Promise<{ rateIds: string[] }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_MARKET)
    const { frameworkId, rates } = input
    if (!(await lockFramework(work.tx, frameworkId))) throw new NotFound('The framework')
    const framework = await findFramework(work.tx, frameworkId)
    if (framework === undefined) throw new NotFound('The framework')
    const zones = new Map((await listZones(work.tx, frameworkId)).map((zone) => [zone.id, zone]))
    if (rates.some((rate) => rate.zoneId !== null && !zones.has(rate.zoneId))) throw new NotFound('The zone')
    const lines = await listLines(work.tx, frameworkId)
    for (const { zoneId, serviceLine } of rates) {
      const fault = lineFault(lines, zones.get(zoneId ?? '') ?? null, serviceLine)
      if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'serviceLine')
    }
    const decision = newRates(framework, await listRates(work.tx, frameworkId), rates)
    if (!decision.ok) {
      const [reason] = decision.reasons
      throw new Refused(reason?.clause ?? 'rate', decision.reasons.map((each) => each.words).join(' '), reason?.clause === 'rate-amount' ? 'pounds' : reason?.clause === 'rate-band' ? 'bandFrom' : 'fromOn-day')
    }
    const added = rates.map((rate) => ({ ...rate, dayCategory: rate.dayCategory ?? null, timeBand: rate.timeBand ?? null, id: randomUUID(), frameworkId }))
    await insertRates(work.tx, added, work.now)
    for (const { id, zoneId, serviceLine, tier, dayCategory, timeBand, fromOn, pencePerHour } of added) {
      work.audit({ kind: 'rate-set', subjectKind: 'rate', subjectId: id, detail: { frameworkId, zoneId, serviceLine, tier, dayCategory, timeBand: timeBand === null ? null : { ...timeBand }, fromOn: fromOn.toString(), pencePerHour } })
    }
    if (added.length === 0) work.audit({ kind: 'rates-unchanged', subjectKind: 'framework', subjectId: frameworkId })
    return { rateIds: added.map((rate) => rate.id) }
  })
}

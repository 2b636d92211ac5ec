import { reablementsEnded } from '../../brokerage/public.ts'
import { listFrameworks, listZones } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { reablementResults } from '../rules/reablement-results.ts'
import { SEE_REABLEMENT_RESULTS, type ReablementResults, type ResultSplit } from '../terms.ts'

/** Results of a period, for everybody and by group. */
export interface PeriodResults {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly all: ReablementResults
  readonly by: readonly ReablementResults[]
  readonly zones: ReadonlyMap<string, string>
}

/** What came of reablement that ended in a period (by default the year until today), split by zone or source. Throws `Refused` when the days are the wrong way round. */
export async function seeReablementResults(house: House, actor: Actor, input: { readonly fromOn?: Temporal.PlainDate | undefined; readonly toOn?: Temporal.PlainDate | undefined; readonly split: ResultSplit }): Promise<PeriodResults> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REABLEMENT_RESULTS)
    const toOn = input.toOn ?? work.today
    const fromOn = input.fromOn ?? toOn.subtract({ years: 1 }).add({ days: 1 })
    if (Temporal.PlainDate.compare(toOn, fromOn) < 0) throw new Refused('days', 'The last day is before the first', 'to')
    const ended = await reablementsEnded(work, fromOn, toOn)
    const groups = Map.groupBy(ended, (each) => (input.split === 'zone' ? each.zoneId : each.source))
    const zones = await zoneNames(work)
    const named = (group: string | null): string => (group === null ? '~' : (zones.get(group) ?? group))
    const by = [...groups].map(([group, cases]) => reablementResults(group, cases)).toSorted((a, b) => (named(a.group) < named(b.group) ? -1 : 1))
    return { fromOn, toOn, all: reablementResults(null, ended), by, zones }
  })
}

async function zoneNames(work: Work): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const framework of await listFrameworks(work)) for (const zone of await listZones(work, framework.id)) names.set(zone.id, zone.name)
  return names
}

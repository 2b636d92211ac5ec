import { listPlacements } from '../../brokerage/public.ts'
import { ahead } from '../../platform/action/ahead.ts'
import { nextTurn } from '../../platform/action/give-way.ts'
import type { Work } from '../../platform/action/work.ts'
import { dayLink, type ReferencesOfDays, type RowsByDay } from '../files/rows-by-day.ts'
import { groupDays, type DayGroup, type DayLink } from '../rules/group-days.ts'
import { hasRecords, listMovedDays } from '../store/import-context.read.ts'
import { judgingFacts, type JudgingFacts } from './judging-facts.ts'
import type { ProviderFacts } from './plan-import.ts'

/** Cuts a file into groups of days that can be worked through one after the other, with what is known of its provider for all of them. */
export async function openImport(work: Work, providerId: string, rows: RowsByDay, rowsAGroup: number): Promise<{ readonly groups: readonly DayGroup[]; readonly provider: ProviderFacts; readonly judging: JudgingFacts }> {
  const isFirst = !(await hasRecords(work.tx, providerId))
  const groups = groupDays(rows.days, isFirst ? rows.links : [...rows.links, ...(await movedDays(work, providerId, rows))], rowsAGroup)
  const [fromOn, toOn] = [groups[0]?.firstOn ?? '', groups.at(-1)?.lastOn ?? '']
  // Until the day after the last: a visit may run past midnight.
  const placements = fromOn === '' ? [] : await listPlacements(work, { providerId, fromOn: Temporal.PlainDate.from(fromOn), toOn: Temporal.PlainDate.from(toOn).add({ days: 1 }) })
  return {
    groups,
    provider: {
      providerId,
      isFirst,
      placements: placements.map(({ id, personId, startsOn, endsOn }) => ({ id, personId, fromOn: startsOn.toString(), toOn: endsOn?.toString() ?? null })),
      people: new Map(),
    },
    judging: await judgingFacts(work, placements),
  }
}

/** Visits that are held on another date than the file has them on. While the server looks up some of them, the next are read. */
async function movedDays(work: Work, providerId: string, rows: RowsByDay): Promise<DayLink[]> {
  const links: DayLink[] = []
  for await (const sent of ahead(referencesInTurns(rows), 1)) for (const { sentOn, heldOn } of await listMovedDays(work.tx, providerId, sent)) links.push(dayLink(sentOn, heldOn))
  return links
}

async function* referencesInTurns(rows: RowsByDay): AsyncGenerator<ReferencesOfDays, void, undefined> {
  for (const sent of rows.references()) {
    yield sent
    // The look-up of the ones before is to be on its way.
    await nextTurn()
  }
}

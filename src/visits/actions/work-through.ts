import { ahead } from '../../platform/action/ahead.ts'
import { giveWay } from '../../platform/action/give-way.ts'
import { inTurns } from '../../platform/action/in-turns.ts'
import type { Work } from '../../platform/action/work.ts'
import type { RowsByDay } from '../files/rows-by-day.ts'
import type { DayGroup } from '../rules/group-days.ts'
import type { SentRecord } from '../terms.ts'
import type { GroupExceptions, JudgeInTurn } from './judge-in-turn.ts'
import type { Keeper, PlannedGroup } from './keep-group.ts'
import { groupFacts, planGroup, type GroupFacts, type ProviderFacts } from './plan-import.ts'
import type { OutcomeTally } from './visit-import-outcome.ts'
import { weighRows, type WeighedRows } from './weigh-rows.ts'

/** What working through a file needs. */
interface Through {
  readonly work: Work
  readonly rows: RowsByDay
  readonly groups: readonly DayGroup[]
  readonly provider: ProviderFacts
  readonly tally: OutcomeTally
  readonly keeper: Keeper
  readonly judge: JudgeInTurn
}

/** A group of days whose rows were read. */
interface ReadGroup {
  readonly group: DayGroup
  readonly records: readonly SentRecord[]
}

/** A group of days whose rows were read and weighed, with what the store has of its days. */
interface AskedGroup extends ReadGroup {
  readonly weighed: WeighedRows
  readonly facts: GroupFacts
}

/** How many groups are read, asked about and placed, each, before the one that is being kept is done with. */
const GROUPS_AHEAD = 1

/**
 * Works through a file, one group of days after the other, in four lanes beside each other: groups are read; the server is asked what it has of their days; they are
 * placed; they are kept, each judged while the next is kept. So Node.js always has a group to work on while the server writes another, and the server something to
 * write; all in pieces, so that neither waits long for the other. Nothing of two groups is ever written at once. Nothing is left running when it answers or throws.
 * Answers whether a visit of today or yesterday turned out to be missed.
 */
export async function workThrough(through: Through): Promise<boolean> {
  const { judge, keeper } = through
  let isMissedNow = false
  const store = async (found: GroupExceptions | undefined): Promise<void> => {
    if (found === undefined) return
    through.tally.addExceptions(found.exceptions)
    if (await keeper.storeFound(found)) isMissedNow = true
  }
  let before: KeptGroup | undefined
  for await (const { planned, keep } of ahead(plannedGroups(through, ahead(askedGroups(through, ahead(readGroups(through), GROUPS_AHEAD)), GROUPS_AHEAD)), GROUPS_AHEAD)) {
    const [ids, found] = await together(keep(), judgeBefore(judge, before))
    await store(found)
    before = { planned, ids }
  }
  await store(await judgeBefore(judge, before))
  for (let last = await inTurns(judge.judgeNext(true)); last !== undefined; last = await inTurns(judge.judgeNext(true))) await store(last)
  return isMissedNow
}

/** A group with what keeps it. */
interface GroupToKeep {
  readonly planned: PlannedGroup
  readonly keep: () => Promise<readonly number[]>
}

/** A group that was kept, with the ids of its records. */
interface KeptGroup {
  readonly planned: PlannedGroup
  readonly ids: readonly number[]
}

/** Takes the group that was kept last, and judges the one before it: that takes both. */
async function judgeBefore(judge: JudgeInTurn, kept: KeptGroup | undefined): Promise<GroupExceptions | undefined> {
  if (kept === undefined) return undefined
  await inTurns(judge.add(kept.planned, kept.ids))
  return inTurns(judge.judgeNext(false))
}

/** Reads each group of a file. */
async function* readGroups({ groups, rows }: Through): AsyncGenerator<ReadGroup, void, undefined> {
  for (const group of groups) yield { group, records: await inTurns(rows.recordsOf(group)) }
}

/** Asks what the store has of the days of each group. What is asked is not changed by keeping other groups: whatever versions of a visit there are, they are all in one. */
async function* askedGroups(through: Through, read: AsyncIterable<ReadGroup>): AsyncGenerator<AskedGroup, void, undefined> {
  const dates = datesOf(through.groups)
  for await (const { group, records } of read) yield await askAbout(through, group, records, dates)
}

/** Gives every row of each group its place. */
async function* plannedGroups({ provider, tally, keeper }: Through, asked: AsyncIterable<AskedGroup>): AsyncGenerator<GroupToKeep, void, undefined> {
  for await (const { group, records, weighed, facts } of asked) {
    const planned = { group, plan: await inTurns(planGroup(weighed, facts, provider)) }
    tally.addRows(records, planned.plan, weighed.contradictions)
    await giveWay()
    yield { planned, keep: keeper.toKeep(planned) }
  }
}

/** Which group a date belongs to, and which dates were touched so far. */
interface Dates {
  /** True for the first date of a group. */
  readonly isFirstOfGroup: (on: string) => boolean
  readonly settled: Set<string>
  /** The date after a group, into which one of its visits runs: it is looked at with the next group, which begins on it. */
  spilled: readonly string[]
}

function datesOf(groups: readonly DayGroup[]): Dates {
  const firsts = new Set(groups.map((group) => group.firstOn))
  return { isFirstOfGroup: (on) => firsts.has(on), settled: new Set(), spilled: [] }
}

async function askAbout({ work, provider }: Through, group: DayGroup, records: readonly SentRecord[], dates: Dates): Promise<AskedGroup> {
  const weighed = await weighRows(work, provider.providerId, records, provider.isFirst)
  const touched = [...new Set([...dates.spilled, ...weighed.dates])].sort()
  const isNext = (on: string): boolean => on > group.lastOn && dates.isFirstOfGroup(on)
  dates.spilled = touched.filter(isNext)
  const facts = await groupFacts(work, provider, weighed, touched.filter((on) => !isNext(on)), dates.settled)
  for (const on of facts.dates) dates.settled.add(on)
  return { group, records, weighed, facts }
}

/** Both answers, once both have ended. Throws the first fault only then. */
async function together<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b])
  return [await a, await b]
}

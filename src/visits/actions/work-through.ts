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

/** A group of days whose rows were read and weighed, with what the store has of its days. */
interface AskedGroup {
  readonly group: DayGroup
  readonly records: readonly SentRecord[]
  readonly weighed: WeighedRows
  readonly facts: GroupFacts
}

/**
 * Works through a file, one group of days after the other. In each turn the server first answers what must be known of a group, then keeps the
 * group before it; meanwhile an earlier one is judged, this one placed, and the next one read: all in pieces, so that the server never waits long for its next
 * statement. Nothing is left running when it answers or throws. Answers whether a visit of today or yesterday turned out to be missed.
 */
export async function workThrough(through: Through): Promise<boolean> {
  const { groups, judge, keeper, tally } = through
  const dates = datesOf(groups)
  let ready: Prepared = { records: await recordsOf(through, 0), planned: undefined, found: undefined }
  let isMissedNow = false
  for (let turn = 0; turn <= groups.length; turn += 1) {
    const group = groups[turn]
    const asked = group === undefined ? Promise.resolve(undefined) : askAbout(through, group, ready.records, dates)
    const [kept, next]: [Kept, Prepared] = await together(keepTurn(keeper, ready, asked), prepareTurn(through, turn, asked))
    isMissedNow ||= kept.isMissedNow
    if (ready.planned !== undefined) await inTurns(judge.add(ready.planned, kept.ids))
    ready = next
  }
  const { found } = ready
  for (let last = found ?? (await inTurns(judge.judgeNext(true))); last !== undefined; last = await inTurns(judge.judgeNext(true))) {
    if (last !== found) tally.addExceptions(last.exceptions)
    if (await keeper.storeFound(last)) isMissedNow = true
  }
  return isMissedNow
}

async function recordsOf({ rows, groups }: Through, turn: number): Promise<readonly SentRecord[]> {
  const group = groups[turn]
  return group === undefined ? [] : inTurns(rows.recordsOf(group))
}

/** What a turn has written. */
interface Kept {
  readonly ids: readonly number[]
  readonly isMissedNow: boolean
}

/** What one turn has made ready for the next. */
interface Prepared {
  readonly records: readonly SentRecord[]
  readonly planned: PlannedGroup | undefined
  readonly found: GroupExceptions | undefined
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

/** What the server does in a turn, once it has answered what it was asked, in this order: nothing of two groups is ever written at once. */
async function keepTurn(keeper: Keeper, { planned, found }: Prepared, asked: Promise<unknown>): Promise<Kept> {
  await asked
  const isMissedNow = found !== undefined && (await keeper.storeFound(found))
  return { ids: planned === undefined ? [] : await keeper.keep(planned), isMissedNow }
}

/** What is worked out meanwhile. */
async function prepareTurn(through: Through, turn: number, asking: Promise<AskedGroup | undefined>): Promise<Prepared> {
  const found = await inTurns(through.judge.judgeNext(false))
  if (found !== undefined) through.tally.addExceptions(found.exceptions)
  const asked = await asking
  let planned: PlannedGroup | undefined
  if (asked !== undefined) {
    planned = { group: asked.group, plan: await inTurns(planGroup(asked.weighed, asked.facts, through.provider)) }
    through.tally.addRows(asked.records, planned.plan, asked.weighed.contradictions)
    await giveWay()
  }
  return { records: await recordsOf(through, turn + 1), planned, found }
}

/** Both answers, once both have ended. Throws the first fault only then. */
async function together<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b])
  return [await a, await b]
}

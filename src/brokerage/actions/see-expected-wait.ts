import { getPackage } from '../../care/public.ts'
import type { PatternVisit } from '../../care/terms.ts'
import { DAY_PARTS, dayPartOf } from '../../kernel/day-part.ts'
import { londonDate } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { sharedRead } from '../../platform/action/shared-read.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { expectedWait, type ExpectedWait, type WaitTraits } from '../rules/expected-wait.ts'
import { backtestWaits, JUDGING_REACH, pastAsOf, tellingsOf, toldBefore, type DatedWait, type WaitBacktest } from '../rules/wait-backtest.ts'
import { waitDays } from '../rules/waiting.ts'
import { listPastWaits, type PastWaitRow } from '../store/past-waits.read.ts'
import { SEE_BOARD } from '../terms.ts'

const EPOCH = Temporal.PlainDate.from('2000-01-01')
const BACKTEST_WEEKS = 26

type Asked = Pick<WaitTraits, 'zoneId' | 'serviceLine' | 'weeklyMinutes' | 'mostWorkers'> & { readonly source: string; readonly pattern: readonly Pick<PatternVisit, 'earliestMinute'>[] }

/** What a package waits like, from what is asked for. */
function traitsOf(asked: Asked): WaitTraits {
  return traitsWith(asked, asked.pattern.map((visit) => visit.earliestMinute))
}

/** How long packages like one that came some days ago waited until care began, from the past year as known now. */
export async function expectedWaitOf(work: Work, asked: Asked, waitedDays: number): Promise<ExpectedWait | null> {
  const today = dayOf(work.today)
  const all = await datedWaits(work, work.today.subtract({ years: 1, days: JUDGING_REACH }))
  const told = toldBefore(tellingsOf(all, today - JUDGING_REACH, today), today)
  return expectedWait(traitsOf(asked), pastAsOf(all, today), waitedDays, told)
}

/** The expected wait of a waiting package; null when too few can be compared, and once it waits no longer. Audits `package-read`. */
export async function seeExpectedWait(house: House, actor: Actor, packageId: string): Promise<ExpectedWait | null> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const asked = await getPackage(work, packageId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: asked.id, personId: asked.personId, detail: { part: 'expected-wait' } })
    return expectedWaitOf(work, asked, waitDays(asked.receivedOn, work.today))
  })
}

/** What the back-test of the past half year says, with its days. */
export interface SeenBacktest {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly result: WaitBacktest
  /** The date of a day of the result. */
  readonly dateOf: (day: number) => Temporal.PlainDate
}

/** How good the expected waits of the past half year would have been, told on the day each package came. Reckoned once until something changes. */
export async function seeWaitBacktest(house: House, actor: Actor): Promise<SeenBacktest> {
  need(actor, SEE_BOARD)
  return sharedRead(house, actor, { name: 'back-test of expected waits' }, async (work) => {
    const toOn = londonDate(work.now)
    const fromOn = toOn.subtract({ weeks: BACKTEST_WEEKS })
    const all = await datedWaits(work, fromOn.subtract({ years: 1, days: JUDGING_REACH }))
    return { fromOn, toOn, result: backtestWaits(all, dayOf(fromOn), dayOf(toOn), dayOf(toOn)), dateOf: (day: number) => EPOCH.add({ days: day }) }
  })
}

async function datedWaits(work: Work, fromOn: Temporal.PlainDate): Promise<DatedWait[]> {
  return (await listPastWaits(work.tx, { fromOn, toOn: work.today })).map((row: PastWaitRow) => ({
    ...traitsWith(row, row.earliestMinutes),
    receivedDay: dayOf(row.receivedOn),
    startDay: row.startsOn === null ? null : dayOf(row.startsOn),
    withdrawnDay: row.withdrawnOn === null ? null : dayOf(row.withdrawnOn),
  }))
}

function traitsWith({ zoneId, serviceLine, weeklyMinutes, mostWorkers, source }: Omit<Asked, 'pattern'>, earliestMinutes: readonly number[]): WaitTraits {
  const met = new Set(earliestMinutes.map(dayPartOf))
  return { zoneId, serviceLine, weeklyMinutes, mostWorkers, isDischarge: source === 'hospital-discharge', parts: DAY_PARTS.filter((part) => met.has(part)) }
}

function dayOf(on: Temporal.PlainDate): number {
  return EPOCH.until(on, { largestUnit: 'days' }).days
}

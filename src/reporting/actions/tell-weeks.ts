import { mondayOf } from '../../kernel/date-range.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { COUNT_VERSION, countWeek, knownWaits } from '../rules/count-week.ts'
import { findNewestToldWeek } from '../store/told-week.read.ts'
import { insertToldWeeks, lockTelling } from '../store/told-week.write.ts'
import { findFirstReceivedOn } from '../store/waiting.read.ts'
import { listReportZones } from '../store/zone.read.ts'
import { TELL_WEEKS, type ToldWeek } from '../terms/awaiting-series.ts'
import { recordsWithEvents } from './records-with-events.ts'
import { weekDigest } from './week-digest.ts'

/**
 * Tells every week that is over and not yet told, from the week of the first referral on, as known now: counts it and keeps the
 * count for ever. Answers how many it told; does nothing when none is missing, so it is safe to run twice.
 */
export async function tellWeeks(house: House, actor: Actor): Promise<number> {
  const isMissing = await read(house, actor, async (work) => (await missingMondays(work)).length > 0)
  if (!isMissing) return 0
  return write(house, actor, async (work) => {
    need(actor, TELL_WEEKS)
    await lockTelling(work.tx)
    const mondays = await missingMondays(work)
    const weeks = await toldNow(work, mondays)
    if (weeks.length > 0) await insertToldWeeks(work.tx, weeks)
    work.audit({ kind: 'weeks-told', subjectKind: 'report', subjectId: 'awaiting-care', detail: { weeks: weeks.length, lastWeekOn: weeks.at(-1)?.weekOn.toString() ?? null, digest: weeks.at(-1)?.digest ?? null } })
    return weeks.length
  })
}

async function missingMondays(work: Work): Promise<Temporal.PlainDate[]> {
  const newest = await findNewestToldWeek(work.tx)
  const first = newest === undefined ? await findFirstReceivedOn(work.tx) : newest.weekOn.add({ days: 7 })
  const thisMonday = mondayOf(work.today)
  const mondays: Temporal.PlainDate[] = []
  if (first === null) return mondays
  for (let on = mondayOf(first); Temporal.PlainDate.compare(on, thisMonday) < 0; on = on.add({ days: 7 })) mondays.push(on)
  return mondays
}

async function toldNow(work: Work, mondays: readonly Temporal.PlainDate[]): Promise<ToldWeek[]> {
  const [fromOn] = mondays
  const last = mondays.at(-1)
  if (fromOn === undefined || last === undefined) return []
  const { zones } = await listReportZones(work.tx)
  const waits = knownWaits(await recordsWithEvents(work, { fromOn, toOn: last.add({ days: 6 }) }), work.now)
  // The database keeps microseconds and a clock may tell finer: the digest is of the instant that can be read back.
  const toldAt = work.now.round('millisecond')
  let previousDigest = (await findNewestToldWeek(work.tx))?.digest ?? null
  return mondays.map((weekOn) => {
    const count = countWeek(waits, zones, { startOn: weekOn, endOn: weekOn.add({ days: 6 }) }, work.now)
    const week = { weekOn, toldAt, ruleVersion: COUNT_VERSION, content: JSON.stringify(count), previousDigest }
    const digest = weekDigest(week)
    previousDigest = digest
    return { ...week, toldBy: work.actor.name, digest }
  })
}

import { isAfter, mondayOf } from '../../kernel/date-range.ts'
import { londonInstant } from '../../kernel/london.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { countWeek, knownWaits, lateFacts, type KnownWait } from '../rules/count-week.ts'
import { listToldWeeks } from '../store/told-week.read.ts'
import { listReportZones } from '../store/zone.read.ts'
import { SEE_REPORTS, type ReportWeek, type ReportZone } from '../terms.ts'
import { weekCount, type SeriesWeek, type ToldWeek } from '../terms/awaiting-series.ts'
import { recordsWithEvents } from './records-with-events.ts'
import { weekDigest } from './week-digest.ts'

/** Two years: enough to compare with the year before, little enough for a page. */
const MOST_WEEKS = 105
const USUAL_WEEKS = 26

/** The series with the days it was asked for. */
export interface AwaitingSeries {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  /** What was recorded by the end of this day is counted. */
  readonly knownOn: Temporal.PlainDate
  readonly zones: readonly ReportZone[]
  readonly weeks: readonly SeriesWeek[]
}

/**
 * The awaiting-care list by week between two days, counted from what happened as known at the end of a day (today when none is
 * given), beside what was told of each week. A past day comes out the same whenever it is asked for.
 * Throws `Refused` for a day to come, for an end before its beginning and for more than 105 weeks; `Forbidden` without the right to see reports.
 */
export async function awaitingSeries(house: House, actor: Actor, input: { readonly fromOn?: Temporal.PlainDate | undefined; readonly toOn?: Temporal.PlainDate | undefined; readonly knownOn?: Temporal.PlainDate | undefined }): Promise<AwaitingSeries> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REPORTS)
    const knownOn = input.knownOn ?? work.today
    const toOn = input.toOn ?? knownOn
    const fromOn = mondayOf(input.fromOn ?? toOn.subtract({ weeks: USUAL_WEEKS - 1 }))
    for (const [on, field] of [[knownOn, 'known'], [toOn, 'to']] as const) {
      if (isAfter(on, work.today)) throw new Refused('series-of-the-future', `${wordsForDate(on)} is still to come. Choose ${wordsForDate(work.today)} or a day before it`, field)
    }
    if (isAfter(toOn, knownOn)) throw new Refused('series-after-known', `The series cannot go on to ${wordsForDate(toOn)} as it was known on ${wordsForDate(knownOn)}. Choose a last day up to then`, 'to')
    if (isAfter(fromOn, toOn)) throw new Refused('series-backwards', `The first day, ${wordsForDate(fromOn)}, is after the last, ${wordsForDate(toOn)}. Choose an earlier first day`, 'from')
    if (fromOn.until(toOn, { largestUnit: 'days' }).days >= MOST_WEEKS * 7) throw new Refused('series-too-long', `Choose at most ${String(MOST_WEEKS)} weeks. The series can be read in parts`, 'from')
    const { zones } = await listReportZones(work.tx)
    const records = await recordsWithEvents(work, { fromOn, toOn })
    const endOfDay = londonInstant(knownOn.add({ days: 1 }), 0)
    const before = Temporal.Instant.compare(endOfDay, work.now) < 0 ? endOfDay : work.now
    const waits = knownWaits(records, before)
    const told = new Map((await listToldWeeks(work.tx, { fromOn, toOn })).filter((each) => Temporal.Instant.compare(each.toldAt, before) <= 0).map((each) => [each.weekOn.toString(), each]))
    return { fromOn, toOn, knownOn, zones, weeks: weeksBetween(fromOn, toOn).map((week) => seriesWeek(week, waits, zones, before, told.get(week.startOn.toString()))) }
  })
}

function seriesWeek(week: ReportWeek, waits: readonly KnownWait[], zones: readonly ReportZone[], before: Temporal.Instant, told: ToldWeek | undefined): SeriesWeek {
  const count = countWeek(waits, zones, week, before)
  if (told === undefined) return { week, count, told: null }
  return {
    week,
    count,
    told: { at: told.toldAt, digest: told.digest, isIntact: weekDigest(told) === told.digest, count: weekCount.parse(JSON.parse(told.content)), late: lateFacts(waits, week, told.toldAt) },
  }
}

function weeksBetween(fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): ReportWeek[] {
  const weeks: ReportWeek[] = []
  for (let startOn = fromOn; !isAfter(startOn, toOn); startOn = startOn.add({ days: 7 })) {
    const sunday = startOn.add({ days: 6 })
    weeks.push({ startOn, endOn: isAfter(sunday, toOn) ? toOn : sunday })
  }
  return weeks
}

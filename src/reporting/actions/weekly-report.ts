import { londonInstant } from '../../kernel/london.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { need } from '../../platform/access/permission.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { awaitingCareWeekly } from '../rules/awaiting-care.ts'
import { hoursAwaitingByZone } from '../rules/hours-awaiting.ts'
import { knownCase } from '../rules/known-case.ts'
import { latestRuns, poundsByZone } from '../rules/pounds-by-zone.ts'
import { ratingsTable } from '../rules/ratings-table.ts'
import { reportWeeks } from '../rules/report-weeks.ts'
import { tierShares } from '../rules/tier-shares.ts'
import { timeToStart } from '../rules/time-to-start.ts'
import { visitsByWeek } from '../rules/visits-by-week.ts'
import { listReportRuns, tallyPaid } from '../store/paid.read.ts'
import { listReportPlacements } from '../store/placement.read.ts'
import { listRatingPublications, listStandingLocationIds } from '../store/rating.read.ts'
import { tallyVisits } from '../store/visit.read.ts'
import { listWaitRecords } from '../store/waiting.read.ts'
import { listReportFrameworks, listReportTargets, listReportZones } from '../store/zone.read.ts'
import { SEE_REPORTS, type WeeklyReport } from '../terms.ts'

/** A quarter of a year: long enough to see a trend, short enough for one page. */
const WEEKS = 12

/**
 * The weekly report as at the end of a day (today when none is given), from the published views alone. What was recorded
 * after that day is not seen, so the report of a past day comes out the same whenever it is asked for; only standings
 * changed with an earlier date, and withdrawals recorded before their time was kept, can still move it.
 * Of all frameworks, or of one. Throws `Refused` for a day that is still to come, `NotFound` for a framework without zones, `Forbidden` without the right to see reports.
 */
export async function weeklyReport(house: House, actor: Actor, input: { readonly on?: Temporal.PlainDate | undefined; readonly frameworkId?: string | undefined }): Promise<WeeklyReport> {
  return read(house, actor, async (work) => {
    need(actor, SEE_REPORTS)
    const on = input.on ?? work.today
    if (Temporal.PlainDate.compare(on, work.today) > 0) throw new Refused('report-of-the-future', `There is no report of ${wordsForDate(on)} yet. Choose ${wordsForDate(work.today)} or a day before it`, 'on')
    const { tx } = work
    const weeks = reportWeeks(on, WEEKS)
    const fromOn = weeks[0]?.startOn ?? on
    const frameworks = await listReportFrameworks(tx)
    const framework = frameworks.find((each) => each.id === input.frameworkId) ?? null
    if (framework === null && input.frameworkId !== undefined) throw new NotFound('The framework')
    const frameworkId = framework?.id ?? null
    const asAt = { on, fromOn, toOn: on, knownBefore: londonInstant(on.add({ days: 1 }), 0), frameworkId }
    const { zones, frameworkNames } = await listReportZones(tx, frameworkId)
    const visits = await tallyVisits(tx, asAt)
    const cases = (await listWaitRecords(tx, asAt)).flatMap((record) => knownCase(record, asAt.knownBefore) ?? [])
    const placements = await listReportPlacements(tx, asAt, frameworkNames)
    const locationIds = await listStandingLocationIds(tx, asAt)
    const runs = latestRuns(await listReportRuns(tx, asAt.knownBefore, frameworkNames))
    return {
      on,
      framework,
      frameworks,
      weeks,
      awaitingCare: awaitingCareWeekly(cases, weeks),
      hoursAwaiting: hoursAwaitingByZone(cases, zones, on),
      tierShares: tierShares(placements, await listReportTargets(tx, frameworkNames), on),
      ratings: ratingsTable(locationIds, await listRatingPublications(tx, asAt, locationIds), on),
      visits: visitsByWeek(visits.planned, visits.unplanned, weeks),
      pounds: poundsByZone(runs, await tallyPaid(tx, runs.map((run) => run.payRunId)), zones),
      starts: timeToStart(placements.filter((each) => !each.isPassedOn), fromOn, on),
    }
  })
}

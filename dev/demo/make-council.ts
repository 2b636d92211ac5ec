import { mondayOf } from '../../src/kernel/date-range.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { tellWeeks } from '../../src/reporting/actions/tell-weeks.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { PlannedPackage } from './caseload-plan.ts'
import type { CouncilPlan, Progress } from './council.ts'
import { bringOthers } from './bring-others.ts'
import { declareHours } from './declare-hours.ts'
import { earliest, houseAt, momentOn } from './house-at.ts'
import { inLanes } from './lanes.ts'
import { endAsPlanned, receiveReferrals, searchFor } from './place-packages.ts'
import { payPeriod } from './pay-period.ts'
import { seededRandom, type Random } from './random.ts'
import { moveStays, type RunningStays } from './reablement-stays.ts'
import { planOneWeek, recordWeek, sendWeekFile, type FileCounts, type WeekFile } from './run-weeks.ts'
import { passHoursOn } from './pass-hours-on.ts'
import { willingnessOf } from './willingness.ts'
import { setUpMarket, type StandingMarket } from './set-up-market.ts'

const reporting = systemActor('Tendwell reporting')
const LANES = 5
const WEEKS_IN_PERIOD = 4
/** Batches of packages after which the tables have grown enough to be planned for anew. */
const SETTLED_AFTER = [1, 8]

/** What was made, for whoever asked for it. */
export interface MadeCouncil {
  readonly market: StandingMarket
  readonly files: Readonly<FileCounts>
  /** How many rows the plan wrote into visit files: an independent count. */
  readonly rowsWritten: number
  readonly payRuns: readonly { readonly payRunId: string; readonly lines: number; readonly adjustments: number; readonly statements: number; readonly totalPence: number }[]
}

/** Makes a council by doing its work: every step is an action of the product, at the time it would have been done. */
export async function makeCouncil(house: House, plan: CouncilPlan, onProgress: Progress, settle = (): Promise<void> => Promise.resolve()): Promise<MadeCouncil> {
  const random = seededRandom(plan.seed)
  const market = await setUpMarket(house, plan, onProgress)
  const packageIds = await bringPackages(house, plan, market, random, onProgress, settle)
  await passHoursOn(house, plan, market)
  await bringOthers(house, plan, market)
  const files: FileCounts = { read: 0, new: 0, changed: 0, repeated: 0, refused: 0, unallocated: 0 }
  const payRuns: MadeCouncil['payRuns'][number][] = []
  let rowsWritten = 0
  let held: WeekFile[] = []
  const stays: RunningStays = new Map()
  // Files and payment keep the database busy, making the next week's files keeps this process busy: a week is made while the one before it is sent and paid.
  let before = Promise.resolve()
  for (let week = 0; week < plan.weeks; week++) {
    const weekOn = plan.until.subtract({ weeks: plan.weeks - week })
    await Promise.all([endPlacements(house, plan, packageIds, weekOn, random), moveStays(house, plan, market, week, stays)])
    await planOneWeek(house, plan, weekOn)
    const weekFiles = await recordWeek(house, plan, market, weekOn, random)
    const isLastOfPeriod = week % WEEKS_IN_PERIOD === WEEKS_IN_PERIOD - 1
    // Two providers are late with the last week of a period: their visits are corrected in the next run.
    const late = isLastOfPeriod && week + 1 < plan.weeks ? weekFiles.slice(1, 3) : []
    const sent = weekFiles.filter((file) => !late.includes(file))
    const monday = weekOn.add({ days: 7 })
    await tellWeeks(houseAt(house, earliest(momentOn(monday, 0, 10), plan.now), plan.now), reporting)
    for (const file of [...sent, ...held]) rowsWritten += rowsOf(file)
    await before
    if (week === 1) await settle()
    const heldBefore = held
    const sendAndPay = async (): Promise<void> => {
      await inLanes(LANES, sent, (file, index) => sendWeekFile(house, plan, file, momentOn(monday, 8, index % 60), 1, files))
      await inLanes(LANES, heldBefore, (file) => sendWeekFile(house, plan, file, momentOn(monday, 9), 1, files))
      onProgress('Visits', week + 1, plan.weeks)
      if (isLastOfPeriod) await payAndTell(house, plan, market, monday, payRuns, onProgress)
    }
    before = sendAndPay()
    // Awaited with the week after; until then its fault must not be nobody's.
    before.catch(() => undefined)
    held = late
  }
  await Promise.all([before, planAhead(house, plan), declareHours(house, plan, market)])
  return { market, files, rowsWritten, payRuns }
}

async function payAndTell(house: House, plan: CouncilPlan, market: StandingMarket, monday: Temporal.PlainDate, payRuns: MadeCouncil['payRuns'][number][], onProgress: Progress): Promise<void> {
  payRuns.push(await payPeriod(house, plan, market.frameworkId, monday))
  onProgress('Payment', payRuns.length, plan.weeks / WEEKS_IN_PERIOD)
}

/** Plans the present week and the one after it. */
async function planAhead(house: House, plan: CouncilPlan): Promise<void> {
  for (const ahead of [0, 1]) await planOneWeek(house, plan, plan.until.add({ weeks: ahead }))
}

/** The referrals of a week, or of four weeks long ago, are read in on the last Friday, and each is searched for from then on. */
async function bringPackages(house: House, plan: CouncilPlan, market: StandingMarket, random: Random, onProgress: Progress, settle: () => Promise<void>): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  let batches = 0
  const willingness = willingnessOf(plan, market)
  for (const [lastMonday, packages] of inBatches(plan)) {
    const friday = earliest(momentOn(Temporal.PlainDate.from(lastMonday).add({ days: 4 }), 12), plan.now.subtract({ hours: 1 }))
    for (const [reference, id] of await receiveReferrals(house, plan, market, packages, friday)) ids.set(reference, id)
    await inLanes(LANES, packages, async (planned, index) => {
      const id = ids.get(planned.reference)
      if (id !== undefined) await searchFor(house, plan, market, willingness, planned, id, friday.add({ minutes: 1 + (index % 50) }), seededRandom(plan.seed + Number(planned.reference.slice(4))))
    })
    batches += 1
    if (SETTLED_AFTER.includes(batches)) await settle()
    onProgress('Packages', ids.size, plan.caseload.length)
  }
  return ids
}

/** Packages by the Monday of the week they are read in: their own, or every fourth one before the history proper. */
function inBatches(plan: CouncilPlan): Map<string, PlannedPackage[]> {
  const historyFrom = plan.until.subtract({ weeks: plan.weeks })
  return Map.groupBy(plan.caseload, (planned) => {
    const receivedOn = Temporal.PlainDate.from(planned.referral.receivedOn)
    const monday = mondayOf(receivedOn.dayOfWeek > 5 ? receivedOn.add({ days: 3 }) : receivedOn)
    const weeksBefore = Math.floor(monday.until(historyFrom, { largestUnit: 'weeks' }).weeks)
    return (weeksBefore <= 4 ? monday : monday.add({ weeks: weeksBefore % 4 })).toString()
  })
}

async function endPlacements(house: House, plan: CouncilPlan, packageIds: ReadonlyMap<string, string>, weekOn: Temporal.PlainDate, random: Random): Promise<void> {
  const weekEnd = weekOn.add({ days: 6 })
  for (const planned of plan.caseload) {
    if (planned.fate.kind !== 'placed' || planned.fate.endsOn === null) continue
    const { endsOn } = planned.fate
    if (Temporal.PlainDate.compare(endsOn, weekOn) < 0 || Temporal.PlainDate.compare(endsOn, weekEnd) > 0) continue
    const packageId = packageIds.get(planned.reference)
    if (packageId !== undefined) await endAsPlanned(house, plan, packageId, endsOn, random)
  }
}

/** The access layout holds delivered visits only. */
function rowsOf(file: WeekFile): number {
  return file.provider.layout === 'access' ? file.records.filter((record) => record.inSecond !== null).length : file.records.length
}

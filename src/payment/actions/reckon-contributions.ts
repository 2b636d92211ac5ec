import { listPlacements } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import { fundingOn, fundingsOf, nhsShare } from '../../care/public.ts'
import type { FundingHistory } from '../../care/terms/funding.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { visitsToPay } from '../../visits/public.ts'
import { contributionOfDays, contributionOfWeek, type PlannedCare } from '../rules/contribution-refund.ts'
import { plannedCare } from '../rules/planned-care.ts'
import { listContributionTerms, listCorrectedDays, listPaidRates, newestOfWeeks } from '../store/contribution.read.ts'
import { insertContributionLines } from '../store/contribution.write.ts'
import type { PayRun } from '../terms.ts'
import { RECKON_CONTRIBUTIONS, type ContributionLine, type ContributionTerms } from '../terms/contribution.ts'
import { lockRun } from './record-run-event.ts'

/**
 * Reckons people's contributions for the weeks of an approved run, and those weeks reckoned before of which the run corrects a visit. A week reckoned before gets a line with the
 * difference, or none when nothing changed; so it may be asked again. Packages whose contribution is not known or nothing get no line. Throws `Refused` while the run is not
 * approved and without terms; `NotFound`.
 */
export async function reckonContributions(house: House, actor: Actor, input: { readonly payRunId: string }): Promise<{ readonly lines: number; readonly pence: number }> {
  return write(house, actor, async (work) => {
    need(actor, RECKON_CONTRIBUTIONS)
    const { run, state } = await lockRun(work, input.payRunId)
    if (state === 'draft' || state === 'in-review') throw new Refused('not-approved', 'This period’s payment run is not approved yet. Contributions are reckoned once it is.', 'period')
    const terms = await listContributionTerms(work.tx, run.frameworkId)
    if (!terms.some((each) => Temporal.PlainDate.compare(each.fromOn, run.toOn) <= 0)) throw new Refused('no-terms', `No terms for refunds were in force by ${wordsForDate(run.toOn)}. Set them first`, 'period')
    const lines = await linesFor(work, run, terms)
    await insertContributionLines(work.tx, lines)
    const pence = lines.reduce((sum, line) => sum + line.pence, 0)
    work.audit({ kind: 'contributions-reckoned', subjectKind: 'pay-run', subjectId: run.id, detail: { lines: lines.length, refundPence: pence } })
    return { lines: lines.length, pence }
  })
}

async function linesFor(work: Work, run: PayRun, terms: readonly ContributionTerms[]): Promise<Omit<ContributionLine, 'id'>[]> {
  const corrected = await listCorrectedDays(work.tx, run.id)
  const first = corrected.reduce((least, { visitOn }) => (visitOn < least ? visitOn : least), run.fromOn.toString())
  const fromOn = mondayOf(Temporal.PlainDate.from(first))
  const placements = await listPlacements(work, { frameworkId: run.frameworkId, fromOn, toOn: run.toOn })
  const fundings = await fundingsOf(work, [...new Set(placements.map((each) => each.packageId))])
  const paying = placements.filter((each) => isPaying(fundings.get(each.packageId)))
  const packageOf = new Map(paying.map((each) => [each.id, each.packageId]))
  const earlier = new Set(corrected.map(({ placementId, visitOn }) => `${packageOf.get(placementId) ?? ''} ${mondayOf(Temporal.PlainDate.from(visitOn)).toString()}`))
  const care = await careByWeek(work, run, paying, fromOn, fundings)
  const newest = await newestOfWeeks(work.tx, run.frameworkId, fromOn.toString(), run.toOn.toString())
  const lines: Omit<ContributionLine, 'id'>[] = []
  for (const [packageId, held] of [...Map.groupBy(paying, (each) => each.packageId)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [one] = held
    const funding = fundings.get(packageId)
    if (one === undefined || funding === undefined) continue
    for (let weekOn = fromOn; Temporal.PlainDate.compare(weekOn, run.toOn) < 0; weekOn = weekOn.add({ weeks: 1 })) {
      const key = `${packageId} ${weekOn.toString()}`
      const inForce = terms.find((each) => Temporal.PlainDate.compare(each.fromOn, weekOn) <= 0)
      const before = newest.get(key)
      const isAsked = Temporal.PlainDate.compare(weekOn, run.fromOn) >= 0 || (before !== undefined && earlier.has(key))
      if (!isAsked || inForce === undefined) continue
      const contribution = contributionOfDays(Array.from({ length: 7 }, (_, day) => dueOn(held, funding, weekOn.add({ days: day }))))
      if (contribution === 0 && before === undefined) continue
      const week = contributionOfWeek(contribution, care.get(key) ?? [], inForce.document)
      if (before !== undefined && before.refundPence === week.refundPence && before.duePence === week.duePence && before.contributionPence === week.contributionPence && before.lostMinutes === week.lostMinutes && before.givenMinutes === week.givenMinutes) continue
      lines.push({ ...week, frameworkId: run.frameworkId, payRunId: run.id, packageId, personId: one.personId, weekOn, nr: (before?.nr ?? 0) + 1, pence: week.refundPence - (before?.refundPence ?? 0), termsId: inForce.id, reckonedAt: work.now, reckonedBy: work.actor.name })
    }
  }
  return lines
}

function isPaying(funding: FundingHistory | undefined): boolean {
  return funding !== undefined && [funding.first, ...funding.changes].some((each) => (each.contributionPence ?? 0) > 0)
}

/** What a week of the contribution is on a day; nothing on a day on which no provider holds the package. */
function dueOn(held: readonly Placement[], funding: FundingHistory, on: Temporal.PlainDate): number {
  const isHeld = held.some((each) => Temporal.PlainDate.compare(each.startsOn, on) <= 0 && (each.endsOn === null || Temporal.PlainDate.compare(on, each.endsOn) <= 0))
  return isHeld ? (fundingOn(funding, on).contributionPence ?? 0) : 0
}

/** Planned care by package and week, from the visits as they stand now. */
async function careByWeek(work: Work, run: PayRun, paying: readonly Placement[], fromOn: Temporal.PlainDate, fundings: ReadonlyMap<string, FundingHistory>): Promise<Map<string, PlannedCare[]>> {
  const rates = await listPaidRates(work.tx, run.id)
  const byId = new Map(paying.map((each) => [each.id, each]))
  const care = new Map<string, PlannedCare[]>()
  for (const providerId of [...new Set(paying.map((each) => each.providerId))].toSorted()) {
    for (const visit of await visitsToPay(work, { frameworkId: run.frameworkId, providerId, fromOn: fromOn.toString(), toOn: run.toOn.toString() })) {
      const placement = visit.placementId === null ? undefined : byId.get(visit.placementId)
      const funding = placement === undefined ? undefined : fundings.get(placement.packageId)
      if (placement === undefined || funding === undefined) continue
      const on = Temporal.PlainDate.from(visit.visitOn)
      const planned = plannedCare(visit, { pencePerHour: rates.get(placement.id) ?? placement.agreedPencePerHour ?? placement.pencePerHour, nhsPercent: nhsShare(fundingOn(funding, on)) })
      if (planned === undefined) continue
      const key = `${placement.packageId} ${mondayOf(on).toString()}`
      const week = care.get(key)
      if (week === undefined) care.set(key, [planned])
      else week.push(planned)
    }
  }
  return care
}

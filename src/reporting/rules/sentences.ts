import { countOf, withCommas, wordsForDate, wordsForPence } from '../../kernel/words.ts'
import { RATING_LABELS, TIER_LABELS, type VisitWeekRow, type WeeklyReport } from '../terms.ts'
import { isListEmpty, sharesOf, sinceFirst } from './report-weeks.ts'
import { roundedRatio } from './rounded-parts.ts'

/** What each chart says, in one sentence: the words under its title, and its name for those who cannot see it. */
export interface Sentences {
  readonly cases: string
  readonly waits: string
  readonly hoursAwaiting: string
  readonly tierShares: string
  readonly ratings: string
  readonly visits: string
  readonly pounds: string
  readonly starts: string
}

/** Writes the sentences of a report. */
export function sentencesOf(report: WeeklyReport): Sentences {
  return { cases: cases(report), waits: waits(report), hoursAwaiting: hours(report), tierShares: tiers(report), ratings: ratings(report), visits: visits(report), pounds: pounds(report), starts: starts(report) }
}

/** A share in percent with one decimal: 96.2%. Nothing to divide by: “none due”. */
export function percentWords(numerator: number, denominator: number): string {
  if (denominator === 0) return 'none'
  return `${(roundedRatio(numerator * 1000, denominator) / 10).toFixed(1)}%`
}

/** Hours with two decimals, as the councils print them: 1,224.50. */
export function twoDecimalWords(value: number): string {
  return value.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')
}

function cases({ awaitingCare }: WeeklyReport): string {
  const [first] = sinceFirst(awaitingCare, isListEmpty)
  const last = awaitingCare.at(-1)
  if (first === undefined || last === undefined) return 'There is no week to report.'
  const now = last.councilCases + last.healthCases
  const then = first.councilCases + first.healthCases
  const change = now === then ? `the same as in the week of ${wordsForDate(first.week.startOn)}` : `${now > then ? 'up' : 'down'} from ${String(then)} in the week of ${wordsForDate(first.week.startOn)}`
  return `${countOf(now, 'case was', 'cases were')} on the list in the week of ${wordsForDate(last.week.startOn)}, ${change}; the NHS pays for ${String(last.healthCases)} of them.`
}

function waits({ awaitingCare }: WeeklyReport): string {
  const last = awaitingCare.at(-1)
  if (last === undefined || last.councilCases + last.healthCases === 0) return 'Nobody was on the list in the latest week.'
  return `In the week of ${wordsForDate(last.week.startOn)} the longest wait was ${countOf(last.longestWaitDays, 'day')} and the average ${last.averageWaitDays.toFixed(2)} days.`
}

function hours({ hoursAwaiting }: WeeklyReport): string {
  const worst = [...hoursAwaiting.rows].sort((a, b) => b.minutes - a.minutes)[0]
  if (worst === undefined || worst.minutes === 0) return 'No hours are waiting in any zone.'
  return `${twoDecimalWords(hoursAwaiting.totalHours)} hours a week are waiting for ${countOf(hoursAwaiting.people, 'package')}; most of all in ${worst.name}, with ${twoDecimalWords(worst.hours)}.`
}

function tiers({ tierShares }: WeeklyReport): string {
  if (tierShares.every((row) => row.minutes === 0)) return 'No package is in care.'
  const aimed = tierShares.filter((row) => row.target !== null)
  const shown = aimed.length === 0 ? tierShares : aimed
  const parts = shown.map((row) => `${TIER_LABELS[row.tier].toLowerCase()} ${String(row.percent)}%${row.target === null ? '' : ` against a target of ${String(row.target.lowPercent)}% to ${String(row.target.highPercent)}%`}`)
  return `Share of hours held: ${parts.join(', ')}.`
}

function ratings({ ratings: table }: WeeklyReport): string {
  if (table.total === 0) return 'No provider with a home care location stands on a framework.'
  const parts = table.rows.filter((row) => row.locations > 0).map((row) => `${String(row.locations)} ${RATING_LABELS[row.rating].toLowerCase()}`)
  return `Of ${countOf(table.total, 'home care location')}: ${parts.join(', ')}.`
}

function visits({ visits: weeks }: WeeklyReport): string {
  const last = lastTold(weeks)
  if (last === undefined) return weeks.some((week) => week.due > 0) ? 'No week is over of which visit records have come.' : 'No visit was planned in these weeks.'
  const open = last.noRecord === 0 ? '' : `; ${withCommas(last.noRecord)} had no record yet`
  return `In the week of ${wordsForDate(last.week.startOn)}, ${percentWords(last.delivered, last.due)} of the visits due were delivered and ${percentWords(last.missed, last.due)} missed; ${percentWords(last.late, last.delivered)} of those delivered were late${open}.`
}

function lastTold(weeks: readonly VisitWeekRow[]): VisitWeekRow | undefined {
  return weeks.findLast((week) => week.due > 0 && sharesOf(week) === 'told')
}

function pounds({ pounds: { runs, rows, totalPence, nhsPence } }: WeeklyReport): string {
  if (runs.length === 0) return 'No payment period had been run by this day.'
  const most = [...rows].sort((a, b) => b.totalPence - a.totalPence)[0]
  const period = runs.length === 1 && runs[0] !== undefined ? `${wordsForDate(runs[0].fromOn)} to ${wordsForDate(runs[0].toOn)}` : 'the latest periods'
  return `${wordsForPence(totalPence)} is owed for ${period}${most === undefined ? '' : `; most of it in ${most.name}: ${wordsForPence(most.totalPence)}`}. The council bears ${wordsForPence(totalPence - nhsPence)}, the NHS ${wordsForPence(nhsPence)}.`
}

function starts({ starts: rows }: WeeklyReport): string {
  const hospital = rows.find((row) => row.source === 'hospital-discharge')
  const others = rows.find((row) => row.source === 'all-but-hospital-discharge')
  const parts = [
    hospital === undefined || hospital.starts === 0 ? undefined : `${hospital.averageDays.toFixed(2)} days after a referral from hospital`,
    others === undefined || others.starts === 0 ? undefined : `${others.averageDays.toFixed(2)} days after all others`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'No care started in these weeks.' : `Care started on average ${parts.join(' and ')}.`
}

import { wordsForDay, wordsForHours, wordsForTime } from '../../kernel/words.ts'

/** One visit of a weekly pattern. `toMinute` makes a window; without it the time is fixed. */
export interface WeekVisit {
  /** ISO weekday, 1 for Monday to 7 for Sunday. */
  readonly day: number
  /** Minutes after midnight. */
  readonly fromMinute: number
  readonly toMinute?: number | null
  readonly minutes: number
  readonly workers: number
  readonly isTimeCritical: boolean
  /** A second line: who comes, or what changed. */
  readonly note?: string
}

interface VisitView {
  readonly time: string
  readonly length: string
  readonly workers: number
  readonly isTimeCritical: boolean
  readonly note: string | undefined
}

/** A week ready for the `weekGrid` macro. */
export interface WeekGridView {
  readonly caption: string
  readonly days: readonly { readonly name: string; readonly total: string }[]
  /** For a phone: days that follow each other and are alike, as one. */
  readonly spans: readonly { readonly name: string; readonly total: string; readonly visits: readonly VisitView[] }[]
  /** Some visits may start between two times: the page says so once. */
  readonly hasWindows: boolean
  readonly parts: readonly { readonly name: string; readonly cells: readonly (readonly VisitView[])[] }[]
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
/** Parts of the day by the minute they begin; a part without visits is left out. */
const PARTS = [
  { name: 'Night', from: 0 },
  { name: 'Morning', from: 360 },
  { name: 'Lunch', from: 690 },
  { name: 'Tea', from: 930 },
  { name: 'Evening', from: 1110 },
  { name: 'Late', from: 1320 },
] as const

/** Lays out a weekly pattern. A day's total counts care-worker time: two workers for 30 minutes are an hour. */
export function weekGrid(caption: string, visits: readonly WeekVisit[]): WeekGridView {
  const ordered = [...visits].sort((a, b) => a.fromMinute - b.fromMinute)
  const of = (day: number): WeekVisit[] => ordered.filter((visit) => visit.day === day)
  return {
    caption,
    days: DAYS.map((day) => ({ name: wordsForDay(day), total: totalOf(of(day)) })),
    spans: spansOf(of),
    hasWindows: visits.some(isWindow),
    parts: PARTS.map((part, place) => ({
      name: part.name,
      cells: DAYS.map((day) => of(day).filter((visit) => isWithin(visit, part.from, PARTS[place + 1]?.from ?? 1440)).map(visitView)),
    })).filter((part) => part.cells.some((cell) => cell.length > 0)),
  }
}

/** Runs of days with the same visits: "Every day", "Monday to Friday". */
function spansOf(of: (day: number) => WeekVisit[]): WeekGridView['spans'] {
  const runs: { first: number; last: number; key: string }[] = []
  for (const day of DAYS) {
    const key = JSON.stringify(of(day).map(visitView))
    const run = runs.at(-1)
    if (run?.key === key) run.last = day
    else runs.push({ first: day, last: day, key })
  }
  return runs.map(({ first, last }) => ({ name: nameOf(first, last), total: totalOfRun(of(first), first, last), visits: of(first).map(visitView) }))
}

function nameOf(first: number, last: number): string {
  if (first === last) return wordsForDay(first)
  return last - first === 6 ? 'Every day' : `${wordsForDay(first)} ${last - first === 1 ? 'and' : 'to'} ${wordsForDay(last)}`
}

function totalOfRun(visits: readonly WeekVisit[], first: number, last: number): string {
  const total = totalOf(visits)
  return first === last || visits.length === 0 ? total : `${total} a day`
}

function isWithin(visit: WeekVisit, from: number, to: number): boolean {
  const minute = visit.fromMinute % 1440
  return from <= minute && minute < to
}

function totalOf(visits: readonly WeekVisit[]): string {
  return visits.length === 0 ? 'No visits' : wordsForHours(visits.reduce((sum, visit) => sum + visit.minutes * visit.workers, 0))
}

function isWindow(visit: WeekVisit): visit is WeekVisit & { readonly toMinute: number } {
  return visit.toMinute !== undefined && visit.toMinute !== null && visit.toMinute !== visit.fromMinute
}

function visitView(visit: WeekVisit): VisitView {
  const from = wordsForTime(visit.fromMinute)
  return {
    time: isWindow(visit) ? `${from} to ${wordsForTime(visit.toMinute)}` : from,
    length: `${String(visit.minutes)} minutes`,
    workers: visit.workers,
    isTimeCritical: visit.isTimeCritical,
    note: visit.note,
  }
}

import { FUNDER_NAMES, REFERRAL_SOURCE_NAMES, SERVICE_LINE_NAMES, URGENCY_NAMES, type PackageSummary, type Funder, type ReferralSource, type ServiceLine, type Urgency } from '../../../care/terms.ts'
import type { Minutes } from '../../../kernel/amounts.ts'
import { countOf, hoursFigure, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import type { Cell, Column } from '../../../platform/components/data-table.ts'
import { WAITING_CAUSE_NAMES, type WaitingCause } from '../../../kernel/waiting-cause.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import type { Nearness } from '../../rules/share-out.ts'
import { PRIORITY_NAMES, type Priority, type WaitingPriority } from '../../rules/waiting-priority.ts'
import type { WaitingReason } from '../../rules/waiting-reason.ts'
import { waitingState, type WaitingState } from '../../rules/waiting-state.ts'
import { COVER_RISK_NAMES, INTERIM_COVER_NAMES, type CoverRecord, type InterimCover } from '../../terms/interim-cover.ts'

/** A waiting package with what the board says of it. */
export interface BoardFacts {
  readonly carePackage: PackageSummary
  readonly initials: string
  readonly frameworkName: string
  readonly zoneName: string | null
  readonly days: number
  readonly visitsADay: number
  readonly reason: WaitingReason
  readonly cause: WaitingCause
  readonly nearness: Nearness
  /** Who pays today. */
  readonly funder: Funder
  readonly priority: WaitingPriority
  readonly cover: CoverRecord | null
  readonly openQueries: number
}

/** What the board is narrowed to. An empty part narrows nothing. `zone` is an id, or `none` for packages in no zone. */
export interface BoardFilter {
  readonly framework?: string | undefined
  readonly zone?: string | undefined
  readonly source?: ReferralSource | undefined
  readonly funder?: Funder | undefined
  readonly line?: ServiceLine | undefined
  /** How far the search has come, or the cause of the wait. */
  readonly why?: WaitingState | WaitingCause | undefined
  readonly urgency?: Urgency | undefined
  readonly priority?: Priority | undefined
  /** Waiting for more than this many days. */
  readonly longer?: number | undefined
  /** `unknown` when nobody recorded it; `high-risk` when it may well break down. */
  readonly cover?: InterimCover | 'unknown' | 'high-risk' | undefined
  /** How near the day is by which care is needed. */
  readonly needed?: Nearness | undefined
  /** Referred by this person. */
  readonly by?: string | undefined
  /** These packages alone: those that whoever looks works on. */
  readonly packageIds?: ReadonlySet<string> | undefined
}

/** The rows that a filter leaves. */
export function narrow<Row extends BoardFacts>(rows: readonly Row[], filter: BoardFilter): Row[] {
  return rows.filter(
    ({ carePackage, reason, cause, nearness, funder, priority, days, cover }) =>
      (filter.why === undefined || filter.why === waitingState(reason.clause) || filter.why === cause) &&
      (filter.needed === undefined || filter.needed === nearness) &&
      (filter.by === undefined || filter.by === carePackage.receivedBy) &&
      (filter.packageIds === undefined || filter.packageIds.has(carePackage.id)) &&
      (filter.framework === undefined || filter.framework === carePackage.frameworkId) &&
      (filter.zone === undefined || filter.zone === (carePackage.zoneId ?? 'none')) &&
      (filter.source === undefined || filter.source === carePackage.source) &&
      (filter.funder === undefined || filter.funder === funder) &&
      (filter.line === undefined || filter.line === carePackage.serviceLine) &&
      (filter.urgency === undefined || filter.urgency === carePackage.urgency) &&
      (filter.priority === undefined || filter.priority === priority.priority) &&
      (filter.longer === undefined || days > filter.longer) &&
      (filter.cover === undefined || (filter.cover === 'high-risk' ? cover?.risk === 'high' : filter.cover === (cover?.kind ?? 'unknown'))),
  )
}

/** "Waiting for care: 37 people, 412 hours a week". A person with two waiting packages is one person. */
export function boardHeading(rows: readonly BoardFacts[]): string {
  const people = new Set(rows.map((row) => row.carePackage.personId)).size
  return `Waiting for care: ${countOf(people, 'person', 'people')}, ${hoursFigure(minutesOf(rows))} hours a week`
}

/** The figures over the board. */
export function boardTiles(rows: readonly BoardFacts[]): { figure: string; label: string; href?: string; hint?: string; tone?: 'attention' | 'quiet' }[] {
  const stuck = rows.filter((row) => row.reason.nextAt === null)
  const late = rows.filter((row) => row.nearness === 'overdue')
  const high = rows.filter((row) => row.priority.priority === 'high')
  const longest = Math.max(0, ...rows.map((row) => row.days))
  const total = rows.reduce((sum, row) => sum + row.days, 0)
  return [
    { figure: String(stuck.length), label: 'need somebody to act', hint: 'No offer is open', ...(stuck.length > 0 ? { tone: 'attention' as const } : {}) },
    { figure: String(high.length), label: 'of high priority', href: '/board?priority=high', ...(high.length > 0 ? { tone: 'attention' as const } : {}) },
    { figure: String(late.length), label: 'past the day care was needed by', href: '/board?needed=overdue', ...(late.length > 0 ? { tone: 'attention' as const } : {}) },
    { figure: countOf(longest, 'day'), label: 'longest wait', hint: rows.length === 0 ? '' : `${(total / rows.length).toFixed(1)} days on average`, tone: 'quiet' },
    coverTile(rows),
  ]
}

/** What interim cover costs a week in all, of how many, and what is not known. Parts of one split package share their cover, which counts once. */
function coverTile(rows: readonly BoardFacts[]): { figure: string; label: string; href?: string; hint: string; tone?: 'attention' | 'quiet' } {
  const covers = [...new Map(rows.flatMap(({ carePackage, cover }) => (cover === null || cover.kind === 'none' ? [] : [[`${carePackage.personId} ${cover.kind} ${cover.fromOn.toString()}`, cover] as const]))).values()]
  const costed = covers.flatMap((cover) => cover.weeklyPence ?? [])
  const high = rows.filter((row) => row.cover?.risk === 'high').length
  const none = rows.filter((row) => row.cover === null || row.cover.kind === 'none').length
  return {
    figure: costed.length === 0 ? 'Not recorded' : wordsForPence(costed.reduce((sum, pence) => sum + pence, 0)),
    label: 'a week for interim cover',
    hint: [`${String(costed.length)} of ${String(covers.length)} with a cost`, high === 0 ? '' : `${String(high)} at high risk`, `${String(none)} without cover`].filter((part) => part !== '').join(', '),
    ...(high > 0 ? { href: '/board?cover=high-risk', tone: 'attention' as const } : { tone: 'quiet' as const }),
  }
}

const PRIORITY_COLOURS = { high: 'red', medium: 'yellow', low: 'grey' } as const

const columns = {
  priority: { key: 'priority', heading: 'Priority', value: (row) => ({ text: '', tag: { text: PRIORITY_NAMES[row.priority.priority], colour: PRIORITY_COLOURS[row.priority.priority] } }), sort: (row) => -row.priority.points },
  package: { key: 'package', heading: 'Package', value: (row) => ({ text: row.carePackage.reference, href: `/packages/${row.carePackage.id}`, hint: SERVICE_LINE_NAMES[row.carePackage.serviceLine], ...(row.openQueries === 0 ? {} : { tag: { text: `${countOf(row.openQueries, 'question')} open`, colour: 'purple' as const } }) }), sort: (row) => row.carePackage.reference },
  person: { key: 'person', heading: 'Person', value: (row) => ({ text: row.initials, href: `/people/${row.carePackage.personId}` }), sort: (row) => row.initials },
  zone: { key: 'zone', heading: 'Zone', value: (row) => (row.zoneName === null ? { text: '', tag: { text: 'No zone', colour: 'red' } } : row.zoneName), sort: (row) => row.zoneName ?? '' },
  care: { key: 'hours', heading: 'Hours a week', value: (row) => ({ text: hoursFigure(row.carePackage.weeklyMinutes), hint: careHint(row) }), sort: (row) => row.carePackage.weeklyMinutes, numeric: true },
  hours: { key: 'hours', heading: 'Hours a week', value: (row) => hoursFigure(row.carePackage.weeklyMinutes), sort: (row) => row.carePackage.weeklyMinutes, numeric: true },
  visits: { key: 'visits', heading: 'Visits a day', value: (row) => String(row.visitsADay), sort: (row) => row.visitsADay, numeric: true },
  workers: { key: 'workers', heading: 'Workers', value: (row) => String(row.carePackage.mostWorkers), sort: (row) => row.carePackage.mostWorkers, numeric: true },
  days: { key: 'days', heading: 'Days waiting', value: (row) => String(row.days), sort: (row) => row.days, numeric: true },
  startBy: { key: 'by', heading: 'Needed by', value: (row) => wordsForDate(row.carePackage.startByOn), sort: (row) => row.carePackage.startByOn.toString() },
  source: { key: 'source', heading: 'Source', value: (row) => ({ text: REFERRAL_SOURCE_NAMES[row.carePackage.source], hint: FUNDER_NAMES[row.funder], ...(row.carePackage.urgency === 'emergency' ? { tag: { text: URGENCY_NAMES.emergency, colour: 'red' as const } } : {}) }), sort: (row) => row.carePackage.source },
  why: { key: 'why', heading: 'Why still waiting', value: (row) => ({ text: shortWords(row), hint: row.reason.lastStep }), sort: (row) => row.cause, wide: true },
  cover: { key: 'cover', heading: 'Interim cover', value: coverCell, sort: (row) => row.cover?.kind ?? '' },
  act: { key: 'act', heading: 'Act', value: actCell },
} satisfies Readonly<Record<string, Column<BoardFacts>>>

/** The board on screen; what can be done from it, and whom it leads to, is for those who may do and see it. */
export function boardColumns(canAct: boolean, canSeePeople: boolean): Column<BoardFacts>[] {
  const { priority, package: named, zone, care, days, startBy, source, why, cover, act } = columns
  const person = canSeePeople ? columns.person : { ...columns.person, value: (row: BoardFacts) => row.initials }
  return [named, priority, person, zone, care, days, startBy, source, why, cover, ...(canAct ? [act] : [])]
}

/** The board as CSV: what the screen says in a second line has a column of its own. */
export const boardCsvColumns: readonly Column<BoardFacts>[] = [
  columns.package,
  { key: 'framework', heading: 'Framework', value: (row) => row.frameworkName },
  { key: 'line', heading: 'Service line', value: (row) => SERVICE_LINE_NAMES[row.carePackage.serviceLine] },
  { key: 'questions', heading: 'Questions open', value: (row) => String(row.openQueries) },
  columns.priority,
  { key: 'priority-why', heading: 'Why this priority', value: (row) => row.priority.reasons.map((reason) => reason.words).join('; ') },
  columns.person, columns.zone, columns.hours, columns.visits, columns.workers, columns.days, columns.startBy, columns.source,
  { key: 'urgency', heading: 'Urgency', value: (row) => URGENCY_NAMES[row.carePackage.urgency] },
  { key: 'funder', heading: 'Funder', value: (row) => FUNDER_NAMES[row.funder] },
  { key: 'received', heading: 'Received', value: (row) => wordsForDate(row.carePackage.receivedOn) },
  { key: 'cause', heading: 'Cause', value: (row) => WAITING_CAUSE_NAMES[row.cause] },
  { ...columns.why, value: (row) => row.reason.words },
  { key: 'last', heading: 'Last step', value: (row) => row.reason.lastStep },
  { key: 'next', heading: 'Next step', value: (row) => nextWords(row.reason) },
  columns.cover,
  { key: 'cover-cost', heading: 'Cover cost a week (pounds)', value: (row) => (row.cover?.weeklyPence == null ? '' : wordsForPence(row.cover.weeklyPence)), csv: (row) => (row.cover?.weeklyPence == null ? '' : row.cover.weeklyPence / 100) },
  { key: 'cover-risk', heading: 'Cover risk', value: (row) => (row.cover?.risk == null ? '' : COVER_RISK_NAMES[row.cover.risk]) },
]

/** Visits a day at most, and how many care workers. */
function careHint({ visitsADay, carePackage }: BoardFacts): string {
  return `${countOf(visitsADay, 'visit')} a day, ${countOf(carePackage.mostWorkers, 'care worker')}`
}

/** The reason without its tally of answers, which the package's own page gives: of a search that found nobody, its main cause. */
function shortWords({ reason, cause }: BoardFacts): string {
  if (reason.clause !== 'nobody-took-it' && reason.clause !== 'nobody-eligible') return reason.words
  return `${reason.words.split(':')[0] ?? ''}: ${WAITING_CAUSE_NAMES[cause].toLowerCase()}`
}

function nextWords(reason: WaitingReason): string {
  return reason.nextAt === null ? 'Nothing happens by itself' : `Next on ${wordsForMoment(reason.nextAt)}`
}

function coverCell(row: BoardFacts): Cell {
  const href = `/packages/${row.carePackage.id}#cover`
  if (row.cover === null) return { text: 'Not recorded', href }
  const { kind, fromOn, weeklyPence, risk } = row.cover
  const hint = [`since ${wordsForDate(fromOn)}`, weeklyPence === null ? '' : `${wordsForPence(weeklyPence)} a week`].filter((part) => part !== '').join(', ')
  return { text: INTERIM_COVER_NAMES[kind], href, hint, ...(risk === 'high' || risk === 'medium' ? { tag: { text: `${COVER_RISK_NAMES[risk]} risk`, colour: risk === 'high' ? ('red' as const) : ('yellow' as const) } } : {}) }
}

function actCell(row: BoardFacts): Cell {
  const { id, reference } = row.carePackage
  if (row.reason.clause === 'offers-open' || row.reason.clause === 'next-step-due') return { text: 'See offers', href: `/packages/${id}#offers` }
  if (row.reason.clause === 'awaiting-approval' || row.reason.clause === 'approval-refused') return { text: 'See approval', href: `/packages/${id}/approval` }
  if (row.carePackage.zoneId === null) return { text: 'See package', href: `/packages/${id}` }
  return { text: '', button: { text: 'Send offers', action: `/packages/${id}/offers?from=board`, describe: `for package ${reference}` } }
}

function minutesOf(rows: readonly BoardFacts[]): Minutes {
  return rows.reduce((sum, row) => sum + row.carePackage.weeklyMinutes, 0)
}

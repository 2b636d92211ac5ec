import { wordsForWindow } from '../../../care/public.ts'
import type { TimeBand } from '../../../care/terms/time-band.ts'
import { countOf, wordsForDate, wordsForDay, wordsForHours } from '../../../kernel/words.ts'
import type { Cell, TagColour } from '../../../platform/components/data-table.ts'
import type { SeenPartialAnswer, SeenPartialAnswers } from '../../actions/see-partial-answers.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { AGREED_BY_NAMES, type PartialDecision, type PartialDecisionKind, type VisitDifference } from '../../terms/partial-answer.ts'

/** Visits alike on several days, with what each provider can do of them. */
export interface ComparedVisit {
  readonly days: string
  readonly asked: Cell
  /** In the order of the answers. */
  readonly offered: readonly Cell[]
}

/** The week visit by visit, visits alike in everything but their day together. */
export function comparedVisits({ answers, bands }: SeenPartialAnswers): ComparedVisit[] {
  const rows = new Map<string, { days: number[]; minute: number; row: Omit<ComparedVisit, 'days'> }>()
  const [first] = answers
  first?.difference.visits.forEach(({ asked }, index) => {
    const offered = answers.map(({ difference }) => offeredCell(difference.visits[index], bands))
    const about = [`${String(asked.minutes)} minutes`, asked.workers === 2 ? 'two care workers' : '', asked.timeCritical ? 'time-critical' : '', asked.justification ?? ''].filter((part) => part !== '').join(', ')
    const row = { asked: { text: wordsForWindow(asked, bands), hint: about }, offered }
    const key = JSON.stringify(row)
    const before = rows.get(key)
    if (before === undefined) rows.set(key, { days: [asked.dayOfWeek], minute: asked.earliestMinute, row })
    else before.days.push(asked.dayOfWeek)
  })
  return [...rows.values()].toSorted((a, b) => a.minute - b.minute || (a.days[0] ?? 0) - (b.days[0] ?? 0)).map(({ days, row }) => ({ days: daysWords(days), ...row }))
}

function offeredCell(visit: VisitDifference | undefined, bands: readonly TimeBand[]): Cell {
  if (visit?.offered == null) return { text: '', tag: { text: 'Missing', colour: 'red' } }
  const alone = visit.workersMissing > 0 ? 'One care worker of two' : ''
  if (visit.kind === 'met') return { text: '', tag: alone === '' ? { text: 'Met', colour: 'green' } : { text: 'In part', colour: 'orange' }, ...(alone === '' ? {} : { hint: alone }) }
  return { text: wordsForWindow(visit.offered, bands), tag: { text: 'Moved', colour: 'yellow' }, hint: [`At most ${String(visit.movedMinutes)} minutes outside`, alone].filter((part) => part !== '').join('. ') }
}

/** "Monday to Friday", "Saturday and Sunday", "Every day", or the days one by one. */
export function daysWords(days: readonly number[]): string {
  const [first = 0] = days
  const last = days.at(-1) ?? first
  if (days.length === 7) return 'Every day'
  if (days.length === 1) return wordsForDay(first)
  if (last - first + 1 === days.length) return `${wordsForDay(first)} ${days.length === 2 ? 'and' : 'to'} ${wordsForDay(last)}`
  return days.map((day) => wordsForDay(day).slice(0, 3)).join(', ')
}

const DECISION_TAGS: Readonly<Record<PartialDecisionKind, { readonly text: string; readonly colour: TagColour }>> = { accepted: { text: 'Accepted', colour: 'green' }, refused: { text: 'Refused', colour: 'grey' }, split: { text: 'Package split', colour: 'blue' } }

/** One answer as a card: what is met, moved and missing, from when, and what was decided. */
export function answerCard(seen: SeenPartialAnswer, index: number) {
  const { answer, difference, decision } = seen
  const rows = [
    { key: 'As asked', text: wordsForHours(difference.metMinutes) },
    { key: 'At other times', text: wordsForHours(difference.movedMinutes) },
    { key: 'Missing', text: wordsForHours(difference.missingMinutes) },
    { key: 'Starts', text: wordsForDate(answer.startsOn), hint: difference.startDaysLost === 0 ? 'In time' : `${countOf(difference.startDaysLost, 'day')} after the day asked for` },
    ...(answer.note === null ? [] : [{ key: 'Note', text: answer.note }]),
    { key: 'Answered', text: `${wordsForMoment(answer.answeredAt)} by ${answer.answeredBy}`, ...(seen.heldUntil === null ? {} : { hint: `The next step is asked on ${wordsForMoment(seen.heldUntil)} if nobody decides` }) },
  ]
  return { prefix: `a${String(index + 1)}-`, offerId: answer.offerId, name: seen.providerName, href: `/providers/${answer.providerId}`, rows, tag: decision === null ? null : DECISION_TAGS[decision.decision], decided: decision === null ? '' : decisionWords(decision), canSplit: difference.missingMinutes > 0 }
}

function decisionWords(decision: PartialDecision): string {
  const agreed = decision.agreedBy === null ? '' : ` Agreed by: ${AGREED_BY_NAMES[decision.agreedBy].toLowerCase()}.`
  return `${decision.reason}.${agreed} Decided ${wordsForMoment(decision.decidedAt)} by ${decision.decidedBy}.`
}

import { countOf, hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type Cell, type Column, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import { EXCEPTION_NAMES } from '../../../visits/terms.ts'
import { MUST_ACT_WORDS, type HeldLine } from '../../terms/hold.ts'
import { LINE_OUTCOME_NAMES, type LineOutcome, type PayLine, type Statement } from '../../terms/statement.ts'
import { shareTile } from '../share-columns.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'

export type PersonLabels = ReadonlyMap<string, { readonly reference: string; readonly initials: string }>

const OUTCOME_COLOURS: Readonly<Partial<Record<LineOutcome, TagColour>>> = { missed: 'red', 'no-record': 'orange', cancelled: 'yellow', withdrawn: 'grey' }

/** A statement's figures, large. */
export function statementTiles(statement: Statement, held: readonly HeldLine[]) {
  const heldPence = held.reduce((sum, line) => sum + line.pence, 0)
  return [
    { figure: wordsForPence(statement.totalPence), label: 'owed' },
    ...(held.length === 0 ? [] : [{ figure: wordsForPence(heldPence), label: 'of it held', hint: countOf(held.length, 'line'), href: '/holds' }]),
    { figure: wordsForPence(statement.visitsPence), label: 'for visits', hint: countOf(statement.lineCount, 'visit') },
    { figure: wordsForPence(statement.adjustmentsPence), label: 'adjusted', hint: statement.adjustmentCount === 0 ? 'No line of an earlier period' : `${countOf(statement.adjustmentCount, 'line')} of earlier periods`, tone: 'quiet' },
    shareTile({ pence: statement.totalPence, nhsPence: statement.nhsPence }),
    { figure: hoursFigure(statement.payableMinutes), label: 'hours paid', hint: `${wordsForHours(statement.plannedMinutes)} planned`, tone: 'quiet' },
  ]
}

/** What is held, hold by hold: how many lines, why, and who must act. */
export function heldNotes(held: readonly HeldLine[]) {
  return [...Map.groupBy(held, (line) => line.hold.id).values()].map((lines) => ({
    what: `${countOf(lines.length, 'line')} held, ${wordsForPence(lines.reduce((sum, line) => sum + line.pence, 0))}.`,
    why: lines[0]?.hold.reason ?? '',
    who: `${MUST_ACT_WORDS[lines[0]?.hold.mustAct ?? 'finance-officer']} must act.`,
  }))
}

/** Planned minutes of all care workers, in the words of one visit: 30, or 2 × 30. */
function plannedWords(line: Pick<PayLine, 'kind' | 'plannedMinutes' | 'plannedWorkers'>): string {
  if (line.kind === 'fee') return ''
  if (line.plannedWorkers === 0) return 'Not planned'
  return line.plannedWorkers === 1 ? String(line.plannedMinutes) : `${String(line.plannedWorkers)} × ${String(line.plannedMinutes)}`
}

/** One page of lines: planned → actual → counted → paid. The rows are already the page asked for. */
export function linesTable(input: { readonly held: readonly HeldLine[]; readonly statement: Statement; readonly lines: readonly PayLine[]; readonly total: number; readonly people: PersonLabels; readonly url: string }): TableView {
  const { statement, people } = input
  const held = new Set(input.held.map((line) => line.id))
  const columns: Column<PayLine>[] = [
    { key: 'date', heading: 'Visit', value: (line) => visitCell(line, statement), sort: () => 0, csv: (line) => line.visitOn.toString() },
    { key: 'line', heading: 'Line', value: (line) => ({ text: String(line.id), href: `/statements/${statement.id}/lines/${String(line.id)}` }) },
    { key: 'person', heading: 'Person', value: (line) => personCell(line, people), csv: (line) => (line.personId === null ? '' : (people.get(line.personId)?.reference ?? '')) },
    { key: 'planned', heading: 'Planned', numeric: true, value: plannedWords, sort: () => 0 },
    { key: 'actual', heading: 'Actual', numeric: true, value: (line) => (line.actualMinutes === null ? '' : String(line.actualMinutes)), sort: () => 0 },
    { key: 'counted', heading: 'Counted', numeric: true, value: (line) => String(line.countedMinutes) },
    { key: 'paid', heading: 'Paid minutes', numeric: true, value: (line) => signed(line, String(line.payableMinutes)), sort: () => 0, csv: (line) => line.payableMinutes },
    { key: 'rate', heading: 'Rate', numeric: true, value: (line) => wordsForPence(line.pencePerHour), csv: (line) => poundsFigure(line.pencePerHour) },
    { key: 'pence', heading: 'Amount', numeric: true, value: (line) => amountCell(line, held.has(line.id)), sort: () => 0, csv: (line) => poundsFigure(line.pence) },
    { key: 'council', heading: 'Council', inCsvOnly: true, value: (line) => poundsFigure(line.pence - line.nhsPence) },
    { key: 'nhs', heading: 'NHS', inCsvOnly: true, value: (line) => poundsFigure(line.nhsPence) },
    { key: 'outcome', heading: 'Outcome', value: outcomeCell, csv: (line) => LINE_OUTCOME_NAMES[line.outcome] },
    { key: 'held', heading: 'Held', inCsvOnly: true, value: (line) => (held.has(line.id) ? 'Held' : '') },
  ]
  return dataTable({ caption: 'Lines', noun: ['line', 'lines'], columns, rows: input.lines, total: input.total, url: input.url, emptyWords: 'No line fits these filters.', rowHeading: 'date' })
}

function visitCell(line: PayLine, statement: Statement): Cell {
  const text = wordsForDate(line.visitOn)
  if (line.kind === 'fee') return { text, tag: { text: 'Fee', colour: 'purple' } }
  if (line.kind === 'adjustment') return { text, tag: { text: 'Adjustment', colour: 'purple' } }
  return Temporal.PlainDate.compare(line.visitOn, statement.fromOn) < 0 ? { text, tag: { text: 'Late', colour: 'yellow' } } : text
}

function personCell(line: PayLine, people: PersonLabels): Cell {
  const label = line.personId === null ? undefined : people.get(line.personId)
  return label === undefined ? '' : { text: label.reference, hint: label.initials }
}

/** With what the NHS bears of it, where it bears any. */
function amountCell(line: PayLine, isHeld: boolean): Cell {
  const text = signed(line, wordsForPence(line.pence))
  const tag = isHeld ? { tag: { text: 'Held', colour: 'red' as const } } : {}
  return line.nhsPence === 0 ? { text, ...tag } : { text, ...tag, hint: line.nhsPence === line.pence ? 'NHS' : `NHS ${wordsForPence(line.nhsPence)}` }
}

function outcomeCell(line: PayLine): Cell {
  const colour = OUTCOME_COLOURS[line.outcome]
  const text = LINE_OUTCOME_NAMES[line.outcome]
  const blocked = line.trace.find((step) => step[0] === 'blocked')
  const why = blocked === undefined ? {} : { hint: `Not paid yet: ${blocked[1].map((kind) => EXCEPTION_NAMES[kind].toLowerCase()).join('; ')}` }
  return colour === undefined ? { text, ...why } : { text: '', tag: { text, colour }, ...why }
}

function signed(line: PayLine, words: string): string {
  return line.kind !== 'visit' && line.pence > 0 ? `+${words}` : words
}

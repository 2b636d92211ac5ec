import { countOf } from '../../../kernel/words.ts'
import type { Cell, Column } from '../../../platform/components/data-table.ts'
import type { SeenException } from '../../actions/see-exceptions.ts'
import { DECISION_NAMES, type ExceptionDecision } from '../../terms/exception-decision.ts'
import { dateWords, timeWords } from '../clock.ts'
import { EXCEPTION_COLOURS, EXCEPTION_TAGS } from '../exception-tag.ts'

const TURNS = { provider: 'Provider', council: 'Council' } as const

/** Columns of the queue; provider and zone are for the council. */
export function exceptionColumns(forCouncil: boolean): Column<SeenException>[] {
  const provider: Column<SeenException> = { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, ...(row.zoneName === null ? {} : { hint: row.zoneName }) }) }
  return [
    { key: 'visit', heading: 'Visit', value: (row) => ({ text: dateWords(row.visitOn), href: visitHref(row), hint: row.visitReference === null ? timeWords(row.startsAt) : `${timeWords(row.startsAt)}, ${row.visitReference}` }), sort: (row) => row.visitOn },
    { key: 'kind', heading: 'Exception', value: (row) => ({ text: '', tag: { text: EXCEPTION_TAGS[row.kind], colour: EXCEPTION_COLOURS[row.kind] } }), sort: (row) => row.kind },
    { key: 'what', heading: 'What happened', value: (row) => row.words },
    { key: 'person', heading: 'Person', value: (row) => (row.person === null ? { text: row.sentPersonReference ?? 'Unallocated', hint: 'As sent' } : { text: row.person.initials, hint: row.person.reference }) },
    ...(forCouncil ? [provider] : []),
    { key: 'turn', heading: 'Whose turn', csv: (row) => (row.decision === null ? TURNS[row.turn.who] : `${DECISION_NAMES[row.decision.decision]}: ${row.decision.reason}`), value: (row) => row.decision !== null ? decisionCell(row.decision) : ({ text: TURNS[row.turn.who], hint: row.turn.what, ...(row.turn.blocksPayment ? { tag: { text: 'Not paid yet', colour: 'red' as const } } : {}) }) },
    { key: 'age', heading: 'Age', value: (row) => countOf(row.ageDays, 'day'), numeric: true },
  ]
}

/** What was said, by whom and why. */
function decisionCell({ decision, reason, by }: ExceptionDecision): Cell {
  return { text: '', tag: { text: DECISION_NAMES[decision], colour: decision === 'upheld' ? 'red' : 'green' }, hint: `${by}: ${reason}` }
}

/** The planned visit, or for a record without a plan the day's list, where it stands. */
function visitHref(row: SeenException): string {
  return row.plannedVisitId === null ? `/visits?on=${row.visitOn}&provider=${row.providerId}#unplanned` : `/visits/${String(row.plannedVisitId)}`
}

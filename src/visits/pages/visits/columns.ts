import { countOf } from '../../../kernel/words.ts'
import type { Cell, Column } from '../../../platform/components/data-table.ts'
import type { SeenUnplanned, SeenVisit } from '../../actions/see-visits.ts'
import type { ListedRecord } from '../../store/visit-list.read.ts'
import { OUTCOME_NAMES } from '../../terms.ts'
import { timeWords } from '../clock.ts'
import { EXCEPTION_COLOURS, EXCEPTION_TAGS } from '../exception-tag.ts'

/** Columns of a day's planned visits; the provider's name is for the council. */
export function visitColumns(forCouncil: boolean): Column<SeenVisit>[] {
  const provider: Column<SeenVisit> = { key: 'provider', heading: 'Provider', value: (visit) => visit.providerName }
  return [
    { key: 'planned', heading: 'Planned', value: plannedCell },
    { key: 'person', heading: 'Person', value: (visit) => ({ text: visit.person?.initials ?? '', hint: visit.person?.reference ?? '' }) },
    ...(forCouncil ? [provider] : []),
    { key: 'actual', heading: 'Actual', value: (visit) => actualWords(visit.records, visit.isWithdrawn) },
    { key: 'exceptions', heading: 'Exceptions', value: exceptionCell },
  ]
}

function plannedCell(visit: SeenVisit): Cell {
  const workers = visit.workers === 1 ? '' : `, ${String(visit.workers)} care workers`
  const window = visit.windowMinutes === 0 ? '' : ` to ${timeWords(visit.startsAt.add({ minutes: visit.windowMinutes }))}`
  return { text: `${timeWords(visit.startsAt)}${window}`, href: `/visits/${String(visit.id)}`, hint: `${countOf(visit.minutes, 'minute')}${workers}${visit.timeCritical ? ', time-critical' : ''}` }
}

/** What the records of a visit say: "7:34am, 28 minutes; 7:36am, 26 minutes". */
function actualWords(records: readonly ListedRecord[], isWithdrawn: boolean): string {
  if (isWithdrawn) return 'Withdrawn from the plan'
  if (records.length === 0) return 'No record'
  return records.map(recordWords).join('; ')
}

/** One record in words: its time and length, or why nothing was delivered. */
function recordWords(record: ListedRecord): string {
  return record.outcome === 'delivered' ? `${timeWords(record.startsAt)}, ${countOf(record.actualMinutes ?? 0, 'minute')}` : OUTCOME_NAMES[record.outcome]
}

function exceptionCell(visit: SeenVisit): Cell {
  const [first, ...more] = visit.exceptions
  if (first === undefined) return ''
  return { text: '', tag: { text: EXCEPTION_TAGS[first], colour: EXCEPTION_COLOURS[first] }, ...(more.length === 0 ? {} : { hint: `and ${more.map((kind) => EXCEPTION_TAGS[kind].toLowerCase()).join(', ')}` }) }
}

/** Columns of the records that answer no plan. */
export function unplannedColumns(forCouncil: boolean): Column<SeenUnplanned>[] {
  const provider: Column<SeenUnplanned> = { key: 'provider', heading: 'Provider', value: (record) => record.providerName }
  return [
    { key: 'visit', heading: 'Visit', value: (record) => ({ text: record.visitReference, href: `/visit-files/${record.fileId}` }) },
    { key: 'person', heading: 'Person, as sent', value: (record) => ({ text: record.personReference, ...(record.placementId === null ? { tag: { text: 'Unallocated', colour: 'orange' as const } } : {}) }) },
    ...(forCouncil ? [provider] : []),
    { key: 'actual', heading: 'Actual', value: recordWords },
  ]
}

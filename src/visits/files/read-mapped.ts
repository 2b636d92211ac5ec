import { createHash } from 'node:crypto'
import { csvText } from '../../platform/files/csv-write.ts'
import { countOf } from '../../kernel/words.ts'
import { shownValue, type Refusal } from '../../platform/files/import-outcome.ts'
import { headingKey } from '../../platform/files/layout.ts'
import type { OwnRow, OwnTable } from '../../platform/files/own-table.ts'
import type { SentRecord } from '../terms.ts'
import { isVisitAround } from '../rules/row-element.ts'
import { WORDED, type KeptMapping, type MappingDocument } from '../terms/mapping.ts'
import { mapRow } from './map-row.ts'
import { valuesOfCells } from './read-cells.ts'
import { isXmlTable } from './own-columns.ts'
import type { ReadingFacts } from './reading-facts.ts'
import type { TendwellRow } from './tendwell-layout.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { understandOn, understandRows, type VisitFileContent } from './visit-file-content.ts'
import { visitDays } from './visit-day.ts'

/** Digest by which a mapping is found again: of a table's headings in their order, where case, spaces, marks and columns added by our file of refused rows do not count; of XML, of the path of the element that is one row, since its exports leave out what is empty. */
export function headerDigest(headings: readonly string[], element?: string): string {
  if (element !== undefined) return createHash('sha256').update(`xml\n${element}`).digest('hex')
  const added = headings.indexOf('Why refused')
  return createHash('sha256').update((added === -1 ? headings : headings.slice(0, added)).map(headingKey).join('\n')).digest('hex')
}

/** The rows of a table that a mapping reads: of XML an element around rows that holds none only where it is the visit. */
export function mappedRows(table: OwnTable, { columns }: MappingDocument): readonly OwnRow[] {
  if (!table.rows.some((row) => row.isAround === true)) return table.rows
  return isXmlTable(table) && isVisitAround(table.element, table.headings, columns) ? table.rows : table.rows.filter((row) => row.isAround !== true)
}

/** Reads a table of a provider's own through its mapping, by the rules of our own layout. */
export function readMapped(table: OwnTable, mapping: KeptMapping, facts: ReadingFacts): VisitFileContent {
  const dayOf = visitDays(facts.today)
  const refusals: Refusal[] = []
  const mapped = new Set(Object.values(mapping.document.columns))
  const unread = new Map<number, number>()
  const rows = mappedRows(table, mapping.document)
  const good = rows.flatMap(({ row, cells, faults, several }) => {
    refusals.push(...faults)
    for (const place of several ?? []) if (!mapped.has(place)) unread.set(place, (unread.get(place) ?? 0) + 1)
    const doubled = several?.find((place) => mapped.has(place))
    if (doubled !== undefined) refusals.push(severalValues(row, table.headings[doubled] ?? '', cells[doubled] ?? ''))
    const values = faults.length > 0 || doubled !== undefined ? undefined : ownValues(row, cells, mapping.document, refusals)
    return values === undefined ? [] : [{ row, values }]
  })
  const records: SentRecord[] = []
  understandRows(good, (row, values) => understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, facts)), records, refusals)
  return {
    ok: true,
    layout: 'mapped',
    fileReference: null,
    mappingId: mapping.id,
    read: rows.length,
    records,
    refused: rows.length - records.length,
    refusals,
    notes: [...table.notes, ...[...unread].map(([place, rows]) => `“${table.headings[place] ?? ''}” is there several times in ${countOf(rows, 'row')} and is not read.`), `Read through your mapping, version ${String(mapping.version)}.`],
    refusedRows: (all) => refusedOwnCsv(table, all),
  }
}

/** As our own layout reads a row. A word that it does not know may be one that the mapping was not told yet. */
function ownValues(row: number, cells: readonly string[], document: MappingDocument, refusals: Refusal[]): TendwellRow | undefined {
  const found: Refusal[] = []
  const values = valuesOfCells(row, mapRow(cells, document), found)
  refusals.push(...found.map((each) => (each.value !== '' && each.column !== null && each.column in WORDED ? { ...each, fix: `Say on the mapping page what this word means, or ${each.fix.charAt(0).toLowerCase()}${each.fix.slice(1)}` } : each)))
  return values
}

function severalValues(row: number, heading: string, value: string): Refusal {
  return { row, column: heading, value: shownValue(value), reason: 'The element is there more than once in one row', fix: 'On the page Visit files, choose the element that stands several times as the one that is a row, so that each has a row of its own' }
}

/** The refused rows under the provider's own headings, so that they are recognised when they come back. */
function refusedOwnCsv(table: OwnTable, refusals: readonly Refusal[]): string {
  const byRow = new Map<number, Refusal[]>()
  for (const refusal of refusals) byRow.set(refusal.row, [...(byRow.get(refusal.row) ?? []), refusal])
  const added = table.headings.indexOf('Why refused')
  const headings = added === -1 ? table.headings : table.headings.slice(0, added)
  const rows = table.rows.flatMap(({ row, cells }) => {
    const own = byRow.get(row)
    return own === undefined ? [] : [[...headings.map((_, place) => cells[place] ?? ''), own.map((each) => (each.column === null ? each.reason : `${each.column}: ${each.reason}`)).join('; '), own.map((each) => each.fix).join('; ')]]
  })
  return csvText([...headings, 'Why refused', 'What to do'], rows)
}

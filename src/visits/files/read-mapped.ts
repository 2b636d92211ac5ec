import { createHash } from 'node:crypto'
import { csvText } from '../../platform/files/csv-write.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { headingKey } from '../../platform/files/layout.ts'
import type { OwnTable } from '../../platform/files/own-table.ts'
import type { SentRecord } from '../terms.ts'
import type { KeptMapping } from '../terms/mapping.ts'
import { mapRow } from './map-row.ts'
import { valuesOfCells } from './read-cells.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { understandTendwell } from './understand-tendwell.ts'
import { understandOn, understandRows, type VisitFileContent } from './visit-file-content.ts'
import { visitDays } from './visit-day.ts'

/** Digest of a table's headings in their order, by which a mapping is found again; case, spaces and marks do not count. Columns added by our file of refused rows neither. */
export function headerDigest(headings: readonly string[]): string {
  const added = headings.indexOf('Why refused')
  return createHash('sha256').update((added === -1 ? headings : headings.slice(0, added)).map(headingKey).join('\n')).digest('hex')
}

/** Reads a table of a provider's own through its mapping, by the rules of our own layout. */
export function readMapped(table: OwnTable, mapping: KeptMapping, facts: ReadingFacts): VisitFileContent {
  const dayOf = visitDays(facts.today)
  const refusals: Refusal[] = []
  const good = table.rows.flatMap(({ row, cells, faults }) => {
    refusals.push(...faults)
    const values = faults.length > 0 ? undefined : valuesOfCells(row, mapRow(cells, mapping.document), refusals)
    return values === undefined ? [] : [{ row, values }]
  })
  const records: SentRecord[] = []
  understandRows(good, (row, values) => understandOn('visit_date', dayOf(values.visitDate), (day) => understandTendwell(row, values, day, facts)), records, refusals)
  return {
    ok: true,
    layout: 'mapped',
    fileReference: null,
    mappingId: mapping.id,
    read: table.rows.length,
    records,
    refused: table.rows.length - records.length,
    refusals,
    notes: [...table.notes, `Read through your mapping, version ${String(mapping.version)}.`],
    refusedRows: (all) => refusedOwnCsv(table, all),
  }
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

import { decodeText } from '../../platform/files/decode-text.ts'
import { refuseFile, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import { parseJson } from '../../platform/files/parse-json.ts'
import { MOST_REFUSALS } from '../../platform/files/read-table.ts'
import type { SentRecord, VisitLayout } from '../terms.ts'
import { refusedCellsCsv, type CellsByHeading } from './read-cells.ts'
import type { ReadingFacts } from './reading-facts.ts'
import { understandJsonVisit } from './understand-json-visit.ts'
import type { VisitFileContent } from './visit-file-content.ts'
import { visitDays } from './visit-day.ts'
import { visitJsonFile } from './visit-json.ts'

const envelope = visitJsonFile.omit({ visits: true })

/** Reads our own JSON layout: docs/files/visit-records.md. A row is the place of the visit in the list, from 1. */
export function readVisitJson(bytes: Buffer, facts: ReadingFacts): VisitFileContent | FileRefusal {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const json = parseJson(decoded.text)
  if (!json.ok) return json
  const file = envelope.safeParse(json.value)
  const visits = typeof json.value === 'object' && json.value !== null && 'visits' in json.value ? json.value.visits : undefined
  if (!file.success || !Array.isArray(visits)) {
    return refuseFile('The JSON is not a file of Tendwell visit records', 'Begin it with {"layout": "tendwell-visits", "version": 1, "visits": [ … ]}: docs/files/visit-records.md shows an example')
  }
  if (visits.length === 0) return refuseFile('The JSON has an empty list of visits', 'Check that the export finished and that its dates are the ones you meant')
  return readJsonVisits(visits, facts, { layout: 'tendwell-json', fileReference: file.data.file_reference ?? null, notes: decoded.notes })
}

/** Reads visits that came as JSON, in a file or in a batch. */
export function readJsonVisits(visits: readonly unknown[], facts: ReadingFacts, of: { readonly layout: VisitLayout; readonly fileReference: string | null; readonly notes: readonly string[] }): VisitFileContent {
  const dayOf = visitDays(facts.today)
  const records: SentRecord[] = []
  const refusals: Refusal[] = []
  const cells = new Map<number, CellsByHeading>()
  visits.forEach((visit, place) => {
    const read = understandJsonVisit(place + 1, visit, { dayOf, facts, refusals })
    // Good rows are kept too: one that contradicts what is held is refused later, and is sent back with its cells.
    cells.set(place + 1, read.cells)
    if (read.record !== null) records.push(read.record)
  })
  return {
    ok: true,
    ...of,
    mappingId: null,
    read: visits.length,
    records,
    refused: visits.length - records.length,
    refusals: refusals.slice(0, MOST_REFUSALS),
    refusedRows: (all) => refusedCellsCsv(cells, all),
  }
}

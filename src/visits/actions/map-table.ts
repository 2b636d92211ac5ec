import { randomUUID } from 'node:crypto'
import { personIdsByReference } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import type { OwnTable } from '../../platform/files/own-table.ts'
import { bothReadings, mapRow } from '../files/map-row.ts'
import { isXmlTable } from '../files/own-columns.ts'
import { headerDigest, mappedRows, readMapped } from '../files/read-mapped.ts'
import { dateEvidence, type DateEvidence } from '../rules/date-evidence.ts'
import { zoneEvidence, type ZoneEvidence } from '../rules/zone-evidence.ts'
import { listPlannedOfDays } from '../store/import-context.read.ts'
import { findMapping, findMappingAmong, findNewestMapping } from '../store/mapping.read.ts'
import { insertMapping } from '../store/mapping.write.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { SEND_VISITS, type SentRecord } from '../terms.ts'
import type { KeptMapping, MappingDocument } from '../terms/mapping.ts'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { readingFacts } from './receive-records.ts'

/** A table of a provider's own, and how it is to be read. */
export interface MappingInput {
  readonly providerId: string
  readonly table: OwnTable
  readonly document: MappingDocument
}

/** What a mapping makes of a table, and what the table says for its date format and clock. */
export interface MappedView {
  readonly dates: DateEvidence
  readonly zone: ZoneEvidence
  /** The first ten rows, each as a record or with why not. */
  readonly rows: readonly { readonly row: number; readonly record: SentRecord | null; readonly refusals: readonly Refusal[] }[]
  readonly understood: number
  readonly refused: number
}

const SHOWN_ROWS = 10
/** Rows that are compared with the plan to settle the clock: enough to decide, few enough to be quick. */
const COMPARED_ROWS = 2000
const DATE_COLUMNS = ['visit_date', 'check_in', 'check_out', 'planned_start', 'adjusted_in', 'adjusted_out']

/** The mapping that a provider's tables with these headings are read through, if it has saved one. */
export async function seeMapping(house: House, actor: Actor, input: { readonly providerId: string; readonly headings: readonly string[]; readonly element?: string }): Promise<KeptMapping | undefined> {
  need(actor, SEND_VISITS)
  const { providerId, headings, element } = input
  return read(house, actor, async (work) => {
    const digest = headerDigest(headings, element)
    if (element === undefined) return findMapping(work.tx, providerId, digest)
    const known = await findMappingAmong(work.tx, providerId, [digest])
    return known === undefined ? undefined : { id: known.id, version: known.version, document: inPlaces(known.document, known.headings, headings) }
  })
}

/** A mapping of XML with its columns where this file has them: what is empty is left out of an export, so that no two have quite the same. */
function inPlaces(document: MappingDocument, from: readonly string[], to: readonly string[]): MappingDocument {
  const { columns, placeColumn, ...others } = document
  const placeIn = (at: number): number => to.indexOf(from[at] ?? '')
  const moved = Object.entries(columns).flatMap(([ours, at]) => (placeIn(at) === -1 ? [] : [[ours, placeIn(at)] as const]))
  return { ...others, columns: Object.fromEntries(moved), ...(placeColumn === undefined || placeIn(placeColumn) === -1 ? {} : { placeColumn: placeIn(placeColumn) }) }
}

/** Tries a mapping on a table without keeping anything: ten rows as understood, and the evidence of the whole columns. */
export async function tryMapping(house: House, actor: Actor, input: MappingInput): Promise<MappedView> {
  need(actor, SEND_VISITS)
  if (!isOwnOrganisation(actor, input.providerId)) throw new NotFound('The provider')
  return read(house, actor, async (work) => {
    const { table, document } = input
    const content = readMapped(table, { id: '', version: 0, document }, await readingFacts(work))
    const records = new Map(content.records.map((record) => [record.row, record]))
    const places = [...new Set(DATE_COLUMNS.flatMap((heading) => document.columns[heading] ?? []))]
    const cells = table.rows.flatMap(({ row, cells: own }) => places.map((place) => ({ row, text: own[place] ?? '' })))
    return {
      dates: dateEvidence(cells, work.today.toString()),
      zone: await zoneOf(work, input),
      rows: mappedRows(table, document).slice(0, SHOWN_ROWS).map(({ row }) => ({ row, record: records.get(row) ?? null, refusals: content.refusals.filter((refusal) => refusal.row === row) })),
      understood: content.records.length,
      refused: content.refused,
    }
  })
}

/** Saves a mapping as the next version for tables with these headings. Earlier versions stay: files name the one they were read through. Throws `Refused` when it leaves out what a record needs. */
export async function saveMapping(house: House, actor: Actor, input: MappingInput): Promise<KeptMapping> {
  need(actor, SEND_VISITS)
  const { providerId, table, document } = input
  if (!isOwnOrganisation(actor, providerId)) throw new NotFound('The provider')
  return write(house, actor, async (work) => {
    for (const heading of ['person_reference', 'visit_date', 'outcome']) {
      if (document.columns[heading] === undefined && document.constants[heading] === undefined) throw new Refused('mapping-incomplete', `Choose the column that holds ${heading}.`, `column-${heading}`)
    }
    if (document.columns['check_out'] !== undefined && document.columns['duration'] !== undefined) throw new Refused('mapping-twice', 'Choose a column for the check-out or for the length of the visit, not for both: the length counts only where no column has the check-out.', 'column-duration')
    if (document.columns['visit_reference'] === undefined && document.columns['planned_start'] === undefined) throw new Refused('mapping-incomplete', 'Choose the column that holds your reference of the visit, or the planned start, of which a reference is made.', 'column-visit_reference')
    await lockImport(work.tx, providerId)
    const headerSha256 = headerDigest(table.headings, isXmlTable(table) ? table.element : undefined)
    const before = await findNewestMapping(work.tx, providerId, headerSha256)
    const kept = { id: randomUUID(), version: (before?.version ?? 0) + 1, document }
    await insertMapping(work.tx, { ...kept, providerId, headerSha256, headings: table.headings, savedAt: work.now, savedBy: work.actor.name })
    work.audit({ kind: 'visit-mapping-saved', subjectKind: 'visit-mapping', subjectId: kept.id, detail: { version: kept.version } })
    return kept
  })
}

/** Whose clock the starts are by, judged by the plan of the same people and days. */
async function zoneOf(work: Work, { providerId, table, document }: MappingInput): Promise<ZoneEvidence> {
  const start = document.columns['check_in'] ?? document.columns['planned_start']
  const date = document.columns['visit_date']
  if (start === undefined) return zoneEvidence([])
  const readings = table.rows.slice(0, COMPARED_ROWS).flatMap(({ row, cells }) => {
    const read = bothReadings(cells[start] ?? '', date === undefined ? '' : (cells[date] ?? ''), document)
    return read === undefined ? [] : [{ row, text: cells[start] ?? '', ...read, person: mapRow(cells, document)['person_reference'] ?? '' }]
  })
  const people = await personIdsByReference(work, [...new Set(readings.map((each) => each.person))])
  const planned = new Map<string, number[]>()
  const dates = [...new Set(readings.map((each) => each.on))]
  for (const visit of dates.length === 0 ? [] : await listPlannedOfDays(work.tx, providerId, dates)) {
    const key = `${visit.personId} ${visit.visitOn}`
    planned.set(key, [...(planned.get(key) ?? []), visit.startSecond])
  }
  return zoneEvidence(readings.map(({ row, text, londonSecond, utcSecond, on, person }) => ({ row, text, londonSecond, utcSecond, plannedSeconds: planned.get(`${people.get(person) ?? ''} ${on}`) ?? [] })))
}

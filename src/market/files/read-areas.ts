import { decodeText } from '../../platform/files/decode-text.ts'
import { refuseFile, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import type { Layout } from '../../platform/files/layout.ts'
import { readWholeTable } from '../../platform/files/read-table.ts'
import { recogniseLayout } from '../../platform/files/recognise-layout.ts'
import type { AreaRow, PostcodeRow } from '../rules/merge-areas.ts'
import { looksLikeJson, readBoundaries } from './area-boundaries.ts'
import { areaLookup, areaPopulation, areaPopulation2011, ofLookup, ofPopulation, ofPostcode, postcodes } from './area-layouts.ts'

/** An open-data file on areas, read. It has rows on areas or rows on postcodes, never both. */
export interface AreaFile {
  readonly ok: true
  readonly layout: string
  readonly areas: readonly AreaRow[]
  readonly postcodes: readonly PostcodeRow[]
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
  readonly counts: { readonly read: number; readonly refused: number }
}

const LAYOUTS = [postcodes, areaLookup, areaPopulation, areaPopulation2011] as const

/** Reads a file on areas: boundaries by their being JSON, tables by their header. */
export function readAreas(bytes: Uint8Array): AreaFile | FileRefusal {
  if (looksLikeJson(bytes)) {
    const read = readBoundaries(bytes)
    if ('ok' in read) return read
    return { ok: true, layout: 'boundaries of small areas', areas: read.rows, postcodes: [], refusals: read.table.refusals, notes: read.table.notes, counts: read.table.counts }
  }
  const layout = recogniseLayout(bytes, LAYOUTS)
  if (layout === postcodes) return readTableOf(bytes, postcodes, (rows) => ({ areas: [], postcodes: rows.map(({ row, values }) => ofPostcode(row, values)) }))
  if (layout === areaLookup) return readTableOf(bytes, areaLookup, (rows) => ({ areas: rows.map(({ row, values }) => ofLookup(row, values)), postcodes: [] }))
  if (layout === areaPopulation) return readTableOf(bytes, areaPopulation, populationRows('lsoa21_code'))
  if (layout === areaPopulation2011) return readTableOf(bytes, areaPopulation2011, populationRows('lsoa11_code'))
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  return refuseFile('This is none of the files on areas that can be read here: its header names too few of their columns', 'Send boundaries as GeoJSON, or a lookup, population or postcode table with the columns listed on the import page')
}

/** The layout of a table on areas, for sending its refused rows back; undefined for boundaries and unknown files. */
export function areaLayoutOf(bytes: Uint8Array): (typeof LAYOUTS)[number] | undefined {
  return looksLikeJson(bytes) ? undefined : recogniseLayout(bytes, LAYOUTS)
}

type Rows<V> = readonly { readonly row: number; readonly values: V }[]

function readTableOf<V>(bytes: Uint8Array, layout: Layout<V>, convert: (rows: Rows<V>) => Pick<AreaFile, 'areas' | 'postcodes'>): AreaFile | FileRefusal {
  const table = readWholeTable(bytes, layout)
  if (!table.ok) return table
  return { ok: true, layout: layout.name, ...convert(table.rows), refusals: table.refusals, notes: table.notes, counts: table.counts }
}

function populationRows(codeColumn: string): (rows: Rows<{ code: string; total: number; over65: number }>) => Pick<AreaFile, 'areas' | 'postcodes'> {
  const rowOf = ofPopulation(codeColumn)
  return (rows) => ({ areas: rows.map(({ row, values }) => rowOf(row, values)), postcodes: [] })
}

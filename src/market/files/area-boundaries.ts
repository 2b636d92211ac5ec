import { z } from 'zod'
import { readGeojson, type GeojsonFeatures } from '../../platform/files/geojson.ts'
import type { FileRefusal } from '../../platform/files/import-outcome.ts'
import type { AreaRow } from '../rules/merge-areas.ts'

const code = z.string().regex(/^[EWSN]\d{8}$/, 'an area code looks like E01026076')

/** What a feature of a boundary file says beside its shape, in the names of our documented layout or those the ONS publishes. */
const areaProperties = z.preprocess(
  (sent) => {
    if (typeof sent !== 'object' || sent === null) return sent
    const named = sent as Record<string, unknown>
    return { lsoa21_code: named['lsoa21_code'] ?? named['LSOA21CD'], lsoa21_name: named['lsoa21_name'] ?? named['LSOA21NM'], ltla24_code: named['ltla24_code'] ?? named['LAD24CD'] ?? null }
  },
  z.object({ lsoa21_code: code, lsoa21_name: z.string().min(1).max(100), ltla24_code: code.nullable() }),
)

/** True when the file is JSON rather than a table: its first character that counts is a brace. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  return /^[\uFEFF\s]*[{[]/.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8'))
}

/** Reads boundaries of small areas. The centre of an area is not taken from its shape: the lookup file has it. */
export function readBoundaries(bytes: Uint8Array): { readonly table: GeojsonFeatures<unknown>; readonly rows: AreaRow[] } | FileRefusal {
  const table = readGeojson(bytes, areaProperties)
  if (!table.ok) return table
  const rows = table.features.map(({ row, properties, geometry }): AreaRow => ({
    row,
    code: properties.lsoa21_code,
    name: properties.lsoa21_name,
    districtCode: properties.ltla24_code,
    districtName: null,
    ruralUrban: null,
    population: null,
    population65Plus: null,
    longitude: null,
    latitude: null,
    boundary: geometry,
    codeColumn: 'lsoa21_code',
  }))
  return { table, rows }
}

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { date } from '../../src/platform/files/cell-date.ts'
import { text } from '../../src/platform/files/cell-text.ts'
import { wholeNumber } from '../../src/platform/files/cell-number.ts'
import { column, defineLayout, type Layout } from '../../src/platform/files/layout.ts'
import { readGeojson } from '../../src/platform/files/geojson.ts'
import { readWholeTable } from '../../src/platform/files/read-table.ts'
import { EnvironmentFault } from '../../src/platform/action/refused.ts'
import type { DemoFile } from '../demo/open-data.ts'

/** A registered home care location as the real register gives it. */
export interface RealProvider {
  readonly cqcProviderId: string
  readonly rating: string
  readonly postcode: string
}

/** The real files of an area, read in memory: what an invented caseload is placed upon. */
export interface RealArea {
  readonly areaFiles: readonly DemoFile[]
  readonly register: DemoFile
  readonly districts: readonly { readonly code: string; readonly name: string; readonly areaCodes: readonly string[]; readonly population65: number }[]
  readonly postcodesByArea: ReadonlyMap<string, readonly string[]>
  readonly population65: ReadonlyMap<string, number>
  readonly areaOfPostcode: ReadonlyMap<string, string>
  readonly providers: readonly RealProvider[]
}

const lookup = defineLayout({ name: 'lookup', columns: { code: column('lsoa21_code', text()), district: column('ltla24_code', text()), districtName: column('ltla24_name', text()), area: column('area', text()) } })
const population = defineLayout({ name: 'population', columns: { code: column('lsoa21_code', text()), old: column('age_65plus', wholeNumber({ max: 100_000 })) } })
const postcodes = defineLayout({ name: 'postcodes', columns: { postcode: column('postcode', text()), area: column('lsoa21_code', text()) } })
const register = defineLayout({
  name: 'register',
  columns: { provider: column('Provider ID', text()), category: column('Location Primary Inspection Category', text()), postcode: column('Location Post Code', text()), group: column('Service / Population Group', text()), domain: column('Domain', text()), rating: column('Latest Rating', text()), on: column('Publication Date', date('mm/dd/yyyy')) },
})

/**
 * Reads the real files of an area from a folder of open data.
 * @param area its name in the files: `lincolnshire`
 * Throws `EnvironmentFault` naming the first file that is not there.
 */
export async function readRealArea(dataFolder: string, area: string): Promise<RealArea> {
  const file = async (name: string): Promise<DemoFile> => ({ name: path.basename(name), bytes: await open(path.join(dataFolder, name)) })
  const boundaries = await file(`geography/lsoa21_${area}.geojson`)
  const allLookup = await file('geography/lsoa21_lookup_centroids_ruc21.csv')
  const allPopulation = await file('population/census2021_agegroups_lsoa21.csv')
  const postcodeFile = await file(`geography/postcodes_${area}.csv`)
  const registerFile = await file(`cqc/cqc_ratings_${area}_2026.csv`)

  const codes = areaCodesOf(boundaries)
  const lookupRows = rowsOf(allLookup, lookup).filter((row) => codes.has(row.code))
  const old = new Map(rowsOf(allPopulation, population).filter((row) => codes.has(row.code)).map((row) => [row.code, row.old]))
  const postcodeRows = rowsOf(postcodeFile, postcodes)
  const postcodesByArea = Map.groupBy(postcodeRows, (row) => row.area)
  return {
    areaFiles: [boundaries, onlyRows(allLookup, codes), onlyRows(allPopulation, codes), postcodeFile],
    register: registerFile,
    districts: [...Map.groupBy(lookupRows, (row) => row.district)].map(([code, rows]) => ({ code, name: rows[0]?.districtName ?? code, areaCodes: rows.map((row) => row.code), population65: rows.reduce((sum, row) => sum + (old.get(row.code) ?? 0), 0) })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    postcodesByArea: new Map([...postcodesByArea].map(([code, rows]) => [code, rows.map((row) => row.postcode)])),
    population65: old,
    areaOfPostcode: new Map(postcodeRows.map((row) => [row.postcode, row.area])),
    providers: homeCareProviders(registerFile),
  }
}

function areaCodesOf(boundaries: DemoFile): Set<string> {
  const read = readGeojson(boundaries.bytes, z.looseObject({ lsoa21_code: z.string() }))
  if (!read.ok) throw new EnvironmentFault(`${boundaries.name} cannot be read as boundaries`)
  return new Set(read.features.map((feature) => feature.properties.lsoa21_code))
}

function homeCareProviders(file: DemoFile): RealProvider[] {
  const overall = rowsOf(file, register)
    .filter((row) => row.category === 'Community based adult social care services' && row.group === 'Overall' && row.domain === 'Overall')
    .sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))
  return [...new Map(overall.map((row) => [row.provider, { cqcProviderId: row.provider, rating: row.rating, postcode: row.postcode }])).values()].sort((a, b) => (a.cqcProviderId < b.cqcProviderId ? -1 : 1))
}

/** The file cut to the rows that name one of the codes in their first column. The header stays. */
function onlyRows(file: DemoFile, codes: ReadonlySet<string>): DemoFile {
  const lines = file.bytes.toString('utf8').split(/\r?\n/)
  const kept = lines.filter((line, index) => index === 0 || codes.has(line.slice(0, line.indexOf(','))))
  return { name: file.name, bytes: Buffer.from(`${kept.join('\n')}\n`) }
}

function rowsOf<V>(file: DemoFile, layout: Layout<V>): V[] {
  const table = readWholeTable(file.bytes, layout)
  if (!table.ok) throw new EnvironmentFault(`${file.name} cannot be read: ${table.refusals[0]?.reason ?? 'unknown'}`)
  return table.rows.map((row) => row.values)
}

async function open(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (fault) {
    throw new EnvironmentFault(`${file} cannot be opened. Give the folder of open data with --data, laid out as docs/story.md says.`, fault)
  }
}

import { SERVICE_LINES, type ServiceLine } from '../../care/terms.ts'
import { RATINGS, TIERS } from '../../market/terms.ts'
import { cellFault, isCellFault, type CellFault, type CellParser } from '../../platform/files/cell-parser.ts'
import { wholeNumber } from '../../platform/files/cell-number.ts'
import { identifier, oneOf, text, yesNo } from '../../platform/files/cell-text.ts'
import { shownValue, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import { column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import { readWholeTable, type TableRow } from '../../platform/files/read-table.ts'
import type { CapacityPlace, CapacityPool, DeclaredCapacity, ProviderWithCapacity } from '../terms/assignment-problem.ts'
import { gridPlace } from './assignment-packages.ts'
import { listed } from './listed.ts'

const minutes = wholeNumber({ min: 0, max: 1_000_000 })
const grid = wholeNumber({ min: 0, max: 1_300_000 })

const capacityLayout = defineLayout({
  name: 'capacity file',
  columns: {
    provider: column('provider', identifier()),
    name: optionalColumn('provider_name', text(200)),
    rating: optionalColumn('rating', oneOf(RATINGS)),
    twoWorkers: optionalColumn('two_workers', yesNo()),
    skills: optionalColumn('skills', listed(text(500))),
    languages: optionalColumn('languages', listed(text(500))),
    weeklyLimit: optionalColumn('weekly_limit', minutes),
    pool: optionalColumn('pool', identifier()),
    morning: optionalColumn('morning', minutes),
    lunch: optionalColumn('lunch', minutes),
    tea: optionalColumn('tea', minutes),
    evening: optionalColumn('evening', minutes),
    night: optionalColumn('night', minutes),
    zone: column('zone', text(100)),
    serviceLines: column('service_lines', lines),
    tier: column('tier', oneOf(TIERS)),
    rank: optionalColumn('rank', wholeNumber({ min: 1, max: 999 })),
    crossZone: optionalColumn('cross_zone', yesNo()),
    travelMinutes: optionalColumn('travel_minutes', wholeNumber({ min: 0, max: 240 })),
    easting: optionalColumn('easting', grid),
    northing: optionalColumn('northing', grid),
    heldMinutes: optionalColumn('held_minutes', minutes),
  },
})
type Values = ValuesOf<typeof capacityLayout>
type Row = TableRow<Values>

/** What a row says of its provider as a whole, and of its pool; rows after the first repeat it or leave it empty. */
const OF_PROVIDER = [['name', 'provider_name'], ['rating', 'rating'], ['twoWorkers', 'two_workers'], ['skills', 'skills'], ['languages', 'languages'], ['weeklyLimit', 'weekly_limit']] as const
const OF_POOL = [['morning', 'morning'], ['lunch', 'lunch'], ['tea', 'tea'], ['evening', 'evening'], ['night', 'night']] as const

/** Declared capacity read from a file, or everything that is wrong with it. See docs/files/assignment.md. */
export function readAssignmentCapacity(bytes: Uint8Array): { readonly ok: true; readonly capacity: DeclaredCapacity; readonly notes: readonly string[] } | FileRefusal {
  const table = readWholeTable(bytes, capacityLayout)
  if (!table.ok) return table
  const providers = new Map<string, Row>()
  const pools = new Map<string, Row>()
  const served = new Map<string, number>()
  const refusals: Refusal[] = [...table.refusals]
  const places: CapacityPlace[] = []
  for (const row of table.rows) {
    const pool = poolId(row.values)
    refusals.push(...disagreements(row, providers.get(row.values.provider), OF_PROVIDER), ...disagreements(row, pools.get(pool), OF_POOL))
    if (!providers.has(row.values.provider)) providers.set(row.values.provider, row)
    if (!pools.has(pool)) pools.set(pool, row)
    for (const line of row.values.serviceLines) {
      const key = JSON.stringify([pool, row.values.zone, line])
      const before = served.get(key)
      if (before !== undefined) refusals.push({ row: row.row, column: 'service_lines', value: line, reason: `Row ${String(before)} names the same zone and service line for this provider and pool`, fix: 'Leave it out of one of the rows' })
      served.set(key, row.row)
    }
    places.push(placeOf(row.values, pool))
  }
  if (refusals.length > 0) return { ok: false, refusals, notes: table.notes }
  return { ok: true, capacity: { providers: [...providers.values()].map(providerOf), pools: [...pools].map(([id, row]) => poolOf(id, row)), places }, notes: table.notes }
}

/** A row without a pool draws on the one its provider has for all such rows. */
function poolId({ provider, pool }: Values): string {
  return pool === null ? provider : `${provider}/${pool}`
}

function disagreements(row: Row, first: Row | undefined, columns: readonly (readonly [keyof Values, string])[]): Refusal[] {
  if (first === undefined) return []
  return columns.flatMap(([key, heading]) => {
    const [said, before] = [row.values[key], first.values[key]]
    if (said === null || JSON.stringify(said) === JSON.stringify(before)) return []
    return [{ row: row.row, column: heading, value: shownValue(Array.isArray(said) ? said.join('; ') : String(said)), reason: `Row ${String(first.row)} says otherwise`, fix: `Leave the cell empty or write what row ${String(first.row)} says; minutes of their own need a pool of their own` }]
  })
}

function providerOf({ values }: Row): ProviderWithCapacity {
  return { id: values.provider, name: values.name ?? values.provider, rating: values.rating ?? 'not-rated', twoWorkers: values.twoWorkers ?? false, skills: values.skills ?? [], languages: values.languages ?? [], weeklyLimit: values.weeklyLimit }
}

function poolOf(id: string, { values }: Row): CapacityPool {
  return { id, providerId: values.provider, minutes: { morning: values.morning ?? 0, lunch: values.lunch ?? 0, tea: values.tea ?? 0, evening: values.evening ?? 0, night: values.night ?? 0 } }
}

function placeOf(values: Values, pool: string): CapacityPlace {
  return { poolId: pool, zone: values.zone, serviceLines: values.serviceLines, tier: values.tier, rank: values.rank, isCrossZone: values.crossZone ?? false, travelMinutes: values.travelMinutes, base: gridPlace(values.easting, values.northing), heldMinutes: values.heldMinutes ?? 0 }
}

function lines(cell: string): readonly ServiceLine[] | CellFault {
  const read: CellParser<readonly string[]> = listed(text(200))
  const words = read(cell)
  if (isCellFault(words)) return words
  const known = SERVICE_LINES.filter((line) => words.some((word) => word.toLowerCase() === line))
  return known.length === words.length && known.length > 0 ? known : cellFault('It names something that is not a service line', `Write one or more of these with semicolons between: ${SERVICE_LINES.join('; ')}`)
}

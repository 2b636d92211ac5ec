import type { Shape } from '../terms.ts'

/** A small area as kept. */
export interface Area {
  readonly code: string
  readonly name: string
  readonly districtCode: string | null
  readonly districtName: string | null
  readonly ruralUrban: string | null
  readonly population: number | null
  readonly population65Plus: number | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly boundary: Shape | null
}

/** What one row of a file says of an area. Null where it says nothing; a name of null means that the area must be known already. */
export interface AreaRow extends Omit<Area, 'name'> {
  /** The line of the file, or the feature's place in it. */
  readonly row: number
  readonly name: string | null
  /** The column the code stands in, for a refusal. */
  readonly codeColumn: string
}

/** What one row says of a postcode. */
export interface PostcodeRow extends Postcode {
  readonly row: number
}

/** A unit postcode and the small area it lies in. */
export interface Postcode {
  readonly postcode: string
  readonly areaCode: string
  readonly longitude: number
  readonly latitude: number
}

interface RowRefusal {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: string
  readonly fix: string
}

/** What a file would do: what to save, and the count of rows by what became of them. */
export interface MergePlan<T> {
  readonly save: readonly T[]
  readonly counts: { readonly new: number; readonly changed: number; readonly repeated: number }
  readonly refusals: readonly RowRefusal[]
}

/**
 * Decides what rows on small areas add to what is held. What a row does not say stays as it was. A district that is
 * known is not changed by a file without the district's name: boundary files carry a best-fit district that is wrong for
 * some areas, while the lookup file has the exact one.
 * A row on an area that is not known is refused when its file does not name areas (population files).
 */
export function mergeAreas(held: readonly Area[], rows: readonly AreaRow[]): MergePlan<Area> {
  const known = new Map(held.map((area) => [area.code, area]))
  const save = new Map<string, Area>()
  const counts = { new: 0, changed: 0, repeated: 0 }
  const refusals: RowRefusal[] = []
  for (const row of rows) {
    const before = known.get(row.code)
    const name = row.name ?? before?.name
    if (name === undefined) {
      refusals.push({ row: row.row, column: row.codeColumn, value: row.code, reason: 'The area is not known here', fix: 'Import the boundaries or the lookup of 2021 small areas first; a 2011 area that was split or merged since has no successor of its own: use a population file by 2021 areas' })
      continue
    }
    const merged = mergeArea(before, row, name)
    if (before !== undefined && isSame(before, merged)) {
      counts.repeated += 1
      continue
    }
    counts[before === undefined ? 'new' : 'changed'] += 1
    known.set(row.code, merged)
    save.set(row.code, merged)
  }
  return { save: [...save.values()], counts, refusals }
}

/** Decides what rows on postcodes add. A postcode of an area that is not known is refused: it could be placed in no zone. */
export function mergePostcodes(held: readonly Postcode[], areaCodes: ReadonlySet<string>, rows: readonly PostcodeRow[]): MergePlan<Postcode> {
  const known = new Map(held.map((postcode) => [postcode.postcode, postcode]))
  const save = new Map<string, Postcode>()
  const counts = { new: 0, changed: 0, repeated: 0 }
  const refusals: RowRefusal[] = []
  for (const { row, ...postcode } of rows) {
    if (!areaCodes.has(postcode.areaCode)) {
      refusals.push({ row, column: 'lsoa21_code', value: postcode.areaCode, reason: 'The postcode lies in an area that is not known here', fix: 'Import the boundaries or the lookup of that area first, or leave the postcode out' })
      continue
    }
    const before = known.get(postcode.postcode)
    if (before !== undefined && before.areaCode === postcode.areaCode && before.longitude === postcode.longitude && before.latitude === postcode.latitude) {
      counts.repeated += 1
      continue
    }
    counts[before === undefined ? 'new' : 'changed'] += 1
    known.set(postcode.postcode, postcode)
    save.set(postcode.postcode, postcode)
  }
  return { save: [...save.values()], counts, refusals }
}

function mergeArea(before: Area | undefined, row: AreaRow, name: string): Area {
  const keepsDistrict = before !== undefined && before.districtCode !== null && row.districtName === null
  return {
    code: row.code,
    name,
    districtCode: keepsDistrict ? before.districtCode : (row.districtCode ?? before?.districtCode ?? null),
    districtName: row.districtName ?? before?.districtName ?? null,
    ruralUrban: row.ruralUrban ?? before?.ruralUrban ?? null,
    population: row.population ?? before?.population ?? null,
    population65Plus: row.population65Plus ?? before?.population65Plus ?? null,
    longitude: row.longitude ?? before?.longitude ?? null,
    latitude: row.latitude ?? before?.latitude ?? null,
    boundary: row.boundary ?? before?.boundary ?? null,
  }
}

function isSame(a: Area, b: Area): boolean {
  return (
    a.name === b.name && a.districtCode === b.districtCode && a.districtName === b.districtName && a.ruralUrban === b.ruralUrban && a.population === b.population &&
    a.population65Plus === b.population65Plus && a.longitude === b.longitude && a.latitude === b.latitude && isSameShape(a.boundary, b.boundary)
  )
}

function isSameShape(a: Shape | null, b: Shape | null): boolean {
  if (a === b) return true
  return a !== null && b !== null && a.type === b.type && isSameNumbers(a.coordinates, b.coordinates)
}

function isSameNumbers(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((each, at) => isSameNumbers(each, b[at]))
}

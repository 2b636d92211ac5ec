import { z } from 'zod'
import type { DecodeOptions } from './decode-text.ts'
import { decodeText } from './decode-text.ts'
import type { FileRefusal, Refusal } from './import-outcome.ts'
import { refuseFile, shownValue } from './import-outcome.ts'
import { parseJson } from './parse-json.ts'

const position = z.tuple([
  z.number('a longitude is a number').min(-180, 'a longitude lies between -180 and 180').max(180, 'a longitude lies between -180 and 180'),
  z.number('a latitude is a number').min(-90, 'a latitude lies between -90 and 90').max(90, 'a latitude lies between -90 and 90'),
]).rest(z.number())
const ring = z.array(position).min(4, 'a ring has at least four positions').refine(isClosed, 'a ring ends where it began')
const polygon = z.array(ring).min(1, 'a polygon has at least one ring')

/** The shapes that boundaries and places come in, as longitude and latitude in degrees (WGS 84). Source: RFC 7946. */
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1, 'a multi-polygon has at least one polygon') }),
])
export type Geometry = z.infer<typeof geometry>

const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) })
const featureShell = z.object({ type: z.literal('Feature'), properties: z.unknown(), geometry })

/** One good feature; `row` is its place in the file, counted from 1. */
export interface GeojsonFeature<P> {
  readonly row: number
  readonly properties: P
  readonly geometry: Geometry
}

/** A feature collection that was read: the good features, and a refusal for each fault of the others. */
export interface GeojsonFeatures<P> {
  readonly ok: true
  readonly features: readonly GeojsonFeature<P>[]
  readonly refusals: readonly Refusal[]
  readonly notes: readonly string[]
  readonly counts: { readonly read: number; readonly refused: number }
}

const FIX_TYPE = 'Export the layer as GeoJSON: a FeatureCollection of features'

/**
 * Reads a GeoJSON FeatureCollection whose features carry `properties`. A file that is no such thing is refused as a
 * value, with the line and column where its JSON breaks; a feature with a fault is refused and the reading goes on.
 */
export function readGeojson<P>(bytes: Uint8Array, properties: z.ZodType<P>, options: DecodeOptions = {}): GeojsonFeatures<P> | FileRefusal {
  const decoded = decodeText(bytes, { wanted: 'GeoJSON', ...options })
  if (!decoded.ok) return decoded
  const parsed = parseJson(decoded.text)
  if (!parsed.ok) return parsed
  const found = collection.safeParse(parsed.value)
  if (!found.success) return refuseFile(`The file is not a GeoJSON FeatureCollection: ${typeOf(parsed.value)}`, FIX_TYPE)
  const features: GeojsonFeature<P>[] = []
  const refusals: Refusal[] = []
  for (const [index, feature] of found.data.features.entries()) {
    const row = index + 1
    const shell = featureShell.safeParse(feature)
    const own = properties.safeParse(shell.success ? shell.data.properties : (feature as { properties?: unknown } | null)?.properties)
    if (shell.success && own.success) features.push({ row, properties: own.data, geometry: shell.data.geometry })
    if (!shell.success) refusals.push(...refusalsOf(row, shell.error, feature, 1))
    if (!own.success) refusals.push(...refusalsOf(row, own.error, (feature as { properties?: unknown } | null)?.properties))
  }
  const read = found.data.features.length
  if (read === 0) return refuseFile('The file has no features in it', FIX_TYPE)
  return { ok: true, features, refusals, notes: decoded.notes, counts: { read, refused: read - features.length } }
}

/** At most one refusal for each property; a bad shape is one refusal, however many of its positions are bad. */
function refusalsOf(row: number, error: z.ZodError, input: unknown, depth = Infinity): Refusal[] {
  const byColumn = new Map<string, Refusal>()
  for (const issue of error.issues) {
    const column = issue.path.slice(0, depth).map(String).join('.')
    if (byColumn.has(column)) continue
    const value = issue.path.reduce<unknown>((held, key) => (typeof held === 'object' && held !== null ? (held as Record<PropertyKey, unknown>)[key] : undefined), input)
    byColumn.set(column, {
      row,
      column: column === '' ? null : column,
      value: value === undefined ? null : shownValue(JSON.stringify(value)),
      reason: value === undefined ? 'The feature lacks this' : `The feature is not as it should be: ${issue.message}`,
      fix: column === 'geometry' ? 'Export closed polygons as longitude and latitude in degrees (WGS 84, EPSG:4326)' : `Correct "${column === '' ? 'the feature' : column}" and export again`,
    })
  }
  return [...byColumn.values()]
}

function isClosed(positions: readonly (readonly number[])[]): boolean {
  const [first, last] = [positions[0], positions[positions.length - 1]]
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1]
}

function typeOf(value: unknown): string {
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined
  return typeof type === 'string' ? `it says it is "${shownValue(type)}"` : 'it does not say what it is'
}

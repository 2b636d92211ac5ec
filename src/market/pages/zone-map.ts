import { geoIdentity, geoPath } from 'd3-geo'
import type { Position, Shape } from '../terms.ts'
import { outlineOf } from './zone-outline.ts'

/** A zone as the map draws it. */
export interface MapZone {
  readonly name: string
  readonly shapes: readonly Shape[]
  readonly places: readonly { readonly name: string; readonly longitude: number | null; readonly latitude: number | null }[]
  /** A colour of the scale. */
  readonly fill: string
  /** Second line of its label: its rate. */
  readonly label: string
}

const WIDTH = 720
const HEIGHT = 620

/**
 * Draws zones as an SVG with the sentence a person who cannot see it is read. Empty when no zone has a shape.
 * The earth is taken as flat about the middle of the zones: at a county's size nobody could see the difference, and
 * rings may then run either way round, as published boundaries do.
 */
export function zoneMap(zones: readonly MapZone[], sentence: string): string {
  const drawn = zones.filter((zone) => zone.shapes.length > 0)
  if (drawn.length === 0) return ''
  const squeeze = Math.cos((middleLatitude(drawn.flatMap((zone) => zone.shapes)) * Math.PI) / 180)
  const flat = drawn.map((zone) => ({ zone, polygons: zone.shapes.map((shape) => squeezed(shape, squeeze)) }))
  const whole = { type: 'GeometryCollection' as const, geometries: flat.flatMap((each) => each.polygons) }
  const projection = geoIdentity().reflectY(true).fitExtent([[12, 12], [WIDTH - 12, HEIGHT - 12]], whole)
  const path = geoPath(projection).digits(1)
  const areas = flat.map(({ zone, polygons }) => {
    const shape = path({ type: 'GeometryCollection', geometries: polygons }) ?? ''
    return `<path d="${shape}" fill="${zone.fill}" stroke="${zone.fill}" stroke-width="0.6"><title>${escaped(`${zone.name}: ${zone.label}`)}</title></path>`
  })
  const outlines = flat.map(({ polygons }) => `<path d="${path(outlineOf(polygons)) ?? ''}" fill="none" stroke="#12393f" stroke-width="1.4" stroke-linejoin="round"/>`)
  const labelAt = flat.map(({ polygons }) => path.centroid({ type: 'GeometryCollection', geometries: polygons }))
  // A place whose name would be printed over a zone's keeps its dot; the table names it.
  const dots = drawn.flatMap((zone) =>
    zone.places.flatMap(({ name, longitude, latitude }) => {
      const at = longitude === null || latitude === null ? null : projection([longitude * squeeze, latitude])
      if (at === null || name === zone.name) return []
      const words = labelAt.some(([x, y]) => Math.abs(x - at[0] - 25) < 75 && Math.abs(y - at[1]) < 24) ? '' : text(at[0] + 5, at[1] + 4, name, 12, 400, 'start')
      return [`<circle cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="3" fill="#0b0c0c"/>${words}`]
    }),
  )
  const labels = flat.map(({ zone }, index) => {
    const [x, y] = labelAt[index] ?? [0, 0]
    return `${text(x, y - 14, zone.name, 15, 700, 'middle')}${text(x, y + 3, zone.label, 13, 400, 'middle')}`
  })
  return `<svg viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" width="${String(WIDTH)}" height="${String(HEIGHT)}" role="img" aria-label="${escaped(sentence)}" font-family="arial, sans-serif">${areas.join('')}${outlines.join('')}${dots.join('')}${labels.join('')}</svg>`
}

/** Text with a pale edge, so that it is read on any shade. */
function text(x: number, y: number, words: string, size: number, weight: number, anchor: 'start' | 'middle'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${String(size)}" font-weight="${String(weight)}" text-anchor="${anchor}" fill="#0b0c0c" stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round" aria-hidden="true" pointer-events="none">${escaped(words)}</text>`
}

function squeezed(shape: Shape, by: number) {
  const position = ([longitude, latitude]: Position): [number, number] => [longitude * by, latitude]
  switch (shape.type) {
    case 'Point':
      return { type: 'Point' as const, coordinates: position(shape.coordinates) }
    case 'Polygon':
      return { type: 'Polygon' as const, coordinates: shape.coordinates.map((ring) => ring.map(position)) }
    case 'MultiPolygon':
      return { type: 'MultiPolygon' as const, coordinates: shape.coordinates.map((polygon) => polygon.map((ring) => ring.map(position))) }
  }
}

function middleLatitude(shapes: readonly Shape[]): number {
  const latitudes = shapes.map((shape) => {
    const [, latitude] = shape.type === 'Point' ? shape.coordinates : ((shape.type === 'Polygon' ? shape.coordinates[0]?.[0] : shape.coordinates[0]?.[0]?.[0]) ?? [0, 0])
    return latitude
  })
  return latitudes.reduce((sum, each) => sum + each, 0) / latitudes.length
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

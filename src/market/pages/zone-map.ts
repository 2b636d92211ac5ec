import { geoIdentity, geoPath } from 'd3-geo'
import type { Position, Shape } from '../terms.ts'
import { placeLabels, type MapLabel } from './map-labels.ts'
import { roomInShape } from './room-in-shape.ts'
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

/** The map is drawn for a desktop and again for a phone, without its places: shrunk, its words could not be read. */
const SIZES = {
  wide: { width: 720, height: 620, name: 15, second: 13, place: 12 },
  narrow: { width: 350, height: 430, name: 12, second: 11, place: 0 },
} as const

/**
 * Draws zones as an SVG with the sentence a person who cannot see it is read, once for each width of window. Empty when no
 * zone has a shape. The earth is taken as flat about the middle of the zones: at a county's size nobody could see the
 * difference, and rings may then run either way round, as published boundaries do.
 */
export function zoneMap(zones: readonly MapZone[], sentence: string): string {
  const drawn = zones.filter((zone) => zone.shapes.length > 0)
  return drawn.length === 0 ? '' : draw(drawn, sentence, 'wide') + draw(drawn, sentence, 'narrow')
}

function draw(drawn: readonly MapZone[], sentence: string, fit: keyof typeof SIZES): string {
  const size = SIZES[fit]
  const { width, height } = size
  const squeeze = Math.cos((middleLatitude(drawn.flatMap((zone) => zone.shapes)) * Math.PI) / 180)
  const flat = drawn.map((zone) => ({ zone, polygons: zone.shapes.map((shape) => squeezed(shape, squeeze)) }))
  const whole = { type: 'GeometryCollection' as const, geometries: flat.flatMap((each) => each.polygons) }
  const projection = geoIdentity().reflectY(true).fitExtent([[4, 4], [width - 4, height - 4]], whole)
  const path = geoPath(projection).digits(1)
  const areas = flat.map(({ zone, polygons }) => {
    const shape = path({ type: 'GeometryCollection', geometries: polygons }) ?? ''
    return `<path d="${shape}" fill="${zone.fill}" stroke="${zone.fill}" stroke-width="0.6"><title>${escaped(`${zone.name}: ${zone.label}`)}</title></path>`
  })
  const borders = flat.map(({ polygons }) => outlineOf(polygons))
  const outlines = borders.map((border) => `<path d="${path(border) ?? ''}" fill="none" stroke="#12393f" stroke-width="1.4" stroke-linejoin="round"/>`)
  const places = size.place === 0 ? [] : drawn.flatMap((zone) => zone.places.flatMap(({ name, longitude, latitude }) => {
    const at = longitude === null || latitude === null || name === zone.name ? null : projection([longitude * squeeze, latitude])
    return at === null ? [] : [{ name, x: at[0], y: at[1] }]
  }))
  const blocks = flat.map(({ zone, polygons }, place) => {
    const centre = path.centroid({ type: 'GeometryCollection', geometries: polygons })
    const edges = (borders[place]?.coordinates ?? []).flatMap(([from, to]) => {
      const [a, b] = [from, to].map((each) => (each === undefined ? null : projection(each)))
      return a == null || b == null ? [] : [[a, b] as const]
    })
    return labelsOf(zone, edges, centre, size, places.map(({ x, y }) => [x, y] as const))
  })
  const dots: MapLabel[] = places.map(({ name, x, y }) => ({ words: name, x: x + 5, y: y + 4, size: size.place, anchor: 'start', moves: 0 }))
  // Names that have room in their own zones go first: the others make way for them.
  const labels = [...blocks.filter((block) => block.isInside), ...blocks.filter((block) => !block.isInside)].flatMap((block) => block.labels).concat(dots)
  const words = placeLabels(labels, width, height).map((at, index) => {
    const label = labels[index]
    return at === undefined || label === undefined ? '' : text(at.x, at.y, label.words, label.size, label.isBold === true ? 700 : 400, label.anchor)
  })
  const marks = places.map(({ x, y }) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="#0b0c0c"/>`)
  return `<svg class="tw-chart__${fit}" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" role="img" aria-label="${escaped(sentence)}" font-family="arial, sans-serif">${areas.join('')}${outlines.join('')}${marks.join('')}${words.join('')}</svg>`
}

/** The lines of a zone's label: inside the zone, on two lines or smaller if that takes it; else over its middle. */
function labelsOf(zone: MapZone, edges: readonly (readonly [readonly [number, number], readonly [number, number]])[], centre: readonly [number, number], size: (typeof SIZES)[keyof typeof SIZES], dots: readonly (readonly [number, number])[]): { readonly isInside: boolean; readonly labels: MapLabel[] } {
  const lines = [[zone.name], twoLines(zone.name)]
  const second = zone.label === '' ? [] : [zone.label]
  // Last of all the second line is given up: the table beside the map has it.
  const ways = [{ avoid: dots, second }, { avoid: [], second }, { avoid: [], second: [] }].flatMap((way) => [0, 2].flatMap((shrunk) => lines.map((names) => ({ ...way, shrunk, names }))))
  for (const { shrunk, names, avoid, second: under } of ways) {
    const rows = [...names.map((words) => ({ words, size: size.name - shrunk, isBold: true })), ...under.map((words) => ({ words, size: size.second - Math.min(shrunk, 1), isBold: false }))]
    const wide = Math.max(...rows.map((row) => row.words.length * row.size * 0.55)) + 5
    const high = rows.reduce((sum, row) => sum + row.size * 1.3, 0) + 4
    const at = roomInShape(edges, wide, high, centre, avoid)
    if (at === undefined) continue
    let y = at[1] + 2
    const labels = rows.map((row): MapLabel => {
      y += row.size * 1.3
      return { ...row, x: at[0], y: y - row.size * 0.25, anchor: 'middle', moves: 0 }
    })
    return { isInside: true, labels }
  }
  return { isInside: false, labels: [{ words: zone.name, x: centre[0], y: centre[1], size: size.name, anchor: 'middle', moves: 4, isBold: true }] }
}

/** A name broken before its last word: "South Northampton" and "2". */
function twoLines(name: string): string[] {
  const gap = name.lastIndexOf(' ')
  return gap < 0 ? [name] : [name.slice(0, gap), name.slice(gap + 1)]
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

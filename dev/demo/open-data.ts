import { csvText } from '../../src/platform/files/csv-write.ts'
import { Delaunay } from 'd3-delaunay'
import { DEMO_ZONES } from './places.ts'
import type { DemoHome } from './packages.ts'
import type { DemoProvider } from './providers.ts'
import type { Random } from './random.ts'

/** Files of the demonstration's open data, in the layouts the importers read. */
export interface DemoFile {
  readonly name: string
  readonly bytes: Buffer
}

interface DemoArea {
  readonly code: string
  readonly place: string
  readonly zone: string
  readonly longitude: number
  readonly latitude: number
}

/** The frame round the cells, in degrees: geometry of our own, not a council's boundary. */
const FRAME = { west: -1.34, south: 51.97, east: -0.76, north: 52.41 } as const
const HOMES_A_PLACE = 45

/** One invented small area for each place, under codes far above any that has been issued. */
export function demoAreas(): DemoArea[] {
  return DEMO_ZONES.flatMap((zone) => zone.places.map((place) => ({ ...place, zone: zone.name }))).map((place, index) => ({
    code: `E0199${String(1001 + index)}`,
    place: place.name,
    zone: place.zone,
    longitude: place.longitude,
    latitude: place.latitude,
  }))
}

/** Voronoi cells of the places: a boundary for each area. */
export function demoBoundaries(): { readonly area: DemoArea; readonly ring: readonly (readonly [number, number])[] }[] {
  const areas = demoAreas()
  const cells = Delaunay.from(areas, (area) => area.longitude, (area) => area.latitude).voronoi([FRAME.west, FRAME.south, FRAME.east, FRAME.north])
  return areas.map((area, index) => ({ area, ring: cells.cellPolygon(index).map(([x, y]) => [round(x), round(y)] as const) }))
}

/** Homes of a zone: invented postcodes (no such area as XW exists) near its places. */
export function demoHomes(zone: string): DemoHome[] {
  return demoAreas()
    .map((area, index) => ({ area, index }))
    .filter(({ area }) => area.zone === zone)
    .flatMap(({ area, index }) => Array.from({ length: HOMES_A_PLACE }, (_, n) => ({ postcode: demoPostcode(index, n), place: area.place })))
}

/** Boundaries, lookup, population and postcodes as files. */
export function demoOpenData(random: Random): DemoFile[] {
  const areas = demoAreas()
  const features = demoBoundaries().map(({ area, ring }) => ({
    type: 'Feature',
    properties: { lsoa21_code: area.code, lsoa21_name: area.place, ward24_code: '', ltla24_code: 'E06999001' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }))
  const lookup = areas.map((area) => [area.code, area.place, 'E06999001', 'Demonstration council', area.longitude, area.latitude, urban(area) ? 'UN1' : 'RSN1', urban(area) ? 'Urban' : 'Rural'])
  const population = areas.map((area) => {
    const old = urban(area) ? random.whole(2400, 4200) : random.whole(700, 1600)
    return [area.code, 'demonstration', 'Demonstration council', old * 5, old]
  })
  const postcodes = areas.flatMap((area, index) =>
    Array.from({ length: HOMES_A_PLACE }, (_, n) => {
      const spread = urban(area) ? 0.009 : 0.018
      const shift = (): number => (random.next() - 0.5) * 2 * spread
      return [demoPostcode(index, n), round(area.latitude + shift() * 0.6), round(area.longitude + shift()), area.code]
    }),
  )
  return [
    { name: 'demonstration-boundaries.geojson', bytes: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })) },
    csvFile('demonstration-lookup.csv', ['lsoa21_code', 'lsoa21_name', 'ltla24_code', 'ltla24_name', 'centroid_lon', 'centroid_lat', 'ruc21_code', 'ruc21_name'], lookup),
    csvFile('demonstration-population.csv', ['lsoa21_code', 'area', 'ltla24_name', 'total', 'age_65plus'], population),
    csvFile('demonstration-postcodes.csv', ['postcode', 'lat', 'lon', 'lsoa21_code'], postcodes),
  ]
}

/** The register of the invented providers in the layout of the CQC's directory with ratings, as at a publication date. */
export function demoRegister(providers: readonly DemoProvider[], publishedOn: Temporal.PlainDate, ratingOf: (provider: DemoProvider) => string): DemoFile {
  const published = `${pad(publishedOn.month)}/${pad(publishedOn.day)}/${String(publishedOn.year)}`
  const areas = demoAreas()
  const rows = providers.flatMap((provider) => {
    const area = areas[provider.index % areas.length]
    return ['Overall', 'Safe', 'Effective', 'Caring', 'Responsive', 'Well-led'].map((domain) => [
      provider.cqcLocationId, '', provider.name, 'N', 'Social Care Org', 'Community based adult social care services', '1 Market Place', '', area?.place ?? '', demoPostcode(provider.index % areas.length, 0),
      'Demonstration council', 'East Midlands', 'Midlands', '', '', '', '', 'Overall', domain, ratingOf(provider) === 'Not rated' ? 'No published rating' : domain === 'Caring' && ratingOf(provider) === 'Requires improvement' ? 'Good' : ratingOf(provider),
      published, 'Location', 'N', '', provider.cqcProviderId, provider.name, '-', '-',
    ])
  })
  return csvFile(`demonstration-register-${publishedOn.toString()}.csv`, REGISTER_HEADER, rows)
}

const REGISTER_HEADER = ['Location ID', 'Location ODS Code', 'Location Name', 'Care Home?', 'Location Type', 'Location Primary Inspection Category', 'Location Street Address', 'Location Address Line 2', 'Location City', 'Location Post Code', 'Location Local Authority', 'Location Region', 'Location NHS Region', 'Location ONSPD CCG Code', 'Location ONSPD CCG', 'Location Commissioning CCG Code', 'Location Commissioning CCG Name', 'Service / Population Group', 'Domain', 'Latest Rating', 'Publication Date', 'Report Type', 'Inherited Rating (Y/N)', 'URL', 'Provider ID', 'Provider Name', 'Brand ID', 'Brand Name']

function csvFile(name: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]): DemoFile {
  return { name, bytes: Buffer.from(csvText(header, rows)) }
}

function urban(area: DemoArea): boolean {
  return area.zone.startsWith('Northampton')
}

function demoPostcode(place: number, home: number): string {
  const letters = 'ABDEFGHJLN'
  return `XW${String(place + 1)} ${String(1 + Math.floor(home / 10))}${letters[home % 10] ?? 'A'}${letters[(home + place) % 10] ?? 'B'}`
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

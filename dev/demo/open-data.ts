import { csvText } from '../../src/platform/files/csv-write.ts'
import { Delaunay } from 'd3-delaunay'
import { DEMO_ZONES } from './places.ts'
import type { DemoHome } from './packages.ts'
import type { DemoProvider } from './providers.ts'
import { seededRandom, type Random } from './random.ts'

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
  readonly isUrban: boolean
  /** Counted over every ground, for codes and postcodes of its own. */
  readonly number: number
}

/** Zones with their places, and the frame round the cells that are drawn about these, in degrees: geometry of our own, not a council's boundary. */
export interface DemoGround {
  readonly zones: readonly { readonly name: string; readonly places: readonly { readonly name: string; readonly longitude: number; readonly latitude: number }[]; readonly isUrban?: boolean }[]
  readonly frame: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
  /** Number of its first place. */
  readonly firstPlace: number
}

const DEMO_GROUND: DemoGround = {
  zones: DEMO_ZONES.map((zone) => ({ ...zone, isUrban: zone.name.startsWith('Northampton') })),
  frame: { west: -1.34, south: 51.97, east: -0.76, north: 52.41 },
  firstPlace: 0,
}
const HOMES_A_PLACE = 45

/** One invented small area for each place, under codes far above any that has been issued. */
export function demoAreas(ground: DemoGround = DEMO_GROUND): DemoArea[] {
  return ground.zones.flatMap((zone) => zone.places.map((place) => ({ place, zone }))).map(({ place, zone }, index) => ({
    code: `E0199${String(1001 + ground.firstPlace + index)}`,
    place: place.name,
    zone: zone.name,
    longitude: place.longitude,
    latitude: place.latitude,
    isUrban: zone.isUrban === true,
    number: ground.firstPlace + index,
  }))
}

/** Voronoi cells of the places: a boundary for each area. */
export function demoBoundaries(ground: DemoGround = DEMO_GROUND): { readonly area: DemoArea; readonly ring: readonly (readonly [number, number])[] }[] {
  const areas = demoAreas(ground)
  const { west, south, east, north } = ground.frame
  const cells = Delaunay.from(areas, (area) => area.longitude, (area) => area.latitude).voronoi([west, south, east, north])
  return areas.map((area, index) => ({ area, ring: cells.cellPolygon(index).map(([x, y]) => [round(x), round(y)] as const) }))
}

/** Homes of a zone: invented postcodes (no such area as XW exists) near its places. */
export function demoHomes(zone: string, ground: DemoGround = DEMO_GROUND): DemoHome[] {
  return demoAreas(ground)
    .filter((area) => area.zone === zone)
    .flatMap((area) => Array.from({ length: HOMES_A_PLACE }, (_, n) => ({ postcode: demoPostcode(area.number, n), place: area.place })))
}

/** Boundaries, lookup, population and postcodes as files, of the demonstration's own ground and of others besides. */
export function demoOpenData(random: Random, others: readonly DemoGround[] = []): DemoFile[] {
  const rows = [DEMO_GROUND, ...others].map((ground) => openRows(ground, ground === DEMO_GROUND ? random : seededRandom(ground.firstPlace)))
  return [
    { name: 'demonstration-boundaries.geojson', bytes: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: rows.flatMap((each) => each.features) })) },
    csvFile('demonstration-lookup.csv', ['lsoa21_code', 'lsoa21_name', 'ltla24_code', 'ltla24_name', 'centroid_lon', 'centroid_lat', 'ruc21_code', 'ruc21_name'], rows.flatMap((each) => each.lookup)),
    csvFile('demonstration-population.csv', ['lsoa21_code', 'area', 'ltla24_name', 'total', 'age_65plus'], rows.flatMap((each) => each.population)),
    csvFile('demonstration-postcodes.csv', ['postcode', 'lat', 'lon', 'lsoa21_code'], rows.flatMap((each) => each.postcodes)),
  ]
}

function openRows(ground: DemoGround, random: Random) {
  const areas = demoAreas(ground)
  const features = demoBoundaries(ground).map(({ area, ring }) => ({
    type: 'Feature',
    properties: { lsoa21_code: area.code, lsoa21_name: area.place, ward24_code: '', ltla24_code: 'E06999001' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }))
  const lookup = areas.map((area) => [area.code, area.place, 'E06999001', 'Demonstration council', area.longitude, area.latitude, area.isUrban ? 'UN1' : 'RSN1', area.isUrban ? 'Urban' : 'Rural'])
  const population = areas.map((area) => {
    const old = area.isUrban ? random.whole(2400, 4200) : random.whole(700, 1600)
    return [area.code, 'demonstration', 'Demonstration council', old * 5, old]
  })
  const postcodes = areas.flatMap((area) =>
    Array.from({ length: HOMES_A_PLACE }, (_, n) => {
      const spread = area.isUrban ? 0.009 : 0.018
      const shift = (): number => (random.next() - 0.5) * 2 * spread
      return [demoPostcode(area.number, n), round(area.latitude + shift() * 0.6), round(area.longitude + shift()), area.code]
    }),
  )
  return { features, lookup, population, postcodes }
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

import { csvText } from '../../platform/files/csv-write.ts'

/** Invented small areas in the layouts of the open data. */

export const LOOKUP_HEADER = ['lsoa21_code', 'lsoa21_name', 'ltla24_code', 'ltla24_name', 'centroid_lon', 'centroid_lat', 'ruc21_name']
export const LOOKUP_ROWS = [
  ['E01900001', 'Testshire 001A', 'E07900001', 'North Test', '-0.5', '53.1', 'Urban: Nearer to a major town or city'],
  ['E01900002', 'Testshire 001B', 'E07900002', 'South Test', '-0.5', '53', 'Smaller rural: Further from a major town or city'],
]
export const POPULATION_HEADER = ['lsoa21_code', 'total', 'age_65plus']
export const POSTCODE_HEADER = ['postcode', 'lat', 'lon', 'positional_quality', 'lsoa21_code']
export const POSTCODE_ROWS = [
  ['ZZ1 1AA', '53.1', '-0.5', '10', 'E01900001'],
  ['ZZ1 1AB', '53', '-0.5', '10', 'E01900002'],
]

export function lookupFile(): Buffer {
  return Buffer.from(csvText(LOOKUP_HEADER, LOOKUP_ROWS))
}

export function postcodeFile(...more: string[][]): Buffer {
  return Buffer.from(csvText(POSTCODE_HEADER, [...POSTCODE_ROWS, ...more]))
}

/** Boundaries of the two areas: squares one above the other. Their best-fit district is wrong for the second. */
export function boundaryFile(): Buffer {
  const square = (latitude: number) => [[[-0.6, latitude], [-0.4, latitude], [-0.4, latitude + 0.1], [-0.6, latitude + 0.1], [-0.6, latitude]]]
  const features = [
    { type: 'Feature', properties: { lsoa21_code: 'E01900001', lsoa21_name: 'Testshire 001A', ltla24_code: 'E07900001' }, geometry: { type: 'Polygon', coordinates: square(53.05) } },
    { type: 'Feature', properties: { lsoa21_code: 'E01900002', lsoa21_name: 'Testshire 001B', ltla24_code: 'E07900001' }, geometry: { type: 'Polygon', coordinates: square(52.95) } },
  ]
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
}

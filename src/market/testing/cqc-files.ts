import { csvText } from '../../platform/files/csv-write.ts'

/** Invented locations in the CQC's real layouts. */

export const LONG_HEADER = ['Location ID', 'Location Name', 'Location Primary Inspection Category', 'Location City', 'Location Post Code', 'Location Local Authority', 'Service / Population Group', 'Domain', 'Latest Rating', 'Publication Date', 'Inherited Rating (Y/N)', 'URL', 'Provider ID', 'Provider Name', 'Brand Name']

interface LongRow {
  readonly location?: string
  readonly name?: string
  readonly category?: string
  readonly postcode?: string
  readonly group?: string
  readonly domain?: string
  readonly rating?: string
  readonly published?: string
  readonly provider?: string
  readonly providerName?: string
}

/** A row of the care directory with ratings: Willow Home Care of Lincoln, rated good overall on 3 March 2024, unless told otherwise. */
export function longRow(row: LongRow = {}): string[] {
  const location = row.location ?? '1-1000000001'
  return [location, row.name ?? 'Willow Home Care Lincoln', row.category ?? 'Community based adult social care services', 'Lincoln', row.postcode ?? 'LN1 1AA', 'Lincolnshire', row.group ?? 'Overall', row.domain ?? 'Overall', row.rating ?? 'Good', row.published ?? '03/03/2024', 'N', `http://www.cqc.org.uk/location/${location}`, row.provider ?? '1-2000000001', row.providerName ?? 'Willow Home Care Limited', '-']
}

export function longFile(...rows: LongRow[]): Buffer {
  return Buffer.from(csvText(LONG_HEADER, rows.map(longRow)))
}

export const WIDE_HEADER = ['Location ID', 'Location Name', 'Location Post Code', 'Provider ID', 'Provider Name', 'Service / Population Group', 'Caring', 'Effective', 'Overall', 'Responsive', 'Safe', 'Well-led', 'Publication Date', 'Inherited Rating (Y/N)']

export const WIDE_ROWS = [
  ['1-1000000001', 'Willow Home Care Lincoln', 'LN1 1AA', '1-2000000001', 'Willow Home Care Limited', 'Overall', 'Good', 'Good', 'Good', 'Good', 'Requires Improvement', 'Good', '03/03/2024', 'N'],
  ['1-1000000002', 'Ash Care at Home', 'LN2 2BB', '1-2000000002', 'Ash Care Ltd', 'Overall', '', '', 'Not Rated', '', '', '', '', 'N'],
]

export const DIRECTORY_HEADER = ['Name', 'Also known as', 'Address', 'Postcode', 'Phone number', "Service's website (if available)", 'Service types', 'Date of latest check', 'Specialisms/services', 'Provider name', 'Local authority', 'Region', 'Location URL', 'CQC Location ID (for office use only)', 'CQC Provider ID (for office use only)']

export const DIRECTORY_ROWS = [
  ['Willow Home Care Lincoln', '', '1 High Street, Lincoln', 'LN1 1AA', '1522000000', '', 'Homecare agencies', '25/10/2023 - 00:00', 'Dementia|Personal care', 'Willow Home Care Limited', 'Lincolnshire', 'East Midlands', 'https://www.cqc.org.uk/location/1-1000000001', '1-1000000001', '1-2000000001'],
  ['Elm House', '', '2 Low Street, Lincoln', 'LN3 3CC', '1522000001', '', 'Residential homes', '25/10/2023 - 00:00', '', 'Elm House Limited', 'Lincolnshire', 'East Midlands', '', '1-1000000003', '1-2000000003'],
]

/** The directory as published: four lines stand above its header. */
export function publishedDirectory(): Buffer {
  return Buffer.from(`CQC care directory,\r\nPublished 1 March 2024,\r\n,\r\nContains public sector information,\r\n${csvText(DIRECTORY_HEADER, DIRECTORY_ROWS)}`)
}

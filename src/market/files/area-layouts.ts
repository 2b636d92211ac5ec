import { decimal, wholeNumber } from '../../platform/files/cell-number.ts'
import { postcode } from '../../platform/files/cell-postcode.ts'
import { patterned, text } from '../../platform/files/cell-text.ts'
import { blankableColumn, column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import type { AreaRow, PostcodeRow } from '../rules/merge-areas.ts'

/** A published area code: a letter for the country, two digits for the kind, six for the area. */
const areaCode = patterned(/^[EWSN]\d{8}$/, 'an area code such as E01026076')
const longitude = decimal({ min: -180, max: 180 })
const latitude = decimal({ min: -90, max: 90 })

/** Small areas with their district, centre and rural-urban class. */
export const areaLookup = defineLayout({
  name: 'lookup of small areas',
  columns: {
    code: column('lsoa21_code', areaCode, 'LSOA21CD'),
    name: column('lsoa21_name', text(100), 'LSOA21NM'),
    districtCode: column('ltla24_code', areaCode),
    districtName: column('ltla24_name', text(100)),
    longitude: blankableColumn('centroid_lon', longitude),
    latitude: blankableColumn('centroid_lat', latitude),
    ruralUrban: blankableColumn('ruc21_name', text(100)),
  },
})

/** Residents of 2021 small areas by age group. */
export const areaPopulation = defineLayout({
  name: 'population of small areas',
  columns: {
    code: column('lsoa21_code', areaCode, 'LSOA21CD'),
    over65: column('age_65plus', wholeNumber({ max: 1_000_000 })),
    total: column('total', wholeNumber({ max: 1_000_000 })),
  },
})

/** Residents of 2011 small areas by age band. Only areas whose code is also a 2021 code can be used. */
export const areaPopulation2011 = defineLayout({
  name: 'population of 2011 small areas',
  columns: {
    code: column('lsoa11_code', areaCode, 'LSOA11CD'),
    total: column('total', wholeNumber({ max: 1_000_000 })),
    over65: column('age_65plus', wholeNumber({ max: 1_000_000 })),
  },
})

/** Unit postcodes with their place and small area. */
export const postcodes = defineLayout({
  name: 'postcode file',
  columns: {
    postcode: column('postcode', postcode()),
    latitude: column('lat', latitude),
    longitude: column('lon', longitude),
    areaCode: column('lsoa21_code', areaCode, 'LSOA21CD'),
    quality: optionalColumn('positional_quality', wholeNumber({ max: 100 })),
  },
})

const NOTHING = { districtCode: null, districtName: null, ruralUrban: null, population: null, population65Plus: null, longitude: null, latitude: null, boundary: null }

/** A row of the lookup as it is merged. */
export function ofLookup(row: number, values: ValuesOf<typeof areaLookup>): AreaRow {
  return { ...NOTHING, ...values, row, codeColumn: 'lsoa21_code' }
}

/** A row of a population file, of either year's areas, as it is merged. */
export function ofPopulation(codeColumn: string): (row: number, values: ValuesOf<typeof areaPopulation>) => AreaRow {
  return (row, values) => ({ ...NOTHING, row, code: values.code, name: null, population: values.total, population65Plus: values.over65, codeColumn })
}

/** A row of a postcode file as it is merged. */
export function ofPostcode(row: number, values: ValuesOf<typeof postcodes>): PostcodeRow {
  return { row, postcode: values.postcode, areaCode: values.areaCode, longitude: values.longitude, latitude: values.latitude }
}

import { postcode } from '../../platform/files/cell-postcode.ts'
import { text } from '../../platform/files/cell-text.ts'
import { blankableColumn, column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import type { CqcRow } from '../rules/cqc-row.ts'
import { barred, cqcId, webAddress } from './cqc-cells.ts'

/**
 * The CQC's care directory, as published (four lines above the header) and with snake-cased headings on the first
 * line, as older copies have it. It holds no ratings.
 */
export const cqcDirectory = defineLayout({
  name: 'CQC care directory',
  headerWithin: 5,
  columns: {
    name: column('Name', text(200)),
    address: blankableColumn('Address', text(300)),
    postcode: blankableColumn('Postcode', postcode()),
    serviceTypes: column('Service types', barred),
    specialisms: blankableColumn('Specialisms/services', barred, 'specialisms_services'),
    providerName: column('Provider name', text(200)),
    localAuthority: blankableColumn('Local authority', text(100)),
    region: optionalColumn('Region', text(100)),
    url: optionalColumn('Location URL', webAddress),
    locationId: column('CQC Location ID (for office use only)', cqcId, 'CQC Location ID'),
    providerId: column('CQC Provider ID (for office use only)', cqcId, 'CQC Provider ID'),
  },
})

/** Service types under which care in people's homes is registered: the directory's older word and the API's. */
const HOME_CARE_TYPES: readonly string[] = ['homecare agencies', 'domiciliary care service']

/** A row of the directory as the register reads it. */
export function ofDirectory(row: number, values: ValuesOf<typeof cqcDirectory>): CqcRow {
  return {
    row,
    cqcLocationId: values.locationId,
    provider: { cqcProviderId: values.providerId, name: values.providerName, brand: null },
    location: {
      name: values.name,
      address: values.address,
      town: null,
      postcode: values.postcode,
      localAuthority: values.localAuthority,
      region: values.region,
      url: values.url,
      serviceTypes: values.serviceTypes,
      specialisms: values.specialisms,
      homeCare: values.serviceTypes.some((type) => HOME_CARE_TYPES.includes(type.toLowerCase())),
    },
    ratings: [],
  }
}

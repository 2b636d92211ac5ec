import { date } from '../../platform/files/cell-date.ts'
import { postcode } from '../../platform/files/cell-postcode.ts'
import { text, yesNo } from '../../platform/files/cell-text.ts'
import { blankableColumn, column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import type { CqcRow } from '../rules/cqc-row.ts'
import type { RatingDomain } from '../terms.ts'
import { cqcId, ratingCell, textOrDash, webAddress } from './cqc-cells.ts'
import { brandName } from './cqc-long-form.ts'

/** Ratings with a row for each home care location and service group and a column for each key question. Dates are month first. */
export const cqcWideForm = defineLayout({
  name: 'CQC ratings file of home care locations',
  columns: {
    locationId: column('Location ID', cqcId),
    name: column('Location Name', text(200)),
    postcode: optionalColumn('Location Post Code', postcode()),
    town: optionalColumn('Location City', text(100)),
    providerId: column('Provider ID', cqcId),
    providerName: column('Provider Name', text(200)),
    brand: optionalColumn('Brand Name', textOrDash(200)),
    serviceGroup: column('Service / Population Group', text(200)),
    caring: blankableColumn('Caring', ratingCell),
    effective: blankableColumn('Effective', ratingCell),
    overall: blankableColumn('Overall', ratingCell),
    responsive: blankableColumn('Responsive', ratingCell),
    safe: blankableColumn('Safe', ratingCell),
    wellLed: blankableColumn('Well-led', ratingCell),
    publishedOn: blankableColumn('Publication Date', date('mm/dd/yyyy')),
    inherited: optionalColumn('Inherited Rating (Y/N)', yesNo()),
    url: optionalColumn('URL', webAddress),
  },
})

const DOMAIN_KEYS = [
  ['overall', 'overall'],
  ['safe', 'safe'],
  ['effective', 'effective'],
  ['caring', 'caring'],
  ['responsive', 'responsive'],
  ['wellLed', 'well-led'],
] as const satisfies readonly (readonly [string, RatingDomain])[]

/** A row of the wide form as the register reads it. The form lists home care locations only. */
export function ofWideForm(row: number, values: ValuesOf<typeof cqcWideForm>): CqcRow {
  const { publishedOn } = values
  return {
    row,
    cqcLocationId: values.locationId,
    provider: { cqcProviderId: values.providerId, name: values.providerName, brand: brandName(values.brand) },
    location: { name: values.name, address: null, town: values.town, postcode: values.postcode, localAuthority: null, region: null, url: values.url, serviceTypes: null, specialisms: null, homeCare: true },
    ratings:
      publishedOn === null
        ? []
        : DOMAIN_KEYS.flatMap(([key, domain]) => {
            const rating = values[key]
            return rating === null ? [] : [{ serviceGroup: values.serviceGroup, domain, rating, publishedOn, inherited: values.inherited ?? false, dateOfRow: domain !== 'overall' }]
          }),
  }
}

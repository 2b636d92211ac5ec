import { date } from '../../platform/files/cell-date.ts'
import { postcode } from '../../platform/files/cell-postcode.ts'
import { text, yesNo } from '../../platform/files/cell-text.ts'
import { blankableColumn, column, defineLayout, optionalColumn, type ValuesOf } from '../../platform/files/layout.ts'
import type { CqcRow } from '../rules/cqc-row.ts'
import { cqcId, domainCell, ratingCell, textOrDash, webAddress } from './cqc-cells.ts'

/** The CQC's care directory with ratings: a row for each location, service group and key question. Dates are month first. */
export const cqcLongForm = defineLayout({
  name: 'CQC care directory with ratings',
  columns: {
    locationId: column('Location ID', cqcId),
    name: column('Location Name', text(200)),
    category: column('Location Primary Inspection Category', text(200)),
    street: optionalColumn('Location Street Address', text(300)),
    street2: optionalColumn('Location Address Line 2', text(300)),
    town: optionalColumn('Location City', text(100)),
    postcode: optionalColumn('Location Post Code', postcode(), 'Location Postal Code'),
    localAuthority: optionalColumn('Location Local Authority', text(100)),
    region: optionalColumn('Location Region', text(100)),
    serviceGroup: column('Service / Population Group', text(200)),
    domain: column('Domain', domainCell),
    rating: column('Latest Rating', ratingCell),
    publishedOn: blankableColumn('Publication Date', date('mm/dd/yyyy')),
    inherited: optionalColumn('Inherited Rating (Y/N)', yesNo()),
    url: optionalColumn('URL', webAddress),
    providerId: column('Provider ID', cqcId),
    providerName: column('Provider Name', text(200)),
    brand: optionalColumn('Brand Name', textOrDash(200)),
  },
})

/** The inspection category of providers that care for people in their homes. */
const HOME_CARE_CATEGORY = 'community based adult social care services'

/** A row of the long form as the register reads it. A row without a publication date names its location and brings no rating. */
export function ofLongForm(row: number, values: ValuesOf<typeof cqcLongForm>): CqcRow {
  const street = [values.street, values.street2].filter((line) => line !== null).join(', ')
  return {
    row,
    cqcLocationId: values.locationId,
    provider: { cqcProviderId: values.providerId, name: values.providerName, brand: brandName(values.brand) },
    location: {
      name: values.name,
      address: street === '' ? null : street,
      town: values.town,
      postcode: values.postcode,
      localAuthority: values.localAuthority,
      region: values.region,
      url: values.url,
      serviceTypes: null,
      specialisms: null,
      homeCare: values.category.toLowerCase() === HOME_CARE_CATEGORY || values.serviceGroup.toLowerCase() === 'homecare',
    },
    ratings:
      values.publishedOn === null
        ? []
        : [{ serviceGroup: values.serviceGroup, domain: values.domain, rating: values.rating, publishedOn: values.publishedOn, inherited: values.inherited ?? false, dateOfRow: false }],
  }
}

/** The brand without the word BRAND, which the CQC writes in front of each. */
export function brandName(published: string | null): string | null {
  const name = (published ?? '').replace(/^BRAND\s+/i, '').trim()
  return name === '' ? null : name
}

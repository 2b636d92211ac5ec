import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import type { FormBody } from '../../../platform/web/route.ts'
import { givenParty, type InvoiceParty, type Tolerance } from '../../terms/invoice.ts'

/** The fields of who somebody is on an invoice, in the order of the form. */
export const PARTY_FIELDS = [
  { name: 'name', label: 'Registered name' },
  { name: 'street', label: 'Building and street' },
  { name: 'town', label: 'Town or city' },
  { name: 'postcode', label: 'Postcode' },
  { name: 'taxId', label: 'VAT number, or another tax registration', hint: 'A provider needs one of them even though care is exempt (BR-E-02). A VAT number begins with GB' },
  { name: 'companyNumber', label: 'Company number (optional)' },
  { name: 'endpointScheme', label: 'Scheme of the electronic address', hint: '0088 for a GLN, 9932 for a UK VAT number' },
  { name: 'endpointId', label: 'Electronic address' },
] as const

/** The values of a form from details. */
export function partyValues(party: InvoiceParty | undefined): FormBody {
  return party === undefined ? {} : Object.fromEntries(PARTY_FIELDS.map(({ name }) => [name, party[name] ?? '']))
}

/** Reads details; every missing or wrong field is an error of its own. */
export function readParty(body: FormBody, needsTaxId: boolean, errors: FieldError[]): InvoiceParty | null {
  const text = (name: string): string => textOf(body, name)
  const taxId = text('taxId').replaceAll(' ', '').toUpperCase()
  const read = givenParty.safeParse({ name: text('name'), street: text('street'), town: text('town'), postcode: text('postcode'), country: 'GB', taxId: taxId === '' ? null : taxId, isVatNumber: /^GB/.test(taxId), companyNumber: text('companyNumber') || null, endpointScheme: text('endpointScheme'), endpointId: text('endpointId') })
  if (needsTaxId && taxId === '') errors.push(fieldError('taxId', 'Enter the VAT number or another tax registration'))
  if (!read.success) for (const [field, issue] of new Map(read.error.issues.map((each) => [String(each.path[0]), each]))) errors.push(fieldError(field, issue.code === 'custom' ? issue.message : field === 'endpointScheme' ? 'Enter a scheme of four digits, such as 0088' : `Enter the ${PARTY_FIELDS.find((each) => each.name === field)?.label.toLowerCase() ?? field}, in 200 characters or fewer`))
  return read.success ? read.data : null
}

/** Reads tolerances: pounds with pence, and a per cent with at most two decimals or nothing. */
export function readTolerance(body: FormBody, errors: FieldError[]): Tolerance | null {
  const amount = (field: string, most: RegExp, missing: string): number | null => {
    const text = textOf(body, field).replace(/^£|%$/g, '').trim()
    if (!most.test(text)) {
      errors.push(fieldError(field, missing))
      return null
    }
    const [whole = '', parts = ''] = text.split('.')
    return Number(whole) * 100 + Number(parts.padEnd(2, '0'))
  }
  const share = (field: string): number | null => (textOf(body, field) === '' ? null : amount(field, /^(100|\d{1,2}(\.\d{1,2})?)$/, 'Enter a per cent from 0 to 100, such as 0.5, or leave it empty'))
  const pounds = (field: string): number | null => amount(field, /^\d{1,6}(\.\d{1,2})?$/, 'Enter pounds and pence, such as 0.05')
  const [linePence, lineShare, totalPence, totalShare] = [pounds('linePounds'), share('lineShare'), pounds('totalPounds'), share('totalShare')]
  return linePence === null || totalPence === null || errors.length > 0 ? null : { linePence, lineShare, totalPence, totalShare }
}

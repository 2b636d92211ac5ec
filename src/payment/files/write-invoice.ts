import { create } from 'xmlbuilder2'
import type { InvoiceParty } from '../terms/invoice.ts'
import type { DocumentToWrite } from '../rules/invoice/self-billed.ts'
import { poundsFigure } from '../rules/pounds-figure.ts'

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:'
const PEPPOL = 'urn:fdc:peppol.eu:2017:poacc'
/** Care is exempt as welfare: article 132(1)(g) of Directive 2006/112/EC in the VATEX list. */
const EXEMPT_CODE = 'VATEX-EU-132-1G'
const EXEMPT_WORDS = 'Exempt from VAT: welfare services'
/** UNTDID 1001: the object that an invoice line is based on. */
const OBJECT_OF_LINE = '130'
/** UN/ECE Recommendation 20: one. */
const ONE = 'C62'
const VAT = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }

/** Writes an invoice or credit note as UBL 2.1 in the form of Peppol BIS Self-Billing 3, or of BIS Billing 3 for a provider's own. The same document gives the same bytes. */
export function writeInvoice(document: DocumentToWrite): string {
  const isInvoice = document.kind === 'invoice'
  const process = document.typeCode === '389' || document.typeCode === '261' ? 'selfbilling' : 'billing'
  const root = isInvoice ? 'Invoice' : 'CreditNote'
  const money = (pence: number) => ({ '@currencyID': 'GBP', '#': poundsFigure(pence) })
  const total = money(document.totalPence)
  const nothing = money(0)
  return create({ encoding: 'UTF-8' }, {
    [root]: {
      '@xmlns': `${UBL}${root}-2`,
      '@xmlns:cac': `${UBL}CommonAggregateComponents-2`,
      '@xmlns:cbc': `${UBL}CommonBasicComponents-2`,
      'cbc:CustomizationID': `urn:cen.eu:en16931:2017#compliant#${PEPPOL}:${process}:3.0`,
      'cbc:ProfileID': `${PEPPOL}:${process}:01:1.0`,
      'cbc:ID': document.number,
      'cbc:IssueDate': document.issueOn.toString(),
      [isInvoice ? 'cbc:InvoiceTypeCode' : 'cbc:CreditNoteTypeCode']: document.typeCode,
      'cbc:DocumentCurrencyCode': 'GBP',
      'cbc:BuyerReference': document.statementNumber,
      'cac:InvoicePeriod': { 'cbc:StartDate': document.fromOn.toString(), 'cbc:EndDate': document.toOn.toString() },
      ...(document.earlierNumber === null ? {} : { 'cac:BillingReference': { 'cac:InvoiceDocumentReference': { 'cbc:ID': document.earlierNumber, 'cbc:IssueDate': document.issueOn.toString() } } }),
      'cac:AccountingSupplierParty': { 'cac:Party': party(document.seller) },
      'cac:AccountingCustomerParty': { 'cac:Party': party(document.buyer) },
      'cac:PaymentTerms': { 'cbc:Note': `As on statement ${document.statementNumber}` },
      'cac:TaxTotal': {
        'cbc:TaxAmount': nothing,
        'cac:TaxSubtotal': { 'cbc:TaxableAmount': total, 'cbc:TaxAmount': nothing, 'cac:TaxCategory': { 'cbc:ID': 'E', 'cbc:Percent': '0', 'cbc:TaxExemptionReasonCode': EXEMPT_CODE, 'cbc:TaxExemptionReason': EXEMPT_WORDS, ...VAT } },
      },
      'cac:LegalMonetaryTotal': { 'cbc:LineExtensionAmount': total, 'cbc:TaxExclusiveAmount': total, 'cbc:TaxInclusiveAmount': total, 'cbc:PayableAmount': total },
      [isInvoice ? 'cac:InvoiceLine' : 'cac:CreditNoteLine']: document.lines.map((line) => ({
        'cbc:ID': line.id,
        [isInvoice ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity']: { '@unitCode': ONE, '#': line.quantity },
        'cbc:LineExtensionAmount': money(line.pence),
        'cac:InvoicePeriod': { 'cbc:StartDate': line.fromOn.toString(), 'cbc:EndDate': line.toOn.toString() },
        'cac:DocumentReference': { 'cbc:ID': line.key, 'cbc:DocumentTypeCode': OBJECT_OF_LINE },
        'cac:Item': { 'cbc:Name': line.name, 'cac:ClassifiedTaxCategory': { 'cbc:ID': 'E', 'cbc:Percent': '0', ...VAT } },
        'cac:Price': { 'cbc:PriceAmount': money(line.pence) },
      })),
    },
  }).end({ prettyPrint: true }) + '\n'
}

function party(of: InvoiceParty): object {
  return {
    'cbc:EndpointID': { '@schemeID': of.endpointScheme, '#': of.endpointId },
    'cac:PartyName': { 'cbc:Name': of.name },
    'cac:PostalAddress': { 'cbc:StreetName': of.street, 'cbc:CityName': of.town, 'cbc:PostalZone': of.postcode, 'cac:Country': { 'cbc:IdentificationCode': of.country } },
    ...(of.taxId === null ? {} : { 'cac:PartyTaxScheme': { 'cbc:CompanyID': of.taxId, 'cac:TaxScheme': { 'cbc:ID': of.isVatNumber ? 'VAT' : 'TAX' } } }),
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': of.name, ...(of.companyNumber === null ? {} : { 'cbc:CompanyID': of.companyNumber }) },
  }
}

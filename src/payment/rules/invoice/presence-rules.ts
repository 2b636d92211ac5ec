import { mustHave, rule, type BusinessRule } from './business-rule.ts'
import { isDecimal } from './decimal.ts'
import { isCreditNote, linesOf, nodeAt, nodesAt, textAt, type XmlNode } from './xml-node.ts'

const SELLER = 'cac:AccountingSupplierParty/cac:Party'
const BUYER = 'cac:AccountingCustomerParty/cac:Party'
const TOTALS = 'cac:LegalMonetaryTotal'
const charges = (isCharge: 'true' | 'false', of: (root: XmlNode) => readonly XmlNode[]) => (root: XmlNode) => of(root).flatMap((node) => nodesAt(node, 'cac:AllowanceCharge').filter((each) => textAt(each, 'cbc:ChargeIndicator') === isCharge))
const whole = (root: XmlNode): readonly XmlNode[] => [root]
const REASON = ['cbc:AllowanceChargeReason', 'cbc:AllowanceChargeReasonCode']
const quantity = (root: XmlNode): string => (isCreditNote(root) ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity')
const notNegative = (text: string | undefined): boolean => text === undefined || !isDecimal(text) || Number(text) >= 0

function periodInOrder(id: string, words: string, at: (root: XmlNode) => readonly XmlNode[]): BusinessRule {
  return rule(id, words, at, (node) => {
    const [from, to] = [textAt(node, 'cbc:StartDate'), textAt(node, 'cbc:EndDate')]
    return from === undefined || to === undefined || to >= from ? undefined : { value: `${from} to ${to}`, fix: 'Put the earlier day first' }
  })
}

/** BR-01 to BR-65 of EN 16931-1, as far as they can be met by what Tendwell reads and makes: which elements there have to be. */
export const PRESENCE_RULES: readonly BusinessRule[] = [
  mustHave('BR-01', 'An invoice says which specification it follows (BT-24)', '', 'cbc:CustomizationID', 'Give the specification identifier, for example that of Peppol BIS Billing 3'),
  mustHave('BR-02', 'An invoice has a number (BT-1)', '', 'cbc:ID', 'Give the number'),
  mustHave('BR-03', 'An invoice has an issue date (BT-2)', '', 'cbc:IssueDate', 'Give the day on which it was issued'),
  { id: 'BR-04', words: 'An invoice has a type code (BT-3)', check: (root) => mustHave('BR-04', '', '', isCreditNote(root) ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode', 'Give the type: 380 for an invoice, 381 for a credit note').check(root) },
  mustHave('BR-05', 'An invoice has a currency (BT-5)', '', 'cbc:DocumentCurrencyCode', 'Give the currency: GBP'),
  mustHave('BR-06', 'An invoice has the seller’s name (BT-27)', '', `${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`, 'Give the seller’s registered name'),
  mustHave('BR-07', 'An invoice has the buyer’s name (BT-44)', '', `${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`, 'Give the council’s name'),
  mustHave('BR-08', 'An invoice has the seller’s postal address (BG-5)', '', `${SELLER}/cac:PostalAddress`, 'Give the seller’s address'),
  mustHave('BR-09', 'The seller’s address has a country (BT-40)', `${SELLER}/cac:PostalAddress`, 'cac:Country/cbc:IdentificationCode', 'Give the country: GB'),
  mustHave('BR-10', 'An invoice has the buyer’s postal address (BG-8)', '', `${BUYER}/cac:PostalAddress`, 'Give the council’s address'),
  mustHave('BR-11', 'The buyer’s address has a country (BT-55)', `${BUYER}/cac:PostalAddress`, 'cac:Country/cbc:IdentificationCode', 'Give the country: GB'),
  mustHave('BR-12', 'An invoice has the sum of its lines (BT-106)', '', `${TOTALS}/cbc:LineExtensionAmount`, 'Give the sum of the lines’ net amounts'),
  mustHave('BR-13', 'An invoice has its total without VAT (BT-109)', '', `${TOTALS}/cbc:TaxExclusiveAmount`, 'Give the total without VAT'),
  mustHave('BR-14', 'An invoice has its total with VAT (BT-112)', '', `${TOTALS}/cbc:TaxInclusiveAmount`, 'Give the total with VAT'),
  mustHave('BR-15', 'An invoice has the amount due (BT-115)', '', `${TOTALS}/cbc:PayableAmount`, 'Give the amount due for payment'),
  rule('BR-16', 'An invoice has a line or more (BG-25)', '', (root) => (linesOf(root).length > 0 ? undefined : { value: null, fix: 'Give at least one line' })),
  mustHave('BR-17', 'A payee other than the seller has a name (BT-59)', 'cac:PayeeParty', 'cac:PartyName/cbc:Name', 'Give the payee’s name, or leave the payee out'),
  mustHave('BR-21', 'A line has an identifier (BT-126)', linesOf, 'cbc:ID', 'Number the line'),
  rule('BR-22', 'A line has a quantity (BT-129)', linesOf, (line, root) => (textAt(line, quantity(root)) === undefined ? { place: `${line.path}/${quantity(root)}`, value: null, fix: 'Give the quantity, for example hours' } : undefined)),
  rule('BR-23', 'A quantity has a unit (BT-130)', (root) => linesOf(root).flatMap((line) => nodesAt(line, quantity(root))), (node) => ((node.attributes['unitCode'] ?? '') === '' ? { fix: 'Give the unit: HUR for hours, MIN for minutes, C62 for one' } : undefined)),
  mustHave('BR-24', 'A line has a net amount (BT-131)', linesOf, 'cbc:LineExtensionAmount', 'Give the line’s net amount'),
  mustHave('BR-25', 'A line has the name of what is sold (BT-153)', linesOf, 'cac:Item/cbc:Name', 'Give a name, for example Home care'),
  mustHave('BR-26', 'A line has a net price (BT-146)', linesOf, 'cac:Price/cbc:PriceAmount', 'Give the price'),
  rule('BR-27', 'A net price is not below nothing (BT-146)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Price/cbc:PriceAmount')), (node) => (notNegative(node.text) ? undefined : { fix: 'Give the price without a sign; for money back make the quantity negative, or send a credit note' })),
  rule('BR-28', 'A gross price is not below nothing (BT-148)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Price/cac:AllowanceCharge/cbc:BaseAmount')), (node) => (notNegative(node.text) ? undefined : { fix: 'Give the price without a sign' })),
  periodInOrder('BR-29', 'The invoicing period does not end before it begins (BG-14)', (root) => nodesAt(root, 'cac:InvoicePeriod')),
  periodInOrder('BR-30', 'A line’s period does not end before it begins (BG-26)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:InvoicePeriod'))),
  mustHave('BR-31', 'A document level allowance has an amount (BT-92)', charges('false', whole), 'cbc:Amount', 'Give its amount'),
  mustHave('BR-32', 'A document level allowance has a VAT category (BT-95)', charges('false', whole), 'cac:TaxCategory/cbc:ID', 'Give the category: E'),
  mustHave('BR-33', 'A document level allowance has a reason (BT-97, BT-98)', charges('false', whole), REASON, 'Give the reason'),
  mustHave('BR-36', 'A document level charge has an amount (BT-99)', charges('true', whole), 'cbc:Amount', 'Give its amount'),
  mustHave('BR-37', 'A document level charge has a VAT category (BT-102)', charges('true', whole), 'cac:TaxCategory/cbc:ID', 'Give the category: E'),
  mustHave('BR-38', 'A document level charge has a reason (BT-104, BT-105)', charges('true', whole), REASON, 'Give the reason'),
  mustHave('BR-41', 'A line’s allowance has an amount (BT-136)', charges('false', linesOf), 'cbc:Amount', 'Give its amount'),
  mustHave('BR-42', 'A line’s allowance has a reason (BT-139, BT-140)', charges('false', linesOf), REASON, 'Give the reason'),
  mustHave('BR-43', 'A line’s charge has an amount (BT-141)', charges('true', linesOf), 'cbc:Amount', 'Give its amount'),
  mustHave('BR-44', 'A line’s charge has a reason (BT-144, BT-145)', charges('true', linesOf), REASON, 'Give the reason'),
  mustHave('BR-45', 'A VAT breakdown has a taxable amount (BT-116)', 'cac:TaxTotal/cac:TaxSubtotal', 'cbc:TaxableAmount', 'Give the sum of the lines of this category'),
  mustHave('BR-46', 'A VAT breakdown has a tax amount (BT-117)', 'cac:TaxTotal/cac:TaxSubtotal', 'cbc:TaxAmount', 'Give the tax: 0.00 where exempt'),
  mustHave('BR-47', 'A VAT breakdown has a category (BT-118)', 'cac:TaxTotal/cac:TaxSubtotal', 'cac:TaxCategory/cbc:ID', 'Give the category: E'),
  rule('BR-48', 'A VAT breakdown has a rate, unless it is not subject to VAT (BT-119)', 'cac:TaxTotal/cac:TaxSubtotal', (node) => (textAt(node, 'cac:TaxCategory/cbc:Percent') === undefined && textAt(node, 'cac:TaxCategory/cbc:ID') !== 'O' ? { place: `${node.path}/cac:TaxCategory/cbc:Percent`, value: null, fix: 'Give the rate: 0' } : undefined)),
  mustHave('BR-49', 'Payment instructions say how to pay (BT-81)', 'cac:PaymentMeans', 'cbc:PaymentMeansCode', 'Give the code: 30 for a credit transfer'),
  mustHave('BR-50', 'A credit transfer has an account (BT-84)', 'cac:PaymentMeans/cac:PayeeFinancialAccount', 'cbc:ID', 'Give the account, or leave it out'),
  mustHave('BR-52', 'A supporting document has an identifier (BT-122)', 'cac:AdditionalDocumentReference', 'cbc:ID', 'Give its identifier'),
  mustHave('BR-55', 'A reference to an earlier invoice has its number (BT-25)', 'cac:BillingReference', 'cac:InvoiceDocumentReference/cbc:ID', 'Give the number of the earlier invoice'),
  mustHave('BR-57', 'A delivery address has a country (BT-80)', 'cac:Delivery/cac:DeliveryLocation/cac:Address', 'cac:Country/cbc:IdentificationCode', 'Give the country: GB'),
  rule('BR-61', 'A credit transfer (30 or 58) names the account (BT-84)', 'cac:PaymentMeans', (node) => (['30', '58'].includes(textAt(node, 'cbc:PaymentMeansCode') ?? '') && textAt(node, 'cac:PayeeFinancialAccount/cbc:ID') === undefined ? { place: `${node.path}/cac:PayeeFinancialAccount/cbc:ID`, value: null, fix: 'Give the account to pay into' } : undefined)),
  ...(['BR-62', 'BR-63'] as const).map((id) => {
    const [who, at] = id === 'BR-62' ? ['seller', SELLER] : ['buyer', BUYER]
    return rule(id, `The ${who}’s electronic address has a scheme (BT-${id === 'BR-62' ? '34' : '49'})`, `${at}/cbc:EndpointID`, (node) => ((node.attributes['schemeID'] ?? '') === '' ? { fix: 'Give schemeID: 0088 for a GLN, 9932 for a UK VAT number' } : undefined))
  }),
  rule('BR-64', 'A standard item identifier has a scheme (BT-157)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Item/cac:StandardItemIdentification/cbc:ID')), (node) => ((node.attributes['schemeID'] ?? '') === '' ? { fix: 'Give schemeID' } : undefined)),
  rule('BR-65', 'An item classification has a scheme (BT-158)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode')), (node) => ((node.attributes['listID'] ?? '') === '' ? { fix: 'Give listID' } : undefined)),
  rule('BR-CO-03', 'A tax point is a date or a code, not both (BT-7, BT-8)', '', (root) => (textAt(root, 'cbc:TaxPointDate') !== undefined && textAt(root, 'cac:InvoicePeriod/cbc:DescriptionCode') !== undefined ? { value: textAt(root, 'cbc:TaxPointDate') ?? null, fix: 'Leave one of them out' } : undefined)),
  mustHave('BR-CO-04', 'A line has a VAT category (BT-151)', linesOf, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID', 'Give the category: E'),
  mustHave('BR-CO-18', 'An invoice has a VAT breakdown (BG-23)', '', 'cac:TaxTotal/cac:TaxSubtotal', 'Give the breakdown of the one category E'),
  mustHave('BR-CO-19', 'An invoicing period has a first or a last day (BG-14)', 'cac:InvoicePeriod', ['cbc:StartDate', 'cbc:EndDate'], 'Give one of them, or leave the period out'),
  mustHave('BR-CO-20', 'A line’s period has a first or a last day (BG-26)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:InvoicePeriod')), ['cbc:StartDate', 'cbc:EndDate'], 'Give one of them, or leave the period out'),
  mustHave('BR-CO-26', 'The seller can be told by an identifier (BT-29, BT-30, BT-31)', (root) => nodesAt(root, SELLER), ['cac:PartyTaxScheme/cbc:CompanyID', 'cac:PartyIdentification/cbc:ID', 'cac:PartyLegalEntity/cbc:CompanyID'], 'Give the seller’s VAT number, company number or another identifier'),
  rule('BR-CO-09', 'A VAT number begins with its country (BT-31, BT-48)', (root) => [SELLER, BUYER].flatMap((party) => nodesAt(root, `${party}/cac:PartyTaxScheme`)).filter((node) => textAt(node, 'cac:TaxScheme/cbc:ID') === 'VAT'), (node) => {
    const id = nodeAt(node, 'cbc:CompanyID')
    return id === undefined || /^[A-Z]{2}/.test(id.text) ? undefined : { place: id.path, value: id.text, fix: 'Begin it with the country, for example GB123456789' }
  }),
]

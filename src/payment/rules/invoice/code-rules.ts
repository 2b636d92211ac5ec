import { rule, type BusinessRule } from './business-rule.ts'
import { xmlDateOf } from './decimal.ts'
import { GLN_SCHEME, isGs1Number } from './gln.ts'
import { everyNode, isCreditNote, linesOf, nodesAt, textAt, type XmlNode } from './xml-node.ts'

/** UNTDID 1001, as far as Tendwell reads and makes documents: invoice 380, credit note 381, self-billed invoice 389, self-billed credit note 261. */
const INVOICE_TYPES = ['380', '389']
const CREDIT_TYPES = ['381', '261']
/** ISO 3166-1 alpha-2. */
const COUNTRIES = new Set('AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW 1A XI'.split(' '))
/** UNCL 5305, the duty or tax categories that EN 16931 takes. */
const VAT_CATEGORIES = ['AE', 'E', 'S', 'Z', 'G', 'O', 'K', 'L', 'M', 'B']
/** Where an identifier of a party is. One of an item or of a place may have the same scheme, and is not asked about. */
const OF_A_PARTY = /(?:cbc:EndpointID|cac:PartyIdentification(?:\[\d+\])?\/cbc:ID|cbc:CompanyID)(?:\[\d+\])?$/
const DATES = ['cbc:IssueDate', 'cbc:DueDate', 'cbc:TaxPointDate', 'cbc:StartDate', 'cbc:EndDate', 'cbc:ActualDeliveryDate', 'cbc:PaymentDueDate']

const shaped = (id: string, words: string, at: string | ((root: XmlNode) => readonly XmlNode[]), fits: (text: string) => boolean, fix: string): BusinessRule => rule(id, words, at, (node) => (fits(node.text) ? undefined : { fix }))

/** The code lists that what we read and make uses (BR-CL), and the dates (PEPPOL-EN16931-F001). Units, electronic address schemes and exemption codes are checked for their form alone: their lists are long and change. */
export const CODE_RULES: readonly BusinessRule[] = [
  rule('BR-CL-01', 'The type is one of UNTDID 1001 that fits the document (BT-3)', (root) => nodesAt(root, isCreditNote(root) ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode'), (node, root) => {
    const accepted = isCreditNote(root) ? CREDIT_TYPES : INVOICE_TYPES
    return accepted.includes(node.text) ? undefined : { fix: isCreditNote(root) ? 'Give 381 for a credit note (261 when self-billed)' : 'Give 380 for an invoice (389 when self-billed)' }
  }),
  rule('BR-CL-03', 'Every amount says its currency by ISO 4217', (root) => everyNode(root).filter((node) => /Amount$/.test(node.name)), (node) => (/^[A-Z]{3}$/.test(node.attributes['currencyID'] ?? '') ? undefined : { value: node.attributes['currencyID'] ?? null, fix: 'Give currencyID: GBP' })),
  shaped('BR-CL-04', 'The currency of the invoice is one of ISO 4217 (BT-5)', 'cbc:DocumentCurrencyCode', (text) => /^[A-Z]{3}$/.test(text), 'Give GBP'),
  shaped('BR-CL-14', 'A country is one of ISO 3166-1', (root) => everyNode(root).filter((node) => node.name === 'cac:Country').flatMap((node) => nodesAt(node, 'cbc:IdentificationCode')), (text) => COUNTRIES.has(text), 'Give two capital letters: GB'),
  shaped('BR-CL-16', 'The way of payment is one of UNCL 4461 (BT-81)', 'cac:PaymentMeans/cbc:PaymentMeansCode', (text) => text === 'ZZZ' || (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 97), 'Give 30 for a credit transfer'),
  shaped('BR-CL-17', 'The category of a VAT breakdown is one of UNCL 5305 (BT-118)', 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID', (text) => VAT_CATEGORIES.includes(text), 'Give E: care is exempt'),
  shaped('BR-CL-18', 'The VAT category of a line is one of UNCL 5305 (BT-151)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID')), (text) => VAT_CATEGORIES.includes(text), 'Give E: care is exempt'),
  shaped('BR-CL-22', 'An exemption code is one of the VATEX list (BT-121)', 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode', (text) => /^VATEX-[A-Z]{2}-[A-Z0-9-]+$/i.test(text), 'Give VATEX-EU-132-1G: welfare services'),
  rule('BR-CL-23', 'A unit is one of UN/ECE Recommendation 20 or 21 (BT-130)', (root) => linesOf(root).flatMap((line) => nodesAt(line, isCreditNote(root) ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity')), (node) => (/^[A-Z0-9]{2,3}$/.test(node.attributes['unitCode'] ?? '') || (node.attributes['unitCode'] ?? '') === '' ? undefined : { value: node.attributes['unitCode'] ?? null, fix: 'Give HUR for hours, MIN for minutes, C62 for one' })),
  rule('BR-CL-25', 'An electronic address’s scheme is one of the EAS list (BT-34, BT-49)', (root) => everyNode(root).filter((node) => node.name === 'cbc:EndpointID'), (node) => (/^(\d{4}|A[NQSU]|EM)$/.test(node.attributes['schemeID'] ?? '') || (node.attributes['schemeID'] ?? '') === '' ? undefined : { value: node.attributes['schemeID'] ?? null, fix: 'Give a scheme of four digits: 0088 for a GLN, 9932 for a UK VAT number' })),
  rule('PEPPOL-COMMON-R040', 'A GLN ends in its check digit', (root) => everyNode(root).filter((node) => node.attributes['schemeID'] === GLN_SCHEME && OF_A_PARTY.test(node.path)), (node) => (isGs1Number(node.text) ? undefined : { fix: 'Give the GLN as GS1 gave it: thirteen digits, the last of which is made from the others' })),
  rule('PEPPOL-EN16931-F001', 'A date is a calendar date written year-month-day', (root) => everyNode(root).filter((node) => DATES.includes(node.name)), (node) => (xmlDateOf(node.text) === undefined ? { fix: 'Write it like 2026-03-02' } : undefined)),
  rule('PEPPOL-EN16931-R051', 'Every amount is in the currency of the invoice', (root) => everyNode(root).filter((node) => node.attributes['currencyID'] !== undefined), (node, root) => {
    const currency = textAt(root, 'cbc:DocumentCurrencyCode')
    return currency === undefined || node.attributes['currencyID'] === currency ? undefined : { value: node.attributes['currencyID'] ?? null, fix: `Give currencyID: ${currency}` }
  }),
]

import { wordsForPence } from '../../../kernel/words.ts'
import { rule, type BusinessRule } from './business-rule.ts'
import { isDecimal, penceOf } from './decimal.ts'
import { linesOf, nodeAt, nodesAt, textAt, type XmlNode } from './xml-node.ts'

const isExempt = (category: XmlNode): boolean => textAt(category, 'cbc:ID') === 'E'
const lineCategories = (root: XmlNode): XmlNode[] => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Item/cac:ClassifiedTaxCategory')).filter(isExempt)
const charges = (root: XmlNode, isCharge: 'true' | 'false'): XmlNode[] => nodesAt(root, 'cac:AllowanceCharge').filter((each) => textAt(each, 'cbc:ChargeIndicator') === isCharge && textAt(each, 'cac:TaxCategory/cbc:ID') === 'E')
const breakdowns = (root: XmlNode): XmlNode[] => nodesAt(root, 'cac:TaxTotal/cac:TaxSubtotal').filter((each) => textAt(each, 'cac:TaxCategory/cbc:ID') === 'E')
const hasTaxId = (root: XmlNode): boolean => textAt(root, 'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID') !== undefined || textAt(root, 'cac:TaxRepresentativeParty/cac:PartyTaxScheme/cbc:CompanyID') !== undefined
const TAX_ID = 'Give the seller’s VAT number, or its tax registration (in cac:PartyTaxScheme with a scheme other than VAT)'

function rateIsNothing(id: string, words: string, categories: (root: XmlNode) => readonly XmlNode[]): BusinessRule {
  return rule(id, words, categories, (node) => {
    const rate = nodeAt(node, 'cbc:Percent')
    return rate !== undefined && isDecimal(rate.text) && Number(rate.text) === 0 ? undefined : { place: `${node.path}/cbc:Percent`, value: rate?.text ?? null, fix: 'Give the rate 0' }
  })
}

function needsTaxId(id: string, what: string, of: (root: XmlNode) => readonly XmlNode[]): BusinessRule {
  return rule(id, `With ${what} that is exempt, the seller’s VAT number or tax registration is given (BT-31, BT-32, BT-63)`, '', (root) => (of(root).length === 0 || hasTaxId(root) ? undefined : { place: `${root.path}/cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID`, value: null, fix: TAX_ID }))
}

/** BR-E-01 to BR-E-10: an invoice for what is exempt from VAT, as care is. */
export const EXEMPT_RULES: readonly BusinessRule[] = [
  rule('BR-E-01', 'What is exempt is in exactly one VAT breakdown of category E (BG-23)', '', (root) => {
    const uses = lineCategories(root).length + charges(root, 'true').length + charges(root, 'false').length
    const found = breakdowns(root).length
    return (uses > 0 ? found === 1 : found === 0) ? undefined : { place: `${root.path}/cac:TaxTotal`, value: `${String(found)} of category E`, fix: uses > 0 ? 'Give one breakdown of category E' : 'Leave out the breakdown of category E, or give the lines that category' }
  }),
  needsTaxId('BR-E-02', 'a line', lineCategories),
  needsTaxId('BR-E-03', 'a document level allowance', (root) => charges(root, 'false')),
  needsTaxId('BR-E-04', 'a document level charge', (root) => charges(root, 'true')),
  rateIsNothing('BR-E-05', 'The rate of a line that is exempt is 0 (BT-152)', lineCategories),
  rateIsNothing('BR-E-06', 'The rate of a document level allowance that is exempt is 0 (BT-96)', (root) => charges(root, 'false').flatMap((each) => nodesAt(each, 'cac:TaxCategory'))),
  rateIsNothing('BR-E-07', 'The rate of a document level charge that is exempt is 0 (BT-103)', (root) => charges(root, 'true').flatMap((each) => nodesAt(each, 'cac:TaxCategory'))),
  rule('BR-E-08', 'The taxable amount of category E is the sum of what is exempt (BT-116)', breakdowns, (node, root) => {
    const stated = penceOf(textAt(node, 'cbc:TaxableAmount'))
    const parts = [
      ...linesOf(root).filter((line) => nodesAt(line, 'cac:Item/cac:ClassifiedTaxCategory').some(isExempt)).map((line) => penceOf(textAt(line, 'cbc:LineExtensionAmount'))),
      ...charges(root, 'true').map((each) => penceOf(textAt(each, 'cbc:Amount'))),
      ...charges(root, 'false').map((each) => { const pence = penceOf(textAt(each, 'cbc:Amount')); return pence === undefined ? undefined : -pence }),
    ]
    if (stated === undefined || parts.some((part) => part === undefined)) return undefined
    const wanted = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
    return stated === wanted ? undefined : { place: `${node.path}/cbc:TaxableAmount`, value: textAt(node, 'cbc:TaxableAmount') ?? null, fix: `It comes to ${wordsForPence(wanted)}` }
  }),
  rule('BR-E-09', 'The tax of category E is 0 (BT-117)', breakdowns, (node) => {
    const tax = penceOf(textAt(node, 'cbc:TaxAmount'))
    return tax === undefined || tax === 0 ? undefined : { place: `${node.path}/cbc:TaxAmount`, value: textAt(node, 'cbc:TaxAmount') ?? null, fix: 'Give 0.00' }
  }),
  rule('BR-E-10', 'Category E has its reason, in words or as a code (BT-120, BT-121)', (root) => breakdowns(root).flatMap((each) => nodesAt(each, 'cac:TaxCategory')), (node) => (textAt(node, 'cbc:TaxExemptionReason') === undefined && textAt(node, 'cbc:TaxExemptionReasonCode') === undefined ? { place: `${node.path}/cbc:TaxExemptionReasonCode`, value: null, fix: 'Give the code VATEX-EU-132-1G, or the reason in words' } : undefined)),
]

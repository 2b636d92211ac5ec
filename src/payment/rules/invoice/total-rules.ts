import { wordsForPence } from '../../../kernel/words.ts'
import { rule, type BusinessRule } from './business-rule.ts'
import { decimalPlaces, isDecimal, penceOf } from './decimal.ts'
import { everyNode, isCreditNote, linesOf, nodeAt, nodesAt, textAt, type XmlNode } from './xml-node.ts'

const TOTALS = 'cac:LegalMonetaryTotal'
const VAT_TOTAL = 'cac:TaxTotal/cbc:TaxAmount'
const SLACK_PENCE = 2

/** The pence at a path; undefined when it is missing or no amount, which another rule says. */
const at = (node: XmlNode, path: string): number | undefined => penceOf(textAt(node, path))
const known = (pence: readonly (number | undefined)[]): readonly number[] | undefined => (pence.every((each) => each !== undefined) ? pence : undefined)
const sumOf = (pence: readonly (number | undefined)[]): number | undefined => known(pence)?.reduce((sum, each) => sum + each, 0)

/** A rule that an amount equals what it is the sum of. */
function adds(id: string, words: string, path: string, expected: (root: XmlNode) => number | undefined): BusinessRule {
  return rule(id, words, path, (node, root) => {
    const [stated, wanted] = [penceOf(node.text), expected(root)]
    return stated === undefined || wanted === undefined || stated === wanted ? undefined : { fix: `It comes to ${wordsForPence(wanted)}: correct it, or what it is made of` }
  })
}

const documentCharges = (root: XmlNode, isCharge: 'true' | 'false'): number | undefined => sumOf(nodesAt(root, 'cac:AllowanceCharge').filter((each) => textAt(each, 'cbc:ChargeIndicator') === isCharge).map((each) => at(each, 'cbc:Amount')))
const orNothing = (root: XmlNode, path: string): number | undefined => (nodeAt(root, path) === undefined ? 0 : at(root, path))

/** At most two decimals (BR-DEC), by the business term of the amount. */
const TWO_DECIMALS: readonly (readonly [id: string, words: string, path: (root: XmlNode) => readonly XmlNode[]])[] = [
  ['BR-DEC-01', 'a document level allowance (BT-92) or charge (BT-99, BR-DEC-05)', (root) => nodesAt(root, 'cac:AllowanceCharge/cbc:Amount')],
  ['BR-DEC-09', 'the sum of the lines (BT-106)', (root) => nodesAt(root, `${TOTALS}/cbc:LineExtensionAmount`)],
  ['BR-DEC-10', 'the sum of allowances (BT-107)', (root) => nodesAt(root, `${TOTALS}/cbc:AllowanceTotalAmount`)],
  ['BR-DEC-11', 'the sum of charges (BT-108)', (root) => nodesAt(root, `${TOTALS}/cbc:ChargeTotalAmount`)],
  ['BR-DEC-12', 'the total without VAT (BT-109)', (root) => nodesAt(root, `${TOTALS}/cbc:TaxExclusiveAmount`)],
  ['BR-DEC-13', 'the VAT (BT-110)', (root) => nodesAt(root, VAT_TOTAL)],
  ['BR-DEC-14', 'the total with VAT (BT-112)', (root) => nodesAt(root, `${TOTALS}/cbc:TaxInclusiveAmount`)],
  ['BR-DEC-16', 'the amount paid before (BT-113)', (root) => nodesAt(root, `${TOTALS}/cbc:PrepaidAmount`)],
  ['BR-DEC-17', 'the rounding amount (BT-114)', (root) => nodesAt(root, `${TOTALS}/cbc:PayableRoundingAmount`)],
  ['BR-DEC-18', 'the amount due (BT-115)', (root) => nodesAt(root, `${TOTALS}/cbc:PayableAmount`)],
  ['BR-DEC-19', 'a taxable amount (BT-116)', (root) => nodesAt(root, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount')],
  ['BR-DEC-20', 'a tax amount (BT-117)', (root) => nodesAt(root, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')],
  ['BR-DEC-23', 'a line’s net amount (BT-131)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cbc:LineExtensionAmount'))],
  ['BR-DEC-24', 'a line’s allowance (BT-136) or charge (BT-141, BR-DEC-27)', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:AllowanceCharge/cbc:Amount'))],
]

/** Line net amount = quantity × price ÷ base quantity − allowances + charges, within two pence. */
function lineAdds(line: XmlNode, root: XmlNode): { readonly value: string; readonly place: string; readonly fix: string } | undefined {
  const net = nodeAt(line, 'cbc:LineExtensionAmount')
  const stated = penceOf(net?.text)
  const [quantity, price, base] = [textAt(line, isCreditNote(root) ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity'), textAt(line, 'cac:Price/cbc:PriceAmount'), textAt(line, 'cac:Price/cbc:BaseQuantity') ?? '1']
  const extra = sumOf(nodesAt(line, 'cac:AllowanceCharge').map((each) => { const pence = at(each, 'cbc:Amount'); return pence === undefined ? undefined : textAt(each, 'cbc:ChargeIndicator') === 'true' ? pence : -pence }))
  if (net === undefined || stated === undefined || extra === undefined || quantity === undefined || price === undefined || ![quantity, price, base].every(isDecimal) || Number(base) <= 0) return undefined
  const wanted = Math.round((Number(quantity) * Number(price) * 100) / Number(base)) + extra
  return Math.abs(wanted - stated) <= SLACK_PENCE ? undefined : { place: net.path, value: net.text, fix: `${quantity} at £${price} comes to ${wordsForPence(wanted)}: correct the quantity, the price or the amount` }
}

/** The sums of EN 16931-1 (BR-CO-10 to 17, BR-CO-25), its decimal places (BR-DEC) and the line sums of Peppol (R120, R121). */
export const TOTAL_RULES: readonly BusinessRule[] = [
  rule('TW-01', 'An amount, a price or a quantity is a decimal number', (root) => everyNode(root).filter((node) => node.attributes['currencyID'] !== undefined || /Quantity$/.test(node.name)), (node) => (isDecimal(node.text) ? undefined : { fix: 'Write it with digits and a point, for example 1234.50' })),
  ...TWO_DECIMALS.map(([id, words, path]) => rule(id, `At most two decimals: ${words}`, path, (node) => (decimalPlaces(node.text) <= 2 ? undefined : { fix: 'Round it to whole pence' }))),
  adds('BR-CO-10', 'The sum of the lines is that of their net amounts (BT-106)', `${TOTALS}/cbc:LineExtensionAmount`, (root) => sumOf(linesOf(root).map((line) => at(line, 'cbc:LineExtensionAmount')))),
  adds('BR-CO-11', 'The sum of allowances is that of the document level allowances (BT-107)', `${TOTALS}/cbc:AllowanceTotalAmount`, (root) => documentCharges(root, 'false')),
  adds('BR-CO-12', 'The sum of charges is that of the document level charges (BT-108)', `${TOTALS}/cbc:ChargeTotalAmount`, (root) => documentCharges(root, 'true')),
  adds('BR-CO-13', 'The total without VAT is the sum of the lines less allowances plus charges (BT-109)', `${TOTALS}/cbc:TaxExclusiveAmount`, (root) => {
    const [lines, less, more] = [at(root, `${TOTALS}/cbc:LineExtensionAmount`), orNothing(root, `${TOTALS}/cbc:AllowanceTotalAmount`), orNothing(root, `${TOTALS}/cbc:ChargeTotalAmount`)]
    return lines === undefined || less === undefined || more === undefined ? undefined : lines - less + more
  }),
  adds('BR-CO-14', 'The VAT is the sum of the categories’ tax amounts (BT-110)', VAT_TOTAL, (root) => sumOf(nodesAt(root, 'cac:TaxTotal/cac:TaxSubtotal').map((each) => at(each, 'cbc:TaxAmount')))),
  adds('BR-CO-15', 'The total with VAT is the total without it plus the VAT (BT-112)', `${TOTALS}/cbc:TaxInclusiveAmount`, (root) => sumOf([at(root, `${TOTALS}/cbc:TaxExclusiveAmount`), at(root, VAT_TOTAL)])),
  adds('BR-CO-16', 'The amount due is the total with VAT less what was paid before plus rounding (BT-115)', `${TOTALS}/cbc:PayableAmount`, (root) => {
    const [total, paid, rounding] = [at(root, `${TOTALS}/cbc:TaxInclusiveAmount`), orNothing(root, `${TOTALS}/cbc:PrepaidAmount`), orNothing(root, `${TOTALS}/cbc:PayableRoundingAmount`)]
    return total === undefined || paid === undefined || rounding === undefined ? undefined : total - paid + rounding
  }),
  rule('BR-CO-17', 'A tax amount is the taxable amount times its rate, to the penny (BT-117)', 'cac:TaxTotal/cac:TaxSubtotal', (node) => {
    const [taxable, tax, rate] = [at(node, 'cbc:TaxableAmount'), at(node, 'cbc:TaxAmount'), textAt(node, 'cac:TaxCategory/cbc:Percent')]
    if (taxable === undefined || tax === undefined || rate === undefined || !isDecimal(rate)) return undefined
    const wanted = Math.round((taxable * Number(rate)) / 100)
    return wanted === tax ? undefined : { place: `${node.path}/cbc:TaxAmount`, value: textAt(node, 'cbc:TaxAmount') ?? null, fix: `It comes to ${wordsForPence(wanted)}` }
  }),
  rule('BR-CO-25', 'Where something is due there is a due date or terms of payment (BT-9, BT-20)', '', (root) => {
    const due = at(root, `${TOTALS}/cbc:PayableAmount`) ?? 0
    const said = textAt(root, 'cbc:DueDate') ?? textAt(root, 'cac:PaymentMeans/cbc:PaymentDueDate') ?? textAt(root, 'cac:PaymentTerms/cbc:Note')
    return isCreditNote(root) || due <= 0 || said !== undefined ? undefined : { place: `${root.path}/cbc:DueDate`, value: null, fix: 'Give the day by which it is to be paid' }
  }),
  { id: 'PEPPOL-EN16931-R120', words: 'A line’s net amount is its quantity times its price, less allowances, plus charges, within two pence', check: (root) => linesOf(root).flatMap((line) => lineAdds(line, root) ?? []) },
  rule('PEPPOL-EN16931-R121', 'A price’s base quantity is above nothing', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Price/cbc:BaseQuantity')), (node) => (isDecimal(node.text) && Number(node.text) <= 0 ? { fix: 'Give a quantity above 0, or leave it out' } : undefined)),
]

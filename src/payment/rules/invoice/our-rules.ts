import { rule, type BusinessRule } from './business-rule.ts'
import { isDecimal } from './decimal.ts'
import { linesOf, nodesAt, textAt, type XmlNode } from './xml-node.ts'

/** Elements that may stand once; a second would leave open which one counts. */
const ONCE = ['cbc:CustomizationID', 'cbc:ID', 'cbc:IssueDate', 'cbc:DueDate', 'cbc:InvoiceTypeCode', 'cbc:CreditNoteTypeCode', 'cbc:DocumentCurrencyCode', 'cbc:BuyerReference', 'cac:InvoicePeriod', 'cac:OrderReference', 'cac:LegalMonetaryTotal', 'cac:AccountingSupplierParty', 'cac:AccountingCustomerParty']
const ONCE_OF_LINE = ['cbc:ID', 'cbc:LineExtensionAmount', 'cbc:InvoicedQuantity', 'cbc:CreditedQuantity', 'cac:InvoicePeriod', 'cac:Price']
const ONCE_OF_TOTALS = ['cbc:LineExtensionAmount', 'cbc:TaxExclusiveAmount', 'cbc:TaxInclusiveAmount', 'cbc:PayableAmount']

/** What a line says it is for: the object it is based on (BT-128), else the order line it refers to (BT-132). */
export function keyOfLine(line: XmlNode): string | undefined {
  return nodesAt(line, 'cac:DocumentReference').map((each) => textAt(each, 'cbc:ID')).find((id) => id !== undefined) ?? textAt(line, 'cac:OrderLineReference/cbc:LineID')
}

/** What Tendwell needs beyond the standards to match an invoice for care, line by line, with a statement. */
export const OUR_RULES: readonly BusinessRule[] = [
  rule('TW-02', 'The invoice is in pounds', 'cbc:DocumentCurrencyCode', (node) => (node.text === 'GBP' ? undefined : { fix: 'Give GBP, with amounts in pounds' })),
  rule('TW-03', 'Care is exempt from VAT: every line is of category E', (root) => linesOf(root).flatMap((line) => nodesAt(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID')), (node) => (node.text === 'E' ? undefined : { fix: 'Give E. What is not exempt goes on an invoice of its own, which is not sent here' })),
  rule('TW-04', 'Amounts stand in lines, so that each can be matched: no allowance, charge, payment or rounding of the whole document', '', (root) => {
    const [more] = ['cac:AllowanceCharge', 'cac:LegalMonetaryTotal/cbc:PrepaidAmount', 'cac:LegalMonetaryTotal/cbc:PayableRoundingAmount'].flatMap((path) => nodesAt(root, path)).filter((node) => node.children.length > 0 || !isDecimal(node.text) || Number(node.text) !== 0)
    return more === undefined ? undefined : { place: more.path, value: more.text === '' ? null : more.text, fix: 'Put it into the lines that it is for' }
  }),
  rule('TW-05', 'A line says what it is for: a statement line, a visit or a person', linesOf, (line) => (keyOfLine(line) === undefined ? { place: `${line.path}/cac:DocumentReference/cbc:ID`, value: null, fix: 'Give the number of the statement line, the visit’s reference or the person’s reference, with cbc:DocumentTypeCode 130' } : undefined)),
  rule('TW-06', 'What tells one document, line or total from another stands once', (root) => [...ONCE.flatMap((path) => nodesAt(root, path).slice(1)), ...nodesAt(root, 'cac:LegalMonetaryTotal').flatMap((totals) => ONCE_OF_TOTALS.flatMap((path) => nodesAt(totals, path).slice(1))), ...linesOf(root).flatMap((line) => ONCE_OF_LINE.flatMap((path) => nodesAt(line, path).slice(1)))], () => ({ fix: 'Leave the second one out' })),
  {
    id: 'TW-07',
    words: 'No two lines have the same identifier',
    check: (root) => {
      const seen = new Set<string>()
      return linesOf(root).flatMap((line) => {
        const id = textAt(line, 'cbc:ID')
        if (id === undefined || !seen.has(id)) {
          if (id !== undefined) seen.add(id)
          return []
        }
        return [{ place: `${line.path}/cbc:ID`, value: id, fix: 'Number the lines 1, 2, 3 and so on' }]
      })
    },
  },
]

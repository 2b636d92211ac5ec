import { mustHave, rule, type BusinessRule } from './business-rule.ts'
import { everyNode, linesOf, nodesAt, textAt, type XmlNode } from './xml-node.ts'

const CORE = 'urn:cen.eu:en16931:2017'
const PROFILE = /^urn:fdc:peppol\.eu:2017:poacc:(billing|selfbilling):\d{2}:1\.0$/
const PARTIES = { R010: ['buyer', 'cac:AccountingCustomerParty/cac:Party'], R020: ['seller', 'cac:AccountingSupplierParty/cac:Party'] } as const

/** Whether a document says that it follows Peppol BIS Billing 3, or its self-billing sister; one of EN 16931 alone is read too. */
export function followsPeppol(root: XmlNode): boolean {
  return (textAt(root, 'cbc:CustomizationID') ?? '').includes('urn:fdc:peppol.eu:2017:poacc:')
}

/** The rules of Peppol BIS Billing 3 (and of its self-billing) for the whole document, beyond EN 16931. */
export const PEPPOL_RULES: readonly BusinessRule[] = [
  mustHave('PEPPOL-EN16931-R001', 'An invoice says which business process it is part of (BT-23)', '', 'cbc:ProfileID', 'Give urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'),
  rule('PEPPOL-EN16931-R002', 'There is no more than one note (BT-22)', '', (root) => (nodesAt(root, 'cbc:Note').length > 1 ? { place: `${root.path}/cbc:Note`, value: `${String(nodesAt(root, 'cbc:Note').length)} notes`, fix: 'Put them in one' } : undefined)),
  mustHave('PEPPOL-EN16931-R003', 'A buyer reference or an order reference is given (BT-10, BT-13)', '', ['cbc:BuyerReference', 'cac:OrderReference/cbc:ID'], 'Give the statement’s number as the buyer reference, for example S7001'),
  rule('PEPPOL-EN16931-R004', 'The specification is that of Peppol billing, or of its self-billing (BT-24)', 'cbc:CustomizationID', (node) => (/^urn:cen\.eu:en16931:2017#compliant#urn:fdc:peppol\.eu:2017:poacc:(billing|selfbilling):3\.0/.test(node.text) ? undefined : { fix: `Give ${CORE}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0` })),
  rule('PEPPOL-EN16931-R007', 'The business process is written as Peppol writes it (BT-23)', 'cbc:ProfileID', (node) => (PROFILE.test(node.text) ? undefined : { fix: 'Give urn:fdc:peppol.eu:2017:poacc:billing:01:1.0' })),
  rule('PEPPOL-EN16931-R008', 'No element is empty', (root) => everyNode(root).filter((node) => node.children.length === 0 && node.text === ''), () => ({ fix: 'Leave it out, or put something in it' })),
  ...(['R010', 'R020'] as const).map((id) => mustHave(`PEPPOL-EN16931-${id}`, `The ${PARTIES[id][0]} has an electronic address (BT-${id === 'R010' ? '49' : '34'})`, (root) => nodesAt(root, PARTIES[id][1]), 'cbc:EndpointID', 'Give the address with its scheme')),
  rule('PEPPOL-EN16931-R053', 'There is one VAT total with a breakdown (BG-22)', '', (root) => {
    const count = nodesAt(root, 'cac:TaxTotal').filter((each) => nodesAt(each, 'cac:TaxSubtotal').length > 0).length
    return count === 1 ? undefined : { place: `${root.path}/cac:TaxTotal`, value: `${String(count)} with a breakdown`, fix: 'Give one' }
  }),
  ...(['R110', 'R111'] as const).map((id) =>
    rule(`PEPPOL-EN16931-${id}`, `A line’s period ${id === 'R110' ? 'begins' : 'ends'} within the invoicing period (BG-14, BG-26)`, (root) => linesOf(root).flatMap((line) => nodesAt(line, id === 'R110' ? 'cac:InvoicePeriod/cbc:StartDate' : 'cac:InvoicePeriod/cbc:EndDate')), (node, root) => {
      const [from, to] = [textAt(root, 'cac:InvoicePeriod/cbc:StartDate'), textAt(root, 'cac:InvoicePeriod/cbc:EndDate')]
      const outside = id === 'R110' ? from !== undefined && node.text < from : to !== undefined && node.text > to
      return outside ? { fix: 'Correct the line’s period, or that of the invoice' } : undefined
    }),
  ),
]

import type { InvoiceDocument } from '../../terms/invoice.ts'
import { penceOf, xmlDateOf } from './decimal.ts'
import { keyOfLine } from './our-rules.ts'
import { isCreditNote, linesOf, nodesAt, textAt, type XmlNode } from './xml-node.ts'

/** The facts of a document that breaks no rule. Amounts in pence, those of a credit note as it writes them: above nothing for money back. */
export function readDocument(root: XmlNode): InvoiceDocument {
  const isCredit = isCreditNote(root)
  const amount = (node: XmlNode, path: string): number => penceOf(textAt(node, path)) ?? 0
  const period = (node: XmlNode) => ({ fromOn: xmlDateOf(textAt(node, 'cac:InvoicePeriod/cbc:StartDate')) ?? null, toOn: xmlDateOf(textAt(node, 'cac:InvoicePeriod/cbc:EndDate')) ?? null })
  return {
    kind: isCredit ? 'credit-note' : 'invoice',
    typeCode: textAt(root, isCredit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode') ?? '',
    number: textAt(root, 'cbc:ID') ?? '',
    issueOn: xmlDateOf(textAt(root, 'cbc:IssueDate')) ?? null,
    dueOn: xmlDateOf(textAt(root, 'cbc:DueDate') ?? textAt(root, 'cac:PaymentMeans/cbc:PaymentDueDate')) ?? null,
    statementNames: [textAt(root, 'cbc:BuyerReference'), textAt(root, 'cac:OrderReference/cbc:ID')].flatMap((name) => name ?? []),
    earlierNumbers: nodesAt(root, 'cac:BillingReference').flatMap((each) => textAt(each, 'cac:InvoiceDocumentReference/cbc:ID') ?? []),
    ...period(root),
    sellerName: textAt(root, 'cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName') ?? '',
    buyerName: textAt(root, 'cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName') ?? '',
    totalPence: amount(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount'),
    vatPence: amount(root, 'cac:TaxTotal/cbc:TaxAmount'),
    lines: linesOf(root).map((line) => ({
      id: textAt(line, 'cbc:ID') ?? '',
      name: textAt(line, 'cac:Item/cbc:Name') ?? '',
      key: keyOfLine(line) ?? '',
      quantity: textAt(line, isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity') ?? '',
      pence: amount(line, 'cbc:LineExtensionAmount'),
      ...period(line),
    })),
  }
}

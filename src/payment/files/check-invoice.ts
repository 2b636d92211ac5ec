import { createHash } from 'node:crypto'
import type { InvoiceFault } from '../rules/invoice/business-rule.ts'
import { invoiceFaults } from '../rules/invoice/invoice-faults.ts'
import { readDocument } from '../rules/invoice/read-document.ts'
import type { InvoiceDocument } from '../terms/invoice.ts'
import { readXmlTree } from './xml-tree.ts'

/** What a file says by itself: its document when no rule is broken, every fault, and the SHA-256 of its bytes. */
export interface CheckedInvoice {
  readonly sha256: string
  readonly document: InvoiceDocument | null
  readonly faults: readonly InvoiceFault[]
}

/** Reads an electronic invoice or credit note (UBL 2.1) and holds it against the rules. Nothing is fetched, nothing written. */
export function checkInvoice(bytes: Buffer): CheckedInvoice {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const tree = readXmlTree(bytes)
  if (!tree.ok) return { sha256, document: null, faults: [{ rule: 'TW-00', ...tree.fault }] }
  const faults = invoiceFaults(tree.root)
  return { sha256, document: faults.length === 0 ? readDocument(tree.root) : null, faults }
}

import { faultsBy, type BusinessRule, type InvoiceFault } from './business-rule.ts'
import { CODE_RULES } from './code-rules.ts'
import { EXEMPT_RULES } from './exempt-rules.ts'
import { OUR_RULES } from './our-rules.ts'
import { followsPeppol, PEPPOL_RULES } from './peppol-rules.ts'
import { PRESENCE_RULES } from './presence-rules.ts'
import { TOTAL_RULES } from './total-rules.ts'
import type { XmlNode } from './xml-node.ts'

/** Every rule there is, for the documentation and the tests. */
export const INVOICE_RULES: readonly BusinessRule[] = [...PRESENCE_RULES, ...TOTAL_RULES, ...EXEMPT_RULES, ...CODE_RULES, ...PEPPOL_RULES, ...OUR_RULES]

/**
 * Everything that is wrong with an invoice or a credit note, by the business rules of EN 16931 that apply to what Tendwell reads and makes,
 * those of Peppol BIS Billing 3 when it says that it follows them, and ours. Our words and code; ids and meaning are those of
 * EN 16931-1 and of the published rules (ConnectingEurope/eInvoicing-EN16931, OpenPEPPOL/peppol-bis-invoice-3).
 */
export function invoiceFaults(root: XmlNode): InvoiceFault[] {
  return faultsBy(followsPeppol(root) ? INVOICE_RULES : INVOICE_RULES.filter((each) => !PEPPOL_RULES.includes(each)), root)
}

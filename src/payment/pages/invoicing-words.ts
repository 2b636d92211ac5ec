import type { TagColour } from '../../platform/components/data-table.ts'
import { DOCUMENT_WORDS, INVOICING_STATE_WORDS, type InvoicingState, type KeptInvoice } from '../terms/invoice.ts'

const COLOURS: Readonly<Record<InvoicingState, TagColour>> = { awaited: 'yellow', matched: 'green', difference: 'red', disputed: 'orange', answered: 'purple', settled: 'green', 'self-billed': 'green', 'to-self-bill': 'grey' }

/** The tag of where invoicing stands. */
export function invoicingTag(state: InvoicingState): { readonly text: string; readonly colour: TagColour } {
  return { text: INVOICING_STATE_WORDS[state], colour: COLOURS[state] }
}

/** A document by its kind and number. */
export function documentWords(document: Pick<KeptInvoice, 'kind' | 'number'>): string {
  return `${DOCUMENT_WORDS[document.kind]} ${document.number}`
}

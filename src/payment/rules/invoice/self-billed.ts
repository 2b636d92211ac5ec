import type { DocumentKind, InvoiceDocumentLine, InvoiceParty, LineToMatch } from '../../terms/invoice.ts'

/** A document to be written: a self-billed invoice 389 or credit note 261, or a provider's own, 380 or 381. */
export interface DocumentToWrite {
  readonly kind: DocumentKind
  readonly typeCode: '389' | '261' | '380' | '381'
  readonly number: string
  readonly issueOn: Temporal.PlainDate
  readonly statementNumber: string
  /** First and last day of its visits. */
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  /** For a credit note, the invoice of the same statement; null where there is none. */
  readonly earlierNumber: string | null
  readonly seller: InvoiceParty
  readonly buyer: InvoiceParty
  readonly lines: readonly (InvoiceDocumentLine & { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate })[]
  readonly totalPence: number
}

/** What a statement's documents are made of: person by person, what is paid in an invoice, what is taken back in a credit note. Lines that name nobody stand alone. */
function selfBilledLines(lines: readonly LineToMatch[], kind: DocumentKind): DocumentToWrite['lines'] {
  const own = lines.filter((line) => (kind === 'credit-note' ? line.pence < 0 : line.pence >= 0))
  const groups = [...Map.groupBy(own, (line) => line.personReference ?? String(line.id))].toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
  return groups.map(([key, some], at) => {
    const days = some.map((line) => line.visitOn).toSorted(Temporal.PlainDate.compare.bind(Temporal.PlainDate))
    const [fromOn, toOn] = [days[0] ?? Temporal.PlainDate.from('2000-01-01'), days.at(-1) ?? Temporal.PlainDate.from('2000-01-01')]
    const pence = Math.abs(some.reduce((sum, line) => sum + line.pence, 0))
    return { id: String(at + 1), key, name: kind === 'invoice' ? `Home care, ${visits(some.length)}` : `Correction of home care, ${visits(some.length)}`, quantity: '1', pence, fromOn, toOn }
  })
}

/** The documents of a statement, of which each has a line at least; `numbers` gives the number of each in order. */
export function selfBilledDocuments(lines: readonly LineToMatch[], of: Pick<DocumentToWrite, 'issueOn' | 'statementNumber' | 'seller' | 'buyer'>, numberOf: (at: number) => string): DocumentToWrite[] {
  const kinds = (['invoice', 'credit-note'] as const).map((kind) => ({ kind, lines: selfBilledLines(lines, kind) })).filter((each) => each.lines.length > 0)
  return kinds.map(({ kind, lines: own }, at) => {
    const days = own.flatMap((line) => [line.fromOn, line.toOn]).toSorted(Temporal.PlainDate.compare.bind(Temporal.PlainDate))
    return {
      ...of,
      kind,
      typeCode: kind === 'invoice' ? '389' : '261',
      number: numberOf(at),
      fromOn: days[0] ?? of.issueOn,
      toOn: days.at(-1) ?? of.issueOn,
      earlierNumber: kind === 'credit-note' && kinds[0]?.kind === 'invoice' ? numberOf(0) : null,
      lines: own,
      totalPence: own.reduce((sum, line) => sum + line.pence, 0),
    }
  })
}

function visits(count: number): string {
  return `${String(count)} ${count === 1 ? 'visit' : 'visits'}`
}

import { z } from 'zod'
import type { Pence } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { topic } from '../../platform/jobs/topic.ts'
import { GLN_SCHEME, isGs1Number } from '../rules/invoice/gln.ts'

const GLN_DIGITS = 13

export const DOCUMENT_KINDS = ['invoice', 'credit-note'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, string>> = { invoice: 'Invoice', 'credit-note': 'Credit note' }

/** How a provider is paid: from its statement, for which the council makes the invoice, or once its own invoice matches. */
export const PAID_BY = ['statement', 'invoice'] as const
export type PaidBy = (typeof PAID_BY)[number]
export const PAID_BY_WORDS: Readonly<Record<PaidBy, string>> = { statement: 'On statement: the council makes the invoice (self-billing)', invoice: 'On invoice: paid once its invoice matches the statement' }

/** How a provider is paid, for payment periods that begin on a day or later. */
export interface InvoicingWay {
  readonly providerId: string
  readonly fromOn: Temporal.PlainDate
  readonly paidBy: PaidBy
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string
}

const share = z.int().min(0).max(10_000).nullable()
const most = z.int().min(0).max(99_999_999)
/** How far an invoice may depart from the statement. Of the pence and the share the smaller counts; a share in hundredths of a per cent, null for none. */
export const toleranceShape = z.object({ linePence: most, lineShare: share, totalPence: most, totalShare: share })
export type Tolerance = Readonly<z.output<typeof toleranceShape>>
export const NO_TOLERANCE: Tolerance = { linePence: 0, lineShare: null, totalPence: 0, totalShare: null }

const words = z.string().trim().min(1).max(200)
/**
 * Who a council or a provider is on an invoice. `taxId` is a VAT number (with GB) or another tax registration such as a UTR; the electronic address has a scheme of the EAS list,
 * 0088 a GLN, 9932 a UK VAT number; the country is of ISO 3166-1.
 */
export const partyShape = z.object({ name: words, street: words, town: words, postcode: words, country: z.string().regex(/^[A-Z]{2}$/), taxId: words.nullable(), isVatNumber: z.boolean(), companyNumber: words.nullable(), endpointScheme: z.string().regex(/^(\d{4}|A[NQSU]|EM)$/), endpointId: words })
export type InvoiceParty = Readonly<z.output<typeof partyShape>>
/** The same as somebody gives it now. What was given before a GLN's check digit was looked at is still read. */
export const givenParty = partyShape.refine(({ endpointScheme, endpointId }) => endpointScheme !== GLN_SCHEME || (endpointId.length === GLN_DIGITS && isGs1Number(endpointId)), { path: ['endpointId'], error: 'Enter the GLN as GS1 gave it: thirteen digits, the last of which is made from the others' })

/** One line of an electronic invoice or credit note. */
export interface InvoiceDocumentLine {
  readonly id: string
  readonly name: string
  /** What it is for: a statement line's number, a visit's reference or a person's reference. */
  readonly key: string
  readonly quantity: string
  readonly pence: Pence
  readonly fromOn: Temporal.PlainDate | null
  readonly toOn: Temporal.PlainDate | null
}

/** An electronic invoice or credit note as it was read. Amounts of a credit note are above nothing for money back. */
export interface InvoiceDocument {
  readonly kind: DocumentKind
  readonly typeCode: string
  readonly number: string
  readonly issueOn: Temporal.PlainDate | null
  readonly dueOn: Temporal.PlainDate | null
  /** Buyer reference and order reference: one of them is the statement's number. */
  readonly statementNames: readonly string[]
  /** For a credit note the invoices that it corrects. */
  readonly earlierNumbers: readonly string[]
  readonly fromOn: Temporal.PlainDate | null
  readonly toOn: Temporal.PlainDate | null
  readonly sellerName: string
  readonly buyerName: string
  readonly totalPence: Pence
  readonly vatPence: Pence
  readonly lines: readonly InvoiceDocumentLine[]
}

/** A document as it is kept, without its bytes. */
export interface KeptInvoice {
  readonly id: string
  readonly direction: 'received' | 'made'
  readonly kind: DocumentKind
  readonly providerId: string
  readonly statementId: string
  readonly number: string
  readonly issuedOn: Temporal.PlainDate
  readonly totalPence: Pence
  readonly lineCount: number
  readonly fileName: string
  readonly sha256: string
  readonly keptAt: Temporal.Instant
  readonly keptBy: string
}

/** A line of a statement as invoices are held against it. */
export interface LineToMatch {
  readonly id: number
  readonly personId: string | null
  readonly personReference: string | null
  readonly visitReference: string | null
  readonly visitOn: Temporal.PlainDate
  readonly isAdjustment: boolean
  readonly outcome: string
  readonly pence: Pence
}

export const DIFFERENCE_KINDS = ['more', 'less', 'twice', 'not-invoiced', 'unknown'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** What documents and statement say of the same visits: the lines of a statement that are invoiced together. */
export interface MatchedUnit {
  /** Lines of documents: "INV-7 line 3". */
  readonly documentLines: readonly string[]
  /** In words: a person's reference, a visit, or what the document wrote. */
  readonly about: string
  readonly statementLineIds: readonly number[]
  readonly personIds: readonly string[]
  readonly statementPence: Pence
  readonly invoicedPence: Pence
  /** Null where the two agree to the penny. */
  readonly difference: DifferenceKind | null
  readonly isTolerated: boolean
  /** Why they differ, for the provider; empty where they do not. */
  readonly words: string
}

/** All documents of a statement against it. */
export interface InvoiceMatch {
  readonly units: readonly MatchedUnit[]
  readonly statementPence: Pence
  readonly invoicedPence: Pence
  /** Differences that are not tolerated. */
  readonly openCount: number
  readonly tolerance: Tolerance
}

export const INVOICING_EVENTS = ['disputed', 'answered', 'accepted', 'settled'] as const
export type InvoicingEventKind = (typeof INVOICING_EVENTS)[number]
export const INVOICING_EVENT_WORDS: Readonly<Record<InvoicingEventKind, string>> = { disputed: 'Disputed', answered: 'Answered', accepted: 'Accepted', settled: 'Settled' }

/** What was said about the differences of a statement's invoices. */
export interface InvoicingEvent {
  readonly kind: InvoicingEventKind
  readonly note: string
  readonly at: Temporal.Instant
  readonly by: string
  readonly isCouncil: boolean
  /** Place of the line among those of the match, from 1; null for all of them. */
  readonly lineNr: number | null
  /** What was agreed for the line that it closed; null otherwise. */
  readonly agreedPence: Pence | null
}

/** Where one line of a match stands. Lines that agree or are tolerated are `fine`. */
export interface LineStanding {
  readonly state: 'fine' | 'difference' | 'disputed' | 'answered' | 'settled'
  /** Who has to say something next. */
  readonly waitsFor: 'council' | 'provider' | null
  /** What both sides take the line to come to; null while that is open. */
  readonly agreedPence: Pence | null
}

export const INVOICING_STATES = ['awaited', 'matched', 'difference', 'disputed', 'answered', 'settled', 'self-billed', 'to-self-bill'] as const
export type InvoicingState = (typeof INVOICING_STATES)[number]
export const INVOICING_STATE_WORDS: Readonly<Record<InvoicingState, string>> = {
  awaited: 'Invoice awaited',
  matched: 'Matched',
  difference: 'Difference',
  disputed: 'Disputed',
  answered: 'Answered',
  settled: 'Settled',
  'self-billed': 'Invoice made',
  'to-self-bill': 'Invoice to make',
}

/** A document came for a statement, or something was said of its differences: its holds are to be looked at. */
export const INVOICING_CHANGED = topic('payment.invoicing-changed', z.object({ statementId: z.uuid() }))

export const SEE_INVOICES: Permission = { name: 'payment.see-invoices', words: 'see invoices', roles: ['finance-officer', 'commissioner', 'provider-finance', 'provider-coordinator'] }
export const SEND_INVOICES: Permission = { name: 'payment.send-invoices', words: 'send invoices and credit notes', roles: ['provider-finance', 'finance-officer'] }
export const ANSWER_DIFFERENCES: Permission = { name: 'payment.answer-differences', words: 'answer and settle differences of invoices', roles: ['finance-officer'] }
export const DISPUTE_DIFFERENCES: Permission = { name: 'payment.dispute-differences', words: 'dispute or accept differences of your invoices', roles: ['provider-finance'] }
export const MAKE_INVOICES: Permission = { name: 'payment.make-invoices', words: 'make the council’s self-billed invoices', roles: ['finance-officer'] }
export const SET_INVOICING: Permission = { name: 'payment.set-invoicing', words: 'set how providers are paid, invoice details and tolerances', roles: ['finance-officer'] }

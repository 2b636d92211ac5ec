import type { Permission } from '../../platform/access/permission.ts'
import type { CheckedDocument } from '../../kernel/document-kinds.ts'

/** What a document is, as codes. */
export const DOCUMENT_KINDS = ['care-plan', 'risk-assessment', 'consent', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const DOCUMENT_KIND_NAMES: Readonly<Record<DocumentKind, string>> = { 'care-plan': 'Care plan', 'risk-assessment': 'Risk assessment', consent: 'Consent', other: 'Another document' }

/** Who may see a document. */
export const AUDIENCES = ['council', 'placed', 'offered'] as const
export type Audience = (typeof AUDIENCES)[number] | 'withdrawn'
export const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = {
  council: 'The council alone',
  placed: 'The provider that holds the placement',
  offered: 'Providers with an open offer, and the one that holds the placement',
  withdrawn: 'Withdrawn',
}

/** One version of a document. */
export interface PackageDocument extends CheckedDocument {
  readonly id: string
  /** What its versions share. */
  readonly seriesId: string
  readonly version: number
  readonly packageId: string
  /** The provider that uploaded it; null for the council. */
  readonly providerId: string | null
  readonly kind: DocumentKind
  readonly uploadedAt: Temporal.Instant
  readonly uploadedBy: string
  readonly audience: Audience
}

/** Care plans and consents say much of a person: analysts and whoever pays need none of it. */
export const SEE_DOCUMENTS: Permission = { name: 'brokerage.see-documents', words: 'see documents of packages', roles: ['broker', 'practitioner', 'commissioner', 'quality-officer', 'provider-coordinator'] }
export const UPLOAD_DOCUMENTS: Permission = { name: 'brokerage.upload-documents', words: 'upload documents of packages', roles: ['broker', 'practitioner', 'provider-coordinator'] }
export const OPEN_DOCUMENTS: Permission = { name: 'brokerage.open-documents', words: 'say who may see a document', roles: ['broker', 'practitioner'] }

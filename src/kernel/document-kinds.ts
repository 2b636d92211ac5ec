/** Kinds of files that are kept as documents, by what their bytes are. */
export const DOCUMENT_TYPES = {
  'application/pdf': { name: 'PDF', extension: 'pdf' },
  'image/png': { name: 'PNG picture', extension: 'png' },
  'image/jpeg': { name: 'JPEG picture', extension: 'jpg' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { name: 'Word document', extension: 'docx' },
  'application/vnd.oasis.opendocument.text': { name: 'OpenDocument text', extension: 'odt' },
} as const
export type DocumentType = keyof typeof DOCUMENT_TYPES

/** Whether a media type is one of those that are kept. */
export function isDocumentType(mediaType: string): mediaType is DocumentType {
  return mediaType in DOCUMENT_TYPES
}

/** A document that may be kept, without its bytes. */
export interface CheckedDocument {
  readonly fileName: string
  readonly mediaType: DocumentType
  readonly byteCount: number
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string
}

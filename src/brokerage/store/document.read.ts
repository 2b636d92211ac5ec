import type { Tx } from '../../platform/db/handles.ts'
import type { DocumentType } from '../../kernel/document-kinds.ts'
import type { Audience, DocumentKind, PackageDocument } from '../terms/document.ts'

/** Which documents: of a package, one version, or the versions of one document. */
export type DocumentChoice = { readonly packageId: string } | { readonly id: string } | { readonly seriesId: string }

/** Documents without their bytes, newest first, withdrawn ones too for the council. A provider's role sees what it may. */
export async function listDocuments(tx: Tx, choice: DocumentChoice): Promise<PackageDocument[]> {
  const rows = await tx
    .selectFrom('brokerage.document as d')
    .innerJoinLateral((is) => is.selectFrom('brokerage.document_audience as a').select('a.audience').whereRef('a.document_id', '=', 'd.id').orderBy('a.id', 'desc').limit(1).as('now'), (join) => join.onTrue())
    .selectAll('d')
    .select('now.audience')
    .$if('packageId' in choice, (query) => query.where('d.package_id', '=', 'packageId' in choice ? choice.packageId : ''))
    .$if('id' in choice, (query) => query.where('d.id', '=', 'id' in choice ? choice.id : ''))
    .$if('seriesId' in choice, (query) => query.where('d.series_id', '=', 'seriesId' in choice ? choice.seriesId : ''))
    .orderBy('d.uploaded_at', 'desc')
    .orderBy('d.version', 'desc')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.series_id,
    version: row.version,
    packageId: row.package_id,
    providerId: row.provider_id,
    kind: row.kind as DocumentKind,
    fileName: row.file_name,
    mediaType: row.media_type as DocumentType,
    byteCount: row.byte_count,
    sha256: row.sha256.toString('hex'),
    uploadedAt: Temporal.Instant.from(row.uploaded_at),
    uploadedBy: row.uploaded_by,
    audience: row.audience as Audience,
  }))
}

/** The bytes of a document; undefined when there is none that this role may see. */
export async function findDocumentBytes(tx: Tx, id: string): Promise<Buffer | undefined> {
  return (await tx.selectFrom('brokerage.document_content').select('bytes').where('document_id', '=', id).executeTakeFirst())?.bytes
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Audience, PackageDocument } from '../terms/document.ts'

/** Keeps a version of a document with its bytes. */
export async function insertDocument(tx: Tx, document: Omit<PackageDocument, 'audience'>, bytes: Buffer): Promise<void> {
  await tx
    .insertInto('brokerage.document')
    .values({
      id: document.id,
      series_id: document.seriesId,
      version: document.version,
      package_id: document.packageId,
      provider_id: document.providerId,
      kind: document.kind,
      file_name: document.fileName,
      media_type: document.mediaType,
      byte_count: document.byteCount,
      sha256: Buffer.from(document.sha256, 'hex'),
      uploaded_at: document.uploadedAt.toString(),
      uploaded_by: document.uploadedBy,
    })
    .execute()
  await tx.insertInto('brokerage.document_content').values({ document_id: document.id, bytes }).execute()
}

/** Says who may see a document from now on. */
export async function insertAudience(tx: Tx, row: { readonly documentId: string; readonly audience: Audience; readonly withoutIdentity: boolean; readonly reason: string | null; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await tx
    .insertInto('brokerage.document_audience')
    .values({ document_id: row.documentId, audience: row.audience, without_identity: row.withoutIdentity, reason: row.reason, set_at: row.at.toString(), set_by: row.by })
    .execute()
}

/** Makes whoever adds a version of a document wait for one another until the transaction ends. */
export async function lockDocumentSeries(tx: Tx, seriesId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${seriesId}, 7210361))`.execute(tx)
}

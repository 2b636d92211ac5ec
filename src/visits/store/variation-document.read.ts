import type { Tx } from '../../platform/db/handles.ts'
import { isDocumentType } from '../../kernel/document-kinds.ts'
import type { VariationDocument } from '../terms/variation.ts'

/** The documents of a variation, without their bytes. */
export async function listVariationDocuments(tx: Tx, variationId: string): Promise<VariationDocument[]> {
  const rows = await tx.selectFrom('visits.variation_document').select(['nr', 'name', 'media_type', 'sha256', 'byte_count']).where('variation_id', '=', variationId).orderBy('nr').execute()
  return rows.flatMap((row) => (isDocumentType(row.media_type) ? [{ nr: row.nr, fileName: row.name, mediaType: row.media_type, sha256: row.sha256, byteCount: row.byte_count }] : []))
}

/** The bytes of one of them; undefined when there is none. */
export async function findVariationDocumentBytes(tx: Tx, variationId: string, nr: number): Promise<Buffer | undefined> {
  return (await tx.selectFrom('visits.variation_document').select('bytes').where('variation_id', '=', variationId).where('nr', '=', nr).executeTakeFirst())?.bytes
}

import type { Tx } from '../../platform/db/handles.ts'
import type { Variation, VariationDocument } from '../terms/variation.ts'

/** Keeps what was sent with a variation as evidence, with its bytes. */
export async function insertVariationDocuments(tx: Tx, variation: Pick<Variation, 'id' | 'providerId'>, documents: readonly (VariationDocument & { readonly bytes: Buffer })[]): Promise<void> {
  if (documents.length === 0) return
  await tx
    .insertInto('visits.variation_document')
    .values(documents.map((each) => ({ variation_id: variation.id, nr: each.nr, provider_id: variation.providerId, name: each.fileName, media_type: each.mediaType, sha256: each.sha256, byte_count: each.byteCount, bytes: each.bytes })))
    .execute()
}

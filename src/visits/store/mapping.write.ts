import type { Tx } from '../../platform/db/handles.ts'
import type { MappingDocument } from '../terms/mapping.ts'

/** Keeps a mapping as a new version; the caller holds `lockImport`. */
export async function insertMapping(tx: Tx, mapping: { readonly id: string; readonly providerId: string; readonly version: number; readonly headerSha256: string; readonly headings: readonly string[]; readonly document: MappingDocument; readonly savedAt: Temporal.Instant; readonly savedBy: string }): Promise<void> {
  await tx
    .insertInto('visits.mapping')
    .values({ id: mapping.id, provider_id: mapping.providerId, version: mapping.version, header_sha256: mapping.headerSha256, headings: JSON.stringify(mapping.headings), document: JSON.stringify(mapping.document), saved_at: mapping.savedAt.toString(), saved_by: mapping.savedBy })
    .execute()
}

/** Keeps what was said of a mapping. */
export async function insertMappingNote(tx: Tx, note: { readonly mappingId: string; readonly providerId: string; readonly kind: 'renamed' | 'withdrawn'; readonly name: string | null; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await tx.insertInto('visits.mapping_note').values({ mapping_id: note.mappingId, provider_id: note.providerId, kind: note.kind, name: note.name, said_at: note.at.toString(), said_by: note.by }).execute()
}

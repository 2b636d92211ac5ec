import type { Tx } from '../../platform/db/handles.ts'

/** Notes that a file was read in. */
export async function insertImportFile(tx: Tx, file: { readonly id: string; readonly kind: 'cqc' | 'areas'; readonly name: string; readonly sha256: string; readonly importedAt: Temporal.Instant; readonly importedBy: string; readonly summary: object }): Promise<void> {
  await tx
    .insertInto('market.import_file')
    .values({ id: file.id, kind: file.kind, name: file.name, sha256: file.sha256, imported_at: file.importedAt.toString(), imported_by: file.importedBy, summary: JSON.stringify(file.summary) })
    .execute()
}

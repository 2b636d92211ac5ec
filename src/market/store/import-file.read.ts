import { z } from 'zod'
import type { Tx } from '../../platform/db/handles.ts'

/** A file that was read in. */
export interface ImportFile {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly importedAt: Temporal.Instant
  readonly importedBy: string
  readonly summary: z.output<typeof summary>
}

const summary = z.object({ read: z.int(), new: z.int(), changed: z.int(), repeated: z.int(), refused: z.int() })

/** True when a file with these very bytes was read in before. */
export async function isFileKnown(tx: Tx, kind: 'cqc' | 'areas', sha256: string): Promise<boolean> {
  const row = await tx.selectFrom('market.import_file').select('id').where('kind', '=', kind).where('sha256', '=', sha256).executeTakeFirst()
  return row !== undefined
}

/** Files of a kind, the latest first. */
export async function listImportFiles(tx: Tx, kind: 'cqc' | 'areas'): Promise<ImportFile[]> {
  const rows = await tx.selectFrom('market.import_file').selectAll().where('kind', '=', kind).orderBy('imported_at', 'desc').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    importedAt: Temporal.Instant.from(row.imported_at),
    importedBy: row.imported_by,
    summary: summary.parse(row.summary),
  }))
}

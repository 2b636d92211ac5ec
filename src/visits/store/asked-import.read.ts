import type { Role } from '../../platform/access/roles.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { AskedImport } from '../terms/asked-import.ts'

/** One asked import with what came of it (null until it ended), if this transaction's role may see it. */
export async function findAskedImport(tx: Tx, id: string): Promise<(AskedImport & { readonly outcome: unknown }) | undefined> {
  const row = await tx.selectFrom('visits.asked_import').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : { ...asked(row), outcome: row.outcome }
}

/** The newest that an account asked of each file, newest first. */
export async function listAskedImports(tx: Tx, account: string): Promise<AskedImport[]> {
  const rows = await tx.selectFrom('visits.asked_import').select(COLUMNS).distinctOn('held_file_id').where('asked_by_account', '=', account).orderBy('held_file_id').orderBy('asked_at', 'desc').orderBy('is_preview').execute()
  return rows.map(asked).sort((a, b) => Temporal.Instant.compare(b.askedAt, a.askedAt))
}

const COLUMNS = ['id', 'provider_id', 'held_file_id', 'name', 'is_preview', 'asked_at', 'asked_by', 'asked_by_account', 'asked_by_role', 'rows_done', 'rows_total', 'ended_at', 'refused_words'] as const

type Row = Record<'id' | 'provider_id' | 'held_file_id' | 'name' | 'asked_at' | 'asked_by' | 'asked_by_account' | 'asked_by_role', string> & { is_preview: boolean; rows_done: number; rows_total: number | null; ended_at: string | null; refused_words: string | null }

function asked(row: Row): AskedImport {
  return {
    id: row.id,
    providerId: row.provider_id,
    heldFileId: row.held_file_id,
    name: row.name,
    isPreview: row.is_preview,
    askedAt: Temporal.Instant.from(row.asked_at),
    askedBy: { account: row.asked_by_account, name: row.asked_by, role: row.asked_by_role as Role },
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    endedAt: row.ended_at === null ? null : Temporal.Instant.from(row.ended_at),
    refusedWords: row.refused_words,
  }
}

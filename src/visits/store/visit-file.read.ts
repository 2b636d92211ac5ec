import type { Tx } from '../../platform/db/handles.ts'
import type { VisitLayout } from '../terms.ts'

/** A file that was read in, without its refused rows. */
export interface VisitFileRow {
  readonly id: string
  readonly providerId: string
  readonly name: string
  readonly layout: VisitLayout
  readonly fileReference: string | null
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly receivedAt: Temporal.Instant
  readonly receivedBy: string
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly repeated: number
  readonly refused: number
  readonly unallocated: number
}

const COLUMNS = ['id', 'provider_id', 'name', 'layout', 'file_reference', 'from_on', 'to_on', 'received_at', 'received_by', 'read_count', 'new_count', 'changed_count', 'repeated_count', 'refused_count', 'unallocated_count'] as const

type Row = Record<'id' | 'provider_id' | 'name' | 'layout' | 'received_at' | 'received_by', string> &
  Record<'file_reference' | 'from_on' | 'to_on', string | null> &
  Record<'read_count' | 'new_count' | 'changed_count' | 'repeated_count' | 'refused_count' | 'unallocated_count', number>

/** The file of a provider with these bytes, if it was read in before. */
export async function findVisitFileByHash(tx: Tx, providerId: string, sha256: string): Promise<VisitFileRow | undefined> {
  const row = await tx.selectFrom('visits.visit_file').select(COLUMNS).where('provider_id', '=', providerId).where('sha256', '=', sha256).executeTakeFirst()
  return row === undefined ? undefined : fileRow(row)
}

/** Whether a provider has sent a file with this reference of its own. */
export async function hasFileReference(tx: Tx, providerId: string, fileReference: string): Promise<boolean> {
  const row = await tx.selectFrom('visits.visit_file').select('id').where('provider_id', '=', providerId).where('file_reference', '=', fileReference).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Files newest first; of one provider, or of all that this transaction's role may see. What phones send by check-in links is no file: it is seen with its visit. */
export async function listVisitFiles(tx: Tx, filter: { readonly providerId?: string; readonly limit: number; readonly offset: number }): Promise<{ readonly rows: VisitFileRow[]; readonly total: number }> {
  let query = tx.selectFrom('visits.visit_file').where('layout', '<>', 'check-in')
  if (filter.providerId !== undefined) query = query.where('provider_id', '=', filter.providerId)
  const rows = await query.select(COLUMNS).orderBy('received_at', 'desc').orderBy('id').limit(filter.limit).offset(filter.offset).execute()
  const total = await query.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { rows: rows.map(fileRow), total: total.count }
}

/** One file with its refusals, as kept. */
export async function findVisitFile(tx: Tx, id: string): Promise<{ readonly file: VisitFileRow; readonly refusals: unknown } | undefined> {
  const row = await tx.selectFrom('visits.visit_file').select([...COLUMNS, 'refusals']).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : { file: fileRow(row), refusals: row.refusals }
}

function fileRow(row: Row): VisitFileRow {
  return {
    id: row.id,
    providerId: row.provider_id,
    name: row.name,
    layout: row.layout as VisitLayout,
    fileReference: row.file_reference,
    fromOn: row.from_on,
    toOn: row.to_on,
    receivedAt: Temporal.Instant.from(row.received_at),
    receivedBy: row.received_by,
    read: row.read_count,
    new: row.new_count,
    changed: row.changed_count,
    repeated: row.repeated_count,
    refused: row.refused_count,
    unallocated: row.unallocated_count,
  }
}

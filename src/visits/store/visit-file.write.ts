import type { Tx } from '../../platform/db/handles.ts'
import type { VisitLayout } from '../terms.ts'

/** A file of visit records that is being read in. */
export interface NewVisitFile {
  readonly id: string
  readonly providerId: string
  readonly name: string
  readonly layout: VisitLayout
  readonly sha256: string
  readonly fileReference: string | null
  /** The mapping that it was read through. */
  readonly mappingId: string | null
  readonly receivedAt: Temporal.Instant
  readonly receivedBy: string
}

/** What became of a file's rows. */
interface VisitFileResult {
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly counts: { readonly read: number; readonly new: number; readonly changed: number; readonly repeated: number; readonly refused: number; readonly unallocated: number }
  /** Each refusal, and the refused rows as sent. */
  readonly refusals: { readonly refusals: readonly object[]; readonly rowsCsv: string }
}

/** Adds a file whose rows are still to come: records refer to it. `finishVisitFile` follows in the same transaction. */
export async function insertVisitFile(tx: Tx, file: NewVisitFile): Promise<void> {
  await tx
    .insertInto('visits.visit_file')
    .values({
      id: file.id,
      provider_id: file.providerId,
      name: file.name,
      layout: file.layout,
      sha256: file.sha256,
      file_reference: file.fileReference,
      mapping_id: file.mappingId,
      received_at: file.receivedAt.toString(),
      received_by: file.receivedBy,
      read_count: 0,
      new_count: 0,
      changed_count: 0,
      repeated_count: 0,
      refused_count: 0,
      unallocated_count: 0,
      refusals: JSON.stringify({ refusals: [], rowsCsv: '' }),
    })
    .execute()
}

/** Says what became of a file's rows. Once said it cannot be said otherwise: the database takes it only of a file without any row. */
export async function finishVisitFile(tx: Tx, id: string, { fromOn, toOn, counts, refusals }: VisitFileResult): Promise<void> {
  await tx
    .updateTable('visits.visit_file')
    .set({
      from_on: fromOn,
      to_on: toOn,
      read_count: counts.read,
      new_count: counts.new,
      changed_count: counts.changed,
      repeated_count: counts.repeated,
      refused_count: counts.refused,
      unallocated_count: counts.unallocated,
      refusals: JSON.stringify(refusals),
    })
    .where('id', '=', id)
    .execute()
}

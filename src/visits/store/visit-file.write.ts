import type { Tx } from '../../platform/db/handles.ts'
import type { VisitLayout } from '../terms.ts'

/** A file of visit records as it is kept: what came, and what became of its rows. */
export interface NewVisitFile {
  readonly id: string
  readonly providerId: string
  readonly name: string
  readonly layout: VisitLayout
  readonly sha256: string
  readonly fileReference: string | null
  /** The mapping that it was read through. */
  readonly mappingId: string | null
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly receivedAt: Temporal.Instant
  readonly receivedBy: string
  readonly counts: { readonly read: number; readonly new: number; readonly changed: number; readonly repeated: number; readonly refused: number; readonly unallocated: number }
  /** Each refusal, and the refused rows as sent. */
  readonly refusals: { readonly refusals: readonly object[]; readonly rowsCsv: string }
}

/** Adds a file. */
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
      from_on: file.fromOn,
      to_on: file.toOn,
      received_at: file.receivedAt.toString(),
      received_by: file.receivedBy,
      read_count: file.counts.read,
      new_count: file.counts.new,
      changed_count: file.counts.changed,
      repeated_count: file.counts.repeated,
      refused_count: file.counts.refused,
      unallocated_count: file.counts.unallocated,
      refusals: JSON.stringify(file.refusals),
    })
    .execute()
}

import type { Tx } from '../../db/handles.ts'

/** A file between its preview and its confirmation. */
export interface HeldFileRow {
  readonly id: string
  readonly userId: string
  readonly organisationId: string | null
  readonly name: string
  readonly bytes: Buffer
  readonly heldAt: Temporal.Instant
}

export async function insertHeldFile(tx: Tx, file: HeldFileRow): Promise<void> {
  await tx
    .insertInto('files.held_file')
    .values({ id: file.id, user_id: file.userId, organisation_id: file.organisationId, name: file.name, bytes: file.bytes, held_at: file.heldAt.toString() })
    .execute()
}

/** Deletes what was held before an instant; answers how many files went. */
export async function deleteHeldBefore(tx: Tx, before: Temporal.Instant): Promise<number> {
  const result = await tx.deleteFrom('files.held_file').where('held_at', '<', before.toString()).executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function deleteHeldFile(tx: Tx, id: string, userId: string): Promise<boolean> {
  const result = await tx.deleteFrom('files.held_file').where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()
  return result.numDeletedRows > 0n
}

import type { Tx } from '../../db/handles.ts'

/** A file between its preview and its confirmation, without its bytes. */
interface HeldFileRow {
  readonly id: string
  readonly userId: string
  readonly organisationId: string | null
  readonly name: string
  readonly heldAt: Temporal.Instant
}

export async function insertHeldFile(tx: Tx, file: HeldFileRow): Promise<void> {
  await tx
    .insertInto('files.held_file')
    .values({ id: file.id, user_id: file.userId, organisation_id: file.organisationId, name: file.name, held_at: file.heldAt.toString() })
    .execute()
}

/** Adds a piece of a held file, in order from 0. */
export async function insertHeldPiece(tx: Tx, piece: { readonly id: string; readonly number: number; readonly bytes: Buffer }): Promise<void> {
  await tx.insertInto('files.held_piece').values({ held_file_id: piece.id, number: piece.number, bytes: piece.bytes }).execute()
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

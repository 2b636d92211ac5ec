import type { Tx } from '../../db/handles.ts'

/** The name of the user's own held file, unless it is older than `since`. */
export async function findHeldFile(tx: Tx, id: string, userId: string, since: Temporal.Instant): Promise<string | undefined> {
  const row = await tx.selectFrom('files.held_file').select('name').where('id', '=', id).where('user_id', '=', userId).where('held_at', '>=', since.toString()).executeTakeFirst()
  return row?.name
}

/** One piece of a held file, from 0; undefined after the last. */
export async function findHeldPiece(tx: Tx, id: string, number: number): Promise<Buffer | undefined> {
  const row = await tx.selectFrom('files.held_piece').select('bytes').where('held_file_id', '=', id).where('number', '=', number).executeTakeFirst()
  return row?.bytes
}

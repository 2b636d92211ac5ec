import type { Tx } from '../../db/handles.ts'

/** The user's own held file, unless it is older than `since`. */
export async function findHeldFile(tx: Tx, id: string, userId: string, since: Temporal.Instant): Promise<{ name: string; bytes: Buffer } | undefined> {
  return tx.selectFrom('files.held_file').select(['name', 'bytes']).where('id', '=', id).where('user_id', '=', userId).where('held_at', '>=', since.toString()).executeTakeFirst()
}

import type { Tx } from '../../db/handles.ts'

/** A write seen before under its caller's key. `status` 0 means it has started and not answered. */
export interface EarlierWrite {
  readonly requestHash: Buffer
  readonly status: number
  readonly response: unknown
}

/** What was written before under a key. */
export async function findEarlierWrite(tx: Tx, tokenId: string, key: string): Promise<EarlierWrite | undefined> {
  const row = await tx
    .selectFrom('access.idempotency_key')
    .select(['request_hash', 'status', 'response'])
    .where('token_id', '=', tokenId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? undefined : { requestHash: row.request_hash, status: row.status, response: row.response }
}

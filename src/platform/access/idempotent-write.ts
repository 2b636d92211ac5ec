import { createHash } from 'node:crypto'
import { read } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import { systemActor } from './actor.ts'
import { findEarlierWrite, type EarlierWrite } from './store/idempotency-key.read.ts'
import { claimKey, releaseKey, saveAnswer } from './store/idempotency-key.write.ts'

/** What to do with a write that came with a key: do it, or give the answer it had. */
export type KeyedWrite = { readonly isNew: true } | { readonly isNew: false; readonly earlier: EarlierWrite }

/** The part of a request that makes it the same request. */
export function requestHash(method: string, url: string, body: unknown): Buffer {
  return createHash('sha256').update(`${method} ${url}\n`).update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null)).digest()
}

/** Claims the key before the write starts, so that the same request sent twice at once is done once. */
export async function beginKeyedWrite(house: House, tokenId: string, key: string, hash: Buffer): Promise<KeyedWrite> {
  return read(house, systemActor('idempotency'), async (work) => {
    if (await claimKey(work.tx, { tokenId, key, requestHash: hash, at: work.now })) return { isNew: true }
    const earlier = await findEarlierWrite(work.tx, tokenId, key)
    return earlier === undefined ? { isNew: true } : { isNew: false, earlier }
  })
}

/** Keeps the answer. An answer of 500 and above frees the key instead: nothing was written, so it may be tried again. */
export async function finishKeyedWrite(house: House, tokenId: string, key: string, status: number, response: string): Promise<void> {
  await read(house, systemActor('idempotency'), async (work) => {
    if (status >= 500) await releaseKey(work.tx, tokenId, key)
    else await saveAnswer(work.tx, tokenId, key, status, response)
  })
}

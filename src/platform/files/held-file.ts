import { randomUUID } from 'node:crypto'
import { systemActor, type Actor } from '../access/actor.ts'
import { Forbidden, Refused } from '../action/refused.ts'
import { read, write } from '../action/transaction.ts'
import type { House, Work } from '../action/work.ts'
import type { JobHandler } from '../jobs/handler.ts'
import { bytesInMemory, type FileBytes } from './file-bytes.ts'
import { findHeldFile, findHeldPiece } from './store/held-file.read.ts'
import { deleteHeldBefore, deleteHeldFile, insertHeldFile, insertHeldPiece } from './store/held-file.write.ts'
import { temporaryFile } from './temporary-file.ts'

const HELD_HOURS = 24
const PIECE_BYTES = 1_048_576
/** The most that is read back whole. */
export const MOST_WHOLE_BYTES = 32 * 1024 * 1024

/**
 * Keeps an uploaded file between its preview and its confirmation, so that no browser script is needed and nobody has
 * to choose the file twice; by pieces, so that it may be of any size. Only the sender can confirm it. It is gone within a day.
 * Returns the id that the preview page's form carries. The caller has asked for the permission to import.
 */
export async function holdFile(house: House, actor: Actor, file: { readonly name: string; readonly bytes: Buffer | FileBytes }): Promise<string> {
  const userId = userOf(actor)
  const bytes = Buffer.isBuffer(file.bytes) ? bytesInMemory(file.bytes) : file.bytes
  return write(house, actor, async (work) => {
    const id = randomUUID()
    await deleteHeldBefore(work.tx, work.now.subtract({ hours: HELD_HOURS }))
    await insertHeldFile(work.tx, { id, userId, organisationId: actor.organisationId, name: file.name, heldAt: work.now })
    for (let [number, from] = [0, 0]; from < bytes.size; number += 1, from += PIECE_BYTES) await insertHeldPiece(work.tx, { id, number, bytes: bytes.read(from, from + PIECE_BYTES) })
    bytes.needUnchanged()
    work.audit({ kind: 'file-held', subjectKind: 'held-file', subjectId: id, detail: { bytes: bytes.size } })
    return id
  })
}

/** The sender's own held file, whole in memory. Throws `Refused` when it is gone (confirmed already, or older than a day) or too large for that. */
export async function readHeldFile(house: House, actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
  return read(house, actor, async (work) => {
    const name = await nameOfHeld(work, actor, id)
    const pieces: Buffer[] = []
    let bytes = 0
    for await (const piece of piecesOf(work, id)) {
      pieces.push(piece)
      bytes += piece.length
      if (bytes > MOST_WHOLE_BYTES) throw new Refused('held-file-large', 'This file is too large for what was asked: at most 32 MB are read as a whole. Split it, or choose another file.', 'file')
    }
    return { name, bytes: Buffer.concat(pieces) }
  })
}

/** As `readHeldFile`, for a file that may be too large for memory: it stands on disk while `use` reads it by places. */
export async function useHeldFile<T>(house: House, actor: Actor, id: string, use: (file: { readonly name: string; readonly bytes: FileBytes }) => Promise<T>): Promise<T> {
  const { name, bytes } = await read(house, actor, async (work) => ({ name: await nameOfHeld(work, actor, id), bytes: await temporaryFile(piecesOf(work, id), Infinity) }))
  try {
    return await use({ name, bytes })
  } finally {
    bytes.close()
  }
}

async function nameOfHeld(work: Work, actor: Actor, id: string): Promise<string> {
  const name = await findHeldFile(work.tx, id, userOf(actor), work.now.subtract({ hours: HELD_HOURS }))
  if (name === undefined) throw new Refused('held-file-gone', 'This file is no longer held: it was imported already, or a day has passed. Choose the file again.', 'file')
  return name
}

async function* piecesOf(work: Work, id: string): AsyncGenerator<Buffer, void, undefined> {
  for (let number = 0; ; number += 1) {
    const piece = await findHeldPiece(work.tx, id, number)
    if (piece === undefined) return
    yield piece
  }
}

/** Lets a held file go once it is imported or given up. */
export async function dropHeldFile(house: House, actor: Actor, id: string): Promise<void> {
  const userId = userOf(actor)
  await write(house, actor, async (work) => {
    const wasThere = await deleteHeldFile(work.tx, id, userId)
    work.audit({ kind: 'held-file-dropped', subjectKind: 'held-file', subjectId: id, detail: { wasThere } })
  })
}

/** Deletes files that nobody confirmed within a day. */
export const heldFileSweep: JobHandler = {
  topic: 'platform.held-file-sweep',
  name: 'delete files that nobody confirmed within a day',
  cron: '40 * * * *',
  handle: async (house) => {
    await write(house, systemActor('Held files'), async (work) => {
      const files = await deleteHeldBefore(work.tx, work.now.subtract({ hours: HELD_HOURS }))
      work.audit({ kind: 'held-files-swept', subjectKind: 'held-file', subjectId: 'old', detail: { files } })
    })
  },
}

function userOf(actor: Actor): string {
  if (actor.userId === null) throw new Forbidden('sign in before you send a file')
  return actor.userId
}

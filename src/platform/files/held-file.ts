import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { Forbidden, Refused } from '../action/refused.ts'
import { read, write } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import type { JobHandler } from '../jobs/handler.ts'
import { systemActor } from '../access/actor.ts'
import { findHeldFile } from './store/held-file.read.ts'
import { deleteHeldBefore, deleteHeldFile, insertHeldFile } from './store/held-file.write.ts'

const HELD_HOURS = 24

/**
 * Keeps an uploaded file between its preview and its confirmation, so that no browser script is needed and nobody has
 * to choose the file twice. Only the sender can confirm it. It is gone within a day.
 * Returns the id that the preview page's form carries. The caller has asked for the permission to import.
 */
export async function holdFile(house: House, actor: Actor, file: { readonly name: string; readonly bytes: Buffer }): Promise<string> {
  const userId = userOf(actor)
  return write(house, actor, async (work) => {
    const id = randomUUID()
    await deleteHeldBefore(work.tx, work.now.subtract({ hours: HELD_HOURS }))
    await insertHeldFile(work.tx, { id, userId, organisationId: actor.organisationId, name: file.name, bytes: file.bytes, heldAt: work.now })
    work.audit({ kind: 'file-held', subjectKind: 'held-file', subjectId: id, detail: { bytes: file.bytes.length } })
    return id
  })
}

/** The sender's own held file. Throws `Refused` when it is gone: confirmed already, or older than a day. */
export async function readHeldFile(house: House, actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
  const userId = userOf(actor)
  const file = await read(house, actor, (work) => findHeldFile(work.tx, id, userId, work.now.subtract({ hours: HELD_HOURS })))
  if (file === undefined) throw new Refused('held-file-gone', 'This file is no longer held: it was imported already, or a day has passed. Choose the file again.', 'file')
  return file
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

import { systemActor, type Actor } from '../../platform/access/actor.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import type { FileBytes } from '../../platform/files/file-bytes.ts'
import { dropHeldFile, MOST_WHOLE_BYTES, useHeldFile } from '../../platform/files/held-file.ts'
import { isFileRefused } from '../../platform/files/import-outcome.ts'
import { hasOwnColumns, readOwnTable } from '../files/own-columns.ts'
import { findAskedImport } from '../store/asked-import.read.ts'
import { endAskedImport, updateRowsDone } from '../store/asked-import.write.ts'
import type { AskedImport } from '../terms/asked-import.ts'
import type { AskedOutcome } from './ask-import.ts'
import { importVisits } from './import-visits.ts'

const WORKER = systemActor('large visit files')

/**
 * Looks a held file through, or keeps it, as somebody asked: in their name and behind the wall of their provider. Notes how far it has come, and what came of it, in
 * transactions of its own. Safe to run twice: a file is kept once, and what has ended is left alone.
 */
export async function workAskedImport(house: House, askedImportId: string): Promise<void> {
  const asked = await read(house, WORKER, (work) => findAskedImport(work.tx, askedImportId))
  if (asked === undefined || asked.endedAt !== null) return
  const sender: Actor = { userId: asked.askedBy.account, name: asked.askedBy.name, role: asked.askedBy.role, organisationId: asked.providerId, personId: null, scopes: null, requestId: null }
  const progress = notes(house, askedImportId)
  let came: Came
  try {
    came = await outcomeOf(house, sender, asked, progress.note)
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    came = { refusedWords: fault.message, outcome: null }
  }
  await progress.noted()
  await read(house, WORKER, (work) => endAskedImport(work.tx, askedImportId, work.now, came))
  // Only now: were this job cut off before and begun again, it would else find no file.
  if (!asked.isPreview) await dropHeldFile(house, sender, asked.heldFileId)
}

/** What came of it, or why the file was refused as a whole. */
interface Came {
  readonly refusedWords: string | null
  readonly outcome: AskedOutcome | null
}

async function outcomeOf(house: House, sender: Actor, asked: AskedImport, onProgress: (done: number, total: number) => void): Promise<Came> {
  return useHeldFile(house, sender, asked.heldFileId, async ({ name, bytes }) => {
    const outcome = await importVisits(house, sender, { providerId: asked.providerId, name, bytes, preview: asked.isPreview, onProgress })
    const { visitFileId, summary, refusals, notes, understood, exceptions } = outcome
    const canBeMapped = isFileRefused(outcome) && (await isTable(bytes))
    if (isFileRefused(outcome) && !canBeMapped) return { refusedWords: refusals.map(({ reason, fix }) => `${reason}. ${fix}.`).join(' '), outcome: null }
    // What was kept has its refusals with it.
    const refused = asked.isPreview && refusals.length > 0 ? { refusals, refusedRows: outcome.refusedRows() } : { refusals: [], refusedRows: '' }
    return { refusedWords: null, outcome: { visitFileId, summary, notes, understood, exceptions, canBeMapped, ...refused } }
  })
}

/** Whether it is a table of other columns than ours, small enough for the page that asks what they mean. */
async function isTable(bytes: FileBytes): Promise<boolean> {
  return bytes.size <= MOST_WHOLE_BYTES && hasOwnColumns(bytes) && (await readOwnTable(bytes.read(0, bytes.size))).ok
}

/** Notes how many rows are done, one note after the other, so that an older one never comes last. One that fails only leaves the page a step behind. */
function notes(house: House, askedImportId: string): { readonly note: (done: number, total: number) => void; readonly noted: () => Promise<unknown> } {
  let noted: Promise<unknown> = Promise.resolve()
  return {
    note: (done, total) => {
      noted = noted.then(() => read(house, WORKER, (work) => updateRowsDone(work.tx, askedImportId, done, total))).catch(() => undefined)
    },
    noted: () => noted,
  }
}

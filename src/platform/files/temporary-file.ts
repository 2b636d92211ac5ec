import { createWriteStream, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { withCommas } from '../../kernel/words.ts'
import { Refused } from '../action/refused.ts'
import type { FileBytes } from './file-bytes.ts'
import { openOnDisk } from './file-on-disk.ts'

/** A file that came in pieces and stands on disk until it is closed. */
export interface TemporaryFile extends FileBytes {
  /** Lets it go. May be asked again. */
  close(): void
}

const made = new WeakSet()

/** Whether something is a file that `temporaryFile` made. */
export function isTemporaryFile(something: unknown): something is TemporaryFile {
  return typeof something === 'object' && something !== null && made.has(something)
}

/**
 * Writes what comes to a file of its own in the folder for temporary files, so that no more than a piece of it is ever in memory. Nothing is left behind where it
 * breaks off. Throws `Refused` where there is more than `mostBytes`.
 */
export async function temporaryFile(pieces: AsyncIterable<Uint8Array>, mostBytes: number): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'tendwell-file-'))
  const remove = (): void => { rmSync(folder, { recursive: true, force: true }) }
  try {
    const path = join(folder, 'file')
    await pipeline(Readable.from(pieces, { objectMode: false }), atMost(mostBytes), createWriteStream(path, { mode: 0o600 }))
    return closedOnce(openOnDisk(path), remove)
  } catch (fault) {
    remove()
    throw fault
  }
}

function atMost(mostBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      bytes += piece.length
      if (bytes > mostBytes) done(new Refused('file-too-large', `The file has more than ${withCommas(Math.floor(mostBytes / 1_000_000))} MB, the most that is taken: send it in parts, for example one month in each.`, 'file'))
      else done(null, piece)
    },
  })
}

function closedOnce(file: ReturnType<typeof openOnDisk>, remove: () => void): TemporaryFile {
  let isOpen = true
  const closing: TemporaryFile = {
    ...file,
    close: () => {
      if (!isOpen) return
      isOpen = false
      file.close()
      remove()
    },
  }
  made.add(closing)
  return closing
}

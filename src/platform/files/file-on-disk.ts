import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Refused } from '../action/refused.ts'
import type { FileBytes } from './file-bytes.ts'

/** A file that stays on disk while it is read. */
interface FileOnDisk extends FileBytes {
  close(): void
}

/** So much is looked at together. */
const STRETCH_BYTES = 262_144
/** A smaller part is read with what follows it, which is often asked for next. */
const LEAST_BYTES = 16_384

/**
 * Opens a file to be read by places, never as a whole. What is read is what the file was when it was opened: one that has changed since is
 * refused (`needUnchanged`, and at once where it has become shorter). The caller closes it.
 */
export function openOnDisk(path: string, stretch = STRETCH_BYTES): FileOnDisk {
  const handle = openSync(path, 'r')
  const { size, mtimeMs } = fstatSync(handle)
  const room = Buffer.allocUnsafeSlow(Math.max(stretch, LEAST_BYTES))
  let [heldFrom, heldTo] = [0, 0]
  return {
    size,
    stretch,
    read: (from, wanted) => {
      const to = Math.min(wanted, size)
      if (to <= from) return room.subarray(0, 0)
      if (to - from > room.length) return filled(handle, Buffer.allocUnsafeSlow(to - from), from)
      if (from < heldFrom || to > heldTo) {
        ;[heldFrom, heldTo] = [0, 0]
        const until = Math.min(size, Math.max(to, from + LEAST_BYTES))
        filled(handle, room.subarray(0, until - from), from)
        ;[heldFrom, heldTo] = [from, until]
      }
      return room.subarray(from - heldFrom, to - heldFrom)
    },
    needUnchanged: () => {
      const now = fstatSync(handle)
      if (now.size !== size || now.mtimeMs !== mtimeMs) throw changed()
    },
    close: () => {
      closeSync(handle)
    },
  }
}

/** Fills a buffer with the bytes of a file from a place on. */
function filled(handle: number, into: Buffer, from: number): Buffer {
  for (let done = 0; done < into.length; ) {
    const count = readSync(handle, into, done, into.length - done, from + done)
    if (count === 0) throw changed()
    done += count
  }
  return into
}

function changed(): Refused {
  return new Refused('file-changed', 'The file was changed while it was read, so nothing of it was kept: send it again once it is complete.', 'file')
}

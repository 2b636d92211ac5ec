import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

const CIPHER = 'aes-256-gcm'
const CHUNK = 1 << 20
const TAG = 16
const PREFIX = 7

/**
 * Encrypts a stream in chunks of 1 MiB with AES-256-GCM: seven random bytes, then each chunk with its tag. A chunk's nonce is those bytes, its number,
 * and whether it is the last; so chunks that were swapped, left out or cut off do not open. `name` is bound in as well: files cannot be exchanged.
 */
export function sealStream(key: Buffer, name: string): Transform {
  const prefix = randomBytes(PREFIX)
  const sealed = chunked(CHUNK, 0, (chunk, { nr, isLast }) => {
    const cipher = createCipheriv(CIPHER, key, nonceOf(prefix, nr, isLast)).setAAD(Buffer.from(name))
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
  })
  sealed.push(prefix)
  return sealed
}

/** Opens what `sealStream` made under the same key and name. Ends with an error when any of it was changed, moved or cut off. */
export function openStream(key: Buffer, name: string): Transform {
  return chunked(CHUNK + TAG, PREFIX, (chunk, { nr, isLast, head }) => {
    if (head.length < PREFIX || chunk.length < TAG) throw new Error(`${name} ends too early`)
    const tagAt = chunk.length - TAG
    const decipher = createDecipheriv(CIPHER, key, nonceOf(head, nr, isLast), { authTagLength: TAG }).setAAD(Buffer.from(name)).setAuthTag(chunk.subarray(tagAt))
    return Buffer.concat([decipher.update(chunk.subarray(0, tagAt)), decipher.final()])
  })
}

/** Where in its stream a chunk stands, and the bytes that came before the first. */
interface Place {
  readonly nr: number
  readonly isLast: boolean
  readonly head: Buffer
}

/** A stream that turns every `size` bytes after the first `headSize`, and what is left at the end, into something else. There is always a last chunk, and it is known as such. */
function chunked(size: number, headSize: number, turn: (chunk: Buffer, place: Place) => Buffer): Transform {
  let head = Buffer.alloc(0)
  let waiting: Buffer[] = []
  let length = 0
  let nr = 0
  const take = (bytes: Buffer): void => {
    const ofHead = Math.min(headSize - head.length, bytes.length)
    if (ofHead > 0) head = Buffer.concat([head, bytes.subarray(0, ofHead)])
    waiting.push(bytes.subarray(ofHead))
    length += bytes.length - ofHead
    // The last chunk waits for the end of the stream, which tells that it is the last.
    while (length > size) {
      const all = Buffer.concat(waiting)
      stream.push(turn(all.subarray(0, size), { nr, isLast: false, head }))
      nr += 1
      waiting = [all.subarray(size)]
      length -= size
    }
  }
  const stream = new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      settle(done, () => { take(bytes) })
    },
    flush: (done) => {
      settle(done, () => { stream.push(turn(Buffer.concat(waiting), { nr, isLast: true, head })) })
    },
  })
  return stream
}

function settle(done: TransformCallback, body: () => void): void {
  try {
    body()
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)))
    return
  }
  done()
}

function nonceOf(prefix: Buffer, nr: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  prefix.copy(nonce)
  nonce.writeUInt32BE(nr, PREFIX)
  nonce.writeUInt8(isLast ? 1 : 0, PREFIX + 4)
  return nonce
}

import type { InPieces } from '../../kernel/in-pieces.ts'

/** Which days of a file hold the same visit reference. */
interface ReferenceLinks {
  add(reference: string, day: number): void
  /** `add` of a reference whose letters are these bytes, all of them ASCII. */
  addBytes(bytes: Uint8Array, from: number, to: number, day: number): void
  /** Pairs of days, each once, by which all days of one reference hang together. To be asked for once, at the end. */
  all(): InPieces<(readonly [number, number])[]>
}

/** A day's number has sixteen bits: a file with more different days cannot be looked through. */
export const MOST_DAYS = 65_536

/** Where the two halves of a hash begin, and what they are multiplied by. */
const [FIRST_A, FIRST_B] = [0x81_1c_9d_c5, 0x9e_37_79_b9]
const [PRIME_A, PRIME_B] = [0x01_00_01_93, 0x85_eb_ca_6b]

/** References are held in so many parts, by the first bits of their hash, so that each is put in order in a moment. */
const [PARTS, PART_SHIFT] = [64, 26]
const FIRST_ROOM = 256

/** Hashes with their days, as whole numbers of 64 bits: in order of the numbers, equal hashes stand together. */
interface Part {
  numbers: BigUint64Array
  /** The same as halves: the lower one first, as in every processor that this runs on. */
  halves: Uint32Array
  held: number
}

/**
 * Looks for references that come on more than one day. About ten bytes a reference: of each only 48 bits of a hash are kept, with its day. Were
 * two references ever to share theirs, their days would be worked through together, and nothing else would come of it.
 */
export function referenceLinks(): ReferenceLinks {
  const parts = Array.from({ length: PARTS }, () => partOf(FIRST_ROOM))
  const keep = (a: number, b: number, day: number): void => {
    const place = a >>> PART_SHIFT
    let part = parts[place]
    if (part === undefined) return
    if (part.held === part.numbers.length) {
      const larger = partOf(Math.ceil(part.held * 1.25))
      larger.numbers.set(part.numbers)
      larger.held = part.held
      parts[place] = part = larger
    }
    part.halves[part.held * 2] = (b & 0xff_ff_00_00) | day
    part.halves[part.held * 2 + 1] = a
    part.held += 1
  }
  return {
    add: (reference, day) => {
      let [a, b] = [FIRST_A, FIRST_B]
      for (let at = 0; at < reference.length; at += 1) {
        const code = reference.charCodeAt(at)
        a = Math.imul(a ^ code, PRIME_A)
        b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15)
      }
      keep(a >>> 0, b, day)
    },
    addBytes: (bytes, from, to, day) => {
      let [a, b] = [FIRST_A, FIRST_B]
      for (let at = from; at < to; at += 1) {
        const code = bytes[at] ?? 0
        a = Math.imul(a ^ code, PRIME_A)
        b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15)
      }
      keep(a >>> 0, b, day)
    },
    *all() {
      const found = new Map<number, readonly [number, number]>()
      for (const [place, part] of parts.entries()) {
        noteLinks(part, found)
        // No longer needed: what follows needs room.
        parts[place] = partOf(0)
        yield
      }
      return [...found.values()]
    },
  }
}

function partOf(room: number): Part {
  const numbers = new BigUint64Array(room)
  return { numbers, halves: new Uint32Array(numbers.buffer), held: 0 }
}

function noteLinks({ numbers, halves, held }: Part, found: Map<number, readonly [number, number]>): void {
  numbers.subarray(0, held).sort()
  for (let at = 1; at < held; at += 1) {
    const [low, before] = [halves[at * 2] ?? 0, halves[at * 2 - 2] ?? 0]
    if (halves[at * 2 + 1] !== halves[at * 2 - 1] || low >>> 16 !== before >>> 16 || low === before) continue
    const [day, earlier] = [low & 0xff_ff, before & 0xff_ff]
    found.set(earlier * MOST_DAYS + day, [earlier, day])
  }
}

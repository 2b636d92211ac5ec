/** Which days of a file hold the same visit reference. */
interface ReferenceLinks {
  add(reference: string, day: number): void
  /** `add` of a reference whose letters are these bytes, all of them ASCII. */
  addBytes(bytes: Uint8Array, from: number, to: number, day: number): void
  /** Pairs of days, each once. */
  all(): (readonly [number, number])[]
}

/** Room for a day's number below the other's in one key. */
const TWO_TO_32 = 4_294_967_296

/** Where the two halves of a hash begin, and what they are multiplied by. */
const [FIRST_A, FIRST_B] = [0x81_1c_9d_c5, 0x9e_37_79_b9]
const [PRIME_A, PRIME_B] = [0x01_00_01_93, 0x85_eb_ca_6b]

/**
 * Looks for references that come on more than one day. Twelve bytes a reference: of each only 64 bits of a hash are kept, with the day on which it came first. Were
 * two references ever to share theirs, their days would be worked through together, and nothing else would come of it.
 */
export function referenceLinks(): ReferenceLinks {
  let size = 1 << 13
  let [high, low, dayAt] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)]
  let held = 0
  const found = new Map<number, readonly [number, number]>()
  /** The slot of a hash, or the empty one where it would stand. A day is kept as one more than its number: 0 is empty. */
  const slotOf = (a: number, b: number): number => {
    let slot = b & (size - 1)
    while (dayAt[slot] !== 0 && (high[slot] !== a || low[slot] !== b)) slot = (slot + 1) & (size - 1)
    return slot
  }
  const grow = (): void => {
    const before = { high, low, dayAt }
    size *= 2
    ;[high, low, dayAt] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)]
    before.dayAt.forEach((day, at) => {
      if (day !== 0) put(before.high[at] ?? 0, before.low[at] ?? 0, day)
    })
  }
  const put = (a: number, b: number, day: number): void => {
    const slot = slotOf(a, b)
    high[slot] = a
    low[slot] = b
    dayAt[slot] = day
  }
  const meet = (a: number, b: number, day: number): void => {
    const first = dayAt[slotOf(a, b)] ?? 0
    if (first === 0) {
      put(a, b, day + 1)
      held += 1
      if (held * 2 > size) grow()
    } else if (first !== day + 1) found.set((first - 1) * TWO_TO_32 + day, [first - 1, day])
  }
  return {
    add: (reference, day) => {
      let [a, b] = [FIRST_A, FIRST_B]
      for (let at = 0; at < reference.length; at += 1) {
        const code = reference.charCodeAt(at)
        a = Math.imul(a ^ code, PRIME_A)
        b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15)
      }
      meet(a >>> 0, b >>> 0, day)
    },
    addBytes: (bytes, from, to, day) => {
      let [a, b] = [FIRST_A, FIRST_B]
      for (let at = from; at < to; at += 1) {
        const code = bytes[at] ?? 0
        a = Math.imul(a ^ code, PRIME_A)
        b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15)
      }
      meet(a >>> 0, b >>> 0, day)
    },
    all: () => [...found.values()],
  }
}

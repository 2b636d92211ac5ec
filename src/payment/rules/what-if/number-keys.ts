/** Numbers pairs of whole numbers of 32 bits from 0 on, in the order in which they are first seen. */
export interface KeyNumbers {
  readonly numberOf: (first: number, second: number) => number
  /** The pair that has a number. */
  readonly keyOf: (number: number) => readonly [first: number, second: number]
  readonly size: () => number
}

const FIRST_SLOTS = 1 << 12

/** A table of its own, since a year of visits asks it millions of times: a `Map` of texts takes ten times as long. */
export function numberKeys(): KeyNumbers {
  let mask = FIRST_SLOTS - 1
  let slots = new Int32Array(FIRST_SLOTS)
  let keys = new Int32Array(FIRST_SLOTS * 2)
  let size = 0

  const slotOf = (first: number, second: number): number => {
    let slot = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) | 0
    slot = (slot ^ (slot >>> 15)) & mask
    for (;;) {
      const number = (slots[slot] ?? 0) - 1
      if (number < 0 || (keys[number * 2] === first && keys[number * 2 + 1] === second)) return slot
      slot = (slot + 1) & mask
    }
  }

  // Never more than half full: the search for a key that is not there ends soon.
  const grow = (): void => {
    mask = mask * 2 + 1
    slots = new Int32Array(mask + 1)
    const old = keys
    keys = new Int32Array((mask + 1) * 2)
    keys.set(old)
    for (let number = 0; number < size; number += 1) slots[slotOf(keys[number * 2] ?? 0, keys[number * 2 + 1] ?? 0)] = number + 1
  }

  const numberOf = (first: number, second: number): number => {
    const slot = slotOf(first, second)
    const known = slots[slot] ?? 0
    if (known > 0) return known - 1
    keys[size * 2] = first
    keys[size * 2 + 1] = second
    size += 1
    slots[slot] = size
    if (size * 2 > mask) grow()
    return size - 1
  }
  return { numberOf, keyOf: (number) => [keys[number * 2] ?? 0, keys[number * 2 + 1] ?? 0], size: () => size }
}

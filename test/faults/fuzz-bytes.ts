import type { Random } from '../../dev/demo/random.ts'

/** Pieces that have broken readers of files before: quotes, ends of lines, marks of encodings, numbers at the edge, formulas, very long cells. */
const PIECES: readonly string[] = ['"', '""', ',', ';', '\t', '\r', '\n', '\r\n', '\0', '\ufeff', '\u2028', '\u00a0', 'é', '😀', '\ud800', '-', '-1', '0', '1e9', '99999999999999999999', '2026-02-30', '2026-03-29T01:30', '24:00', '25:61', '=1+1', '<!DOCTYPE x>', ']]>', '&#0;', '{', '}', '[', ']', 'null', 'true', '__proto__', 'x'.repeat(5000), '[[[[[[[['.repeat(500)]

/** A file changed by chance, one to three times: bytes turned, left out, doubled, exchanged with those of another file, cut off, pieces put in, a whole line moved or repeated. */
export function changedByChance(random: Random, file: Buffer, others: readonly Buffer[]): Buffer {
  let bytes = file
  for (let left = random.whole(1, 3); left > 0; left -= 1) bytes = random.pick(CHANGES)(random, bytes, others)
  return bytes.length > 200_000 ? bytes.subarray(0, 200_000) : bytes
}

type Change = (random: Random, bytes: Buffer, others: readonly Buffer[]) => Buffer

const CHANGES: readonly Change[] = [
  (random, bytes) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy.writeUInt8(random.whole(0, 255), random.whole(0, copy.length - 1))
    return copy
  },
  (random, bytes) => insert(bytes, random.whole(0, bytes.length), Buffer.from(random.pick(PIECES))),
  (random, bytes) => insert(bytes, random.whole(0, bytes.length), Buffer.from(random.pick(PIECES))),
  (random, bytes) => {
    const [from, to] = span(random, bytes)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (random, bytes) => {
    const [from, to] = span(random, bytes)
    return insert(bytes, random.whole(0, bytes.length), bytes.subarray(from, to))
  },
  (random, bytes, others) => {
    const other = random.pick(others)
    const [from, to] = span(random, other)
    return insert(bytes, random.whole(0, bytes.length), other.subarray(from, to))
  },
  (random, bytes) => (random.chance(0.3) ? bytes.subarray(0, random.whole(0, bytes.length)) : bytes),
  (random, bytes) => lines(bytes, (all) => [...all, random.pick(all)]),
  (random, bytes) => lines(bytes, (all) => [all[0] ?? '', ...random.shuffled(all.slice(1))]),
  (random, bytes) => (random.chance(0.1) ? Buffer.from(bytes.toString('latin1'), 'utf16le') : bytes),
]

function insert(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
}

function span(random: Random, bytes: Buffer): [number, number] {
  const from = random.whole(0, bytes.length)
  return [from, Math.min(bytes.length, from + random.whole(0, 200))]
}

function lines(bytes: Buffer, change: (all: string[]) => string[]): Buffer {
  return Buffer.from(change(bytes.toString('latin1').split('\n')).join('\n'), 'latin1')
}

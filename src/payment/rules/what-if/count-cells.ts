import type { FoldedCounts } from './folded-visits.ts'

/**
 * Counts the visits of each signature in each of `cells` cells, where `cellOf` and `signatureOf` say what each visit is. Visits are first laid out cell by cell: a table of all
 * cells and signatures is mostly empty, and too large to be counted in quickly.
 */
export function countCells(cellOf: Uint16Array, cells: number, signatureOf: Int32Array, signatures: number): FoldedCounts[] {
  const ends = cellEnds(cellOf, cells)
  const laidOut = new Int32Array(signatureOf.length)
  const next = new Int32Array(cells)
  for (let cell = 1; cell < cells; cell += 1) next[cell] = ends[cell - 1] ?? 0
  for (let at = 0; at < signatureOf.length; at += 1) {
    const cell = cellOf[at] ?? 0
    const to = next[cell] ?? 0
    laidOut[to] = signatureOf[at] ?? 0
    next[cell] = to + 1
  }
  const counts = new Int32Array(signatures)
  return Array.from(ends, (end, cell) => countCell(laidOut.subarray(cell === 0 ? 0 : ends[cell - 1], end), counts))
}

/** Where the visits of each cell end when they are laid out. */
function cellEnds(cellOf: Uint16Array, cells: number): Int32Array {
  const ends = new Int32Array(cells)
  for (let at = 0; at < cellOf.length; at += 1) {
    const cell = cellOf[at] ?? 0
    ends[cell] = (ends[cell] ?? 0) + 1
  }
  for (let cell = 1; cell < cells; cell += 1) ends[cell] = (ends[cell] ?? 0) + (ends[cell - 1] ?? 0)
  return ends
}

/** `counts` is all zero, before and after. */
function countCell(own: Int32Array, counts: Int32Array): FoldedCounts {
  const found: number[] = []
  for (let at = 0; at < own.length; at += 1) {
    const signature = own[at] ?? 0
    const before = counts[signature] ?? 0
    if (before === 0) found.push(signature)
    counts[signature] = before + 1
  }
  const places = Int32Array.from(found).sort()
  const visits = new Float64Array(places.length)
  for (let at = 0; at < places.length; at += 1) {
    const signature = places[at] ?? 0
    visits[at] = counts[signature] ?? 0
    counts[signature] = 0
  }
  return { places, visits }
}

import type { Refusal } from './import-outcome.ts'

/** Refusals of a file whose rows may come in any order; of more than `most`, those of the first rows are kept. */
interface RefusalList {
  readonly add: (refusal: Refusal) => void
  /** In order of their rows; of one row, in the order in which they came. */
  all(): Refusal[]
}

export function refusalList(most: number): RefusalList {
  let kept: Refusal[] = []
  const inOrder = (): Refusal[] => (kept = kept.sort((a, b) => a.row - b.row).slice(0, most))
  return {
    add: (refusal) => {
      kept.push(refusal)
      if (kept.length >= most * 2) inOrder()
    },
    all: () => [...inOrder()],
  }
}

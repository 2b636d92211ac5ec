/**
 * Moves labels that stand too close apart, keeping their order: each ends at least `gap` from the next and within the
 * limits when there is room. Answers the new places in the order given.
 */
export function spreadLabels(wanted: readonly number[], gap: number, lowest: number, highest: number): number[] {
  const ordered = wanted.map((y, place) => ({ y, place })).sort((a, b) => a.y - b.y || a.place - b.place)
  let edge = lowest
  const down = ordered.map(({ y, place }) => {
    const at = Math.max(y, edge)
    edge = at + gap
    return { at, place }
  })
  let ceiling = highest
  const spread = wanted.map(() => lowest)
  for (const { at, place } of down.toReversed()) {
    const settled = Math.min(at, ceiling)
    ceiling = settled - gap
    spread[place] = settled
  }
  return spread
}

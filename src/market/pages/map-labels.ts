/** A label that may be moved up or down, or left out, to stand clear of those before it. */
export interface MapLabel {
  readonly words: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly anchor: 'start' | 'middle'
  /** How far it may be moved up or down, in steps of its own height. */
  readonly moves: number
  readonly isBold?: boolean
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Places labels in order, each inside the picture and clear of those placed before it. One that finds no room is left out
 * (undefined): the table beside the map names it.
 */
export function placeLabels(labels: readonly MapLabel[], width: number, height: number): ({ readonly x: number; readonly y: number } | undefined)[] {
  const taken: Box[] = []
  return labels.map((label) => {
    const wide = label.words.length * label.size * 0.54
    // A name that begins beside its dot may also end beside it.
    const starts = label.anchor === 'middle' ? [label.x - wide / 2] : [label.x, label.x - wide - 10]
    for (const [start, move] of starts.flatMap((each) => movesOf(label.moves).map((by) => [each, by] as const))) {
      const left = Math.min(Math.max(2, start), Math.max(2, width - wide - 2))
      const y = label.y + move * label.size * 1.3
      const box = { left, right: left + wide, top: y - label.size, bottom: y + 3 }
      if (box.top < 0 || box.bottom > height || taken.some((other) => meets(box, other))) continue
      taken.push(box)
      return { x: label.anchor === 'middle' ? left + wide / 2 : left, y }
    }
    return undefined
  })
}

/** Where it belongs first, then ever further off: 0, -1, 1, -2, 2. */
function movesOf(most: number): number[] {
  return [0, ...Array.from({ length: most }, (_, step) => [-(step + 1), step + 1]).flat()]
}

function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

type Point = readonly [x: number, y: number]
type Span = readonly [from: number, to: number]

/** Distance of the lines on which a shape is looked at, in pixels. */
const STEP = 4
/** What is left clear about a point, in pixels. */
const CLEAR = 5

/**
 * Answers where a block of some width and height lies wholly inside a shape, as near to a point as can be: the middle of its
 * upper edge, in pixels; undefined where it fits nowhere. The shape is given by the edges of its border, in any order; points to
 * avoid stay clear of the block.
 */
export function roomInShape(edges: readonly (readonly [Point, Point])[], width: number, height: number, near: Point, avoid: readonly Point[] = []): Point | undefined {
  const rows = spansByRow(edges)
  const deep = Math.ceil(height / STEP)
  let best: { at: Point; distance: number } | undefined
  for (const row of rows.keys()) {
    const beside = avoid.filter(([, y]) => y > row * STEP - CLEAR && y < row * STEP + height + CLEAR)
    for (const [from, to] of common(rows, row, deep).flatMap((span) => without(span, beside))) {
      if (to - from < width) continue
      const x = Math.min(Math.max(near[0], from + width / 2), to - width / 2)
      const at: Point = [x, row * STEP]
      const distance = Math.hypot(x - near[0], row * STEP + height / 2 - near[1])
      if (best === undefined || distance < best.distance) best = { at, distance }
    }
  }
  return best?.at
}

/** What of each line lies inside the shape: between its first and second crossing of the border, its third and fourth, and so on. */
function spansByRow(edges: readonly (readonly [Point, Point])[]): Map<number, Span[]> {
  const crossings = new Map<number, number[]>()
  for (const [[ax, ay], [bx, by]] of edges) {
    const [low, high] = ay < by ? [ay, by] : [by, ay]
    for (let row = Math.ceil(low / STEP); row * STEP < high; row += 1) {
      const x = ax + ((row * STEP - ay) / (by - ay)) * (bx - ax)
      const found = crossings.get(row)
      if (found === undefined) crossings.set(row, [x])
      else found.push(x)
    }
  }
  return new Map([...crossings].map(([row, xs]) => [row, pairsOf(xs.toSorted((a, b) => a - b))]))
}

/** What is left of a span when some points are kept clear. */
function without(span: Span, points: readonly Point[]): Span[] {
  return points.reduce<Span[]>((spans, [x]) => spans.flatMap(([from, to]): Span[] => (x <= from || x >= to ? [[from, to]] : [[from, x - CLEAR], [x + CLEAR, to]])), [span])
}

function pairsOf(xs: readonly number[]): Span[] {
  return xs.flatMap((from, place) => {
    const to = xs[place + 1]
    return place % 2 === 0 && to !== undefined ? [[from, to] as const] : []
  })
}

/** What is inside on every one of some lines that follow each other. */
function common(rows: ReadonlyMap<number, readonly Span[]>, first: number, deep: number): readonly Span[] {
  let spans = rows.get(first) ?? []
  for (let row = first + 1; row <= first + deep && spans.length > 0; row += 1) {
    const others = rows.get(row) ?? []
    spans = spans.flatMap(([from, to]) => others.map(([a, b]) => [Math.max(from, a), Math.min(to, b)] as const)).filter(([from, to]) => to > from)
  }
  return spans
}

type Point = [number, number]
type Flat = { readonly type: 'Point'; readonly coordinates: Point } | { readonly type: 'Polygon'; readonly coordinates: Point[][] } | { readonly type: 'MultiPolygon'; readonly coordinates: Point[][][] }

/**
 * The outline of shapes that lie side by side: every edge that belongs to one of them only. Edges between two areas of
 * a zone appear twice and cancel out, so that the zone's own border is left.
 */
export function outlineOf(shapes: readonly Flat[]): { type: 'MultiLineString'; coordinates: Point[][] } {
  const edges = new Map<string, [Point, Point]>()
  for (const ring of shapes.flatMap(ringsOf)) {
    for (const [index, to] of ring.entries()) {
      const from = ring[index - 1]
      if (from === undefined) continue
      const [a, b] = [from.join(' '), to.join(' ')]
      const key = a < b ? `${a} ${b}` : `${b} ${a}`
      if (edges.has(key)) edges.delete(key)
      else edges.set(key, [from, to])
    }
  }
  return { type: 'MultiLineString', coordinates: [...edges.values()] }
}

function ringsOf(shape: Flat): Point[][] {
  switch (shape.type) {
    case 'Point':
      return []
    case 'Polygon':
      return shape.coordinates
    case 'MultiPolygon':
      return shape.coordinates.flat()
  }
}

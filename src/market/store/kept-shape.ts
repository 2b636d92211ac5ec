import { z } from 'zod'
import type { Shape } from '../terms.ts'

const shape = z.object({ type: z.enum(['Point', 'Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) })

/** A boundary as its column keeps it. Its points were checked one by one when it was read in: only its kind is looked at again. */
export function keptShape(column: unknown): Shape {
  return shape.parse(column) as Shape
}

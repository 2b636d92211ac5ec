import { z } from 'zod'

/** A reason as documents and the API hold it: the clause that applied, and its words. */
export const reasonShape = z.object({ clause: z.string(), words: z.string() })
export const reasonsShape = z.array(reasonShape)

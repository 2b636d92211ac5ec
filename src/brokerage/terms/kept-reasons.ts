import { z } from 'zod'

/** The reasons of a decision as a document column keeps them. */
export const keptReasons = z.array(z.object({ clause: z.string(), words: z.string() }))

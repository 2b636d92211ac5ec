import { z } from 'zod'

/** A refusal as the API answers it. */
export const refusalShape = z.object({ code: z.string().optional(), row: z.int(), column: z.string().nullable(), value: z.string().nullable(), reason: z.string(), fix: z.string() })

/** What became of the rows of a file or batch: the five fates add up to `read`. */
export const summaryShape = z.object({ read: z.int(), new: z.int(), changed: z.int(), repeated: z.int(), refused: z.int(), unallocated: z.int() })

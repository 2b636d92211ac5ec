import { z } from 'zod'
import type { Refusal } from '../../platform/files/import-outcome.ts'

const kept = z.object({
  refusals: z.array(z.object({ code: z.string().optional(), row: z.int(), column: z.string().nullable(), value: z.string().nullable(), reason: z.string(), fix: z.string() })),
  rowsCsv: z.string(),
})

/** The refusals of a file as its row keeps them. */
export function keptRefusals(stored: unknown): { readonly refusals: readonly Refusal[]; readonly rowsCsv: string } {
  return kept.parse(stored)
}

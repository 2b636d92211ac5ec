import type { z } from 'zod'
import type { Refusal } from '../../platform/files/import-outcome.ts'
import { shownValue } from '../../platform/files/import-outcome.ts'

/** What became of one record of a batch: the acknowledgement that its sender keeps. */
export interface Acknowledgement {
  /** Its place in the batch, from 1. */
  readonly place: number
  readonly reference: string | null
  readonly sequence: number | null
  readonly status: 'new' | 'changed' | 'unallocated' | 'repeated' | 'older' | 'refused'
  readonly refusals: readonly Refusal[]
}

/** The reference and sequence that a record names, as far as it has any. */
export function namedBy(sent: unknown, key: string): { readonly reference: string | null; readonly sequence: number | null } {
  const fields = typeof sent === 'object' && sent !== null ? (sent as Readonly<Record<string, unknown>>) : {}
  const [reference, sequence] = [fields[key], fields['sequence']]
  return { reference: typeof reference === 'string' ? shownValue(reference) : null, sequence: typeof sequence === 'number' ? sequence : null }
}

/** The refusals of a record that is not of the kind its schema says. */
export function shapeRefusals(place: number, error: z.ZodError): Refusal[] {
  return error.issues.slice(0, 20).map((issue) => ({
    row: place,
    column: issue.path.length === 0 ? null : issue.path.map(String).join('.'),
    value: null,
    reason: 'The value is missing or of another kind than the layout says',
    fix: `Correct it: ${issue.message}`,
  }))
}

import { csvText } from './csv-write.ts'
import type { ImportOutcome, Refusal } from './import-outcome.ts'

/** Refusals of one kind: the same column, the same reason. */
export interface RefusalGroup {
  readonly column: string | null
  readonly reason: string
  readonly count: number
  /** The first of them in the file, with its value and fix. */
  readonly first: Refusal
}

/** Refusals by column and reason, the most frequent first; equal counts in the order of the file. For preview pages. */
export function groupRefusals(refusals: readonly Refusal[]): RefusalGroup[] {
  const groups = new Map<string, { count: number; first: Refusal }>()
  for (const refusal of refusals) {
    const key = `${refusal.column ?? ''}\n${refusal.reason}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { count: 1, first: refusal })
    else group.count += 1
  }
  return [...groups.values()]
    .map(({ count, first }) => ({ column: first.column, reason: first.reason, count, first }))
    .sort((a, b) => b.count - a.count)
}

/** Every refusal of an outcome as CSV, one line each, safe to open in a spreadsheet. */
export function refusalsCsv(outcome: ImportOutcome): string {
  return csvText(
    ['Row', 'Column', 'Value', 'Reason', 'Fix'],
    outcome.refusals.map((refusal) => [refusal.row, refusal.column, refusal.value, refusal.reason, refusal.fix]),
  )
}

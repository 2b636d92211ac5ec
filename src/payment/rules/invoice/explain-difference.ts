import { countOf, wordsForPence } from '../../../kernel/words.ts'
import type { Pence } from '../../../kernel/amounts.ts'
import type { DifferenceKind, LineToMatch } from '../../terms/invoice.ts'
import { LINE_OUTCOME_NAMES, type LineOutcome } from '../../terms/statement.ts'

/** Why documents and statement differ, to the provider: what each has, what the statement knows of the visits, and what closes the difference. Names nobody. */
export function explainDifference(kind: DifferenceKind, facts: { readonly about: string; readonly lines: readonly LineToMatch[]; readonly statementPence: Pence; readonly invoicedPence: Pence }): string {
  const { about, lines, statementPence, invoicedPence } = facts
  const [invoiced, stated, apart] = [wordsForPence(invoicedPence), wordsForPence(statementPence), wordsForPence(Math.abs(invoicedPence - statementPence))]
  const known = `The statement has ${stated} for ${countOf(lines.length, 'line')}${factsOf(lines)}`
  switch (kind) {
    case 'unknown':
      return `${invoiced} is invoiced for ${about}, which is not on this statement. Check the reference and the dates; if no such visit was recorded, send its record, and credit the amount until the visit is on a statement.`
    case 'not-invoiced':
      return `${known}, and no invoice has come for it. Send an invoice for it, or accept the statement.`
    case 'twice':
      return `${about} is invoiced more than once, ${invoiced} together. ${known}. Send a credit note for ${apart}.`
    case 'more':
      return `${invoiced} is invoiced for ${about}. ${known}: ${apart} less. Send a credit note for ${apart}, or dispute the statement if a record is wrong.`
    case 'less':
      return `${invoiced} is invoiced for ${about}. ${known}: ${apart} more. Send an invoice for ${apart}, or accept the statement.`
  }
}

/** What the statement knows besides that visits were delivered: ": 1 missed, 2 no record, 1 correction of an earlier period". */
function factsOf(lines: readonly LineToMatch[]): string {
  const corrections = lines.filter((line) => line.isAdjustment).length
  const outcomes = Map.groupBy(lines.filter((line) => !line.isAdjustment && line.outcome !== 'delivered'), (line) => line.outcome)
  const parts = [...[...outcomes].map(([outcome, some]) => `${String(some.length)} ${(LINE_OUTCOME_NAMES[outcome as LineOutcome] as string | undefined ?? outcome).toLowerCase()}`), ...(corrections === 0 ? [] : [countOf(corrections, 'correction of an earlier period', 'corrections of earlier periods')])]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

import type { NewPayLine, StatementTotals } from '../terms/statement.ts'

/** Adds a statement's lines up, each with the share that was split from it: shares are never reckoned from a sum, so that they add up to the penny. A first line for a visit of an earlier period is a visit line: nothing was paid for it before. */
export function statementTotals(lines: readonly Pick<NewPayLine, 'kind' | 'plannedMinutes' | 'plannedWorkers' | 'payableMinutes' | 'pence' | 'nhsPence'>[]): StatementTotals {
  let lineCount = 0
  let plannedMinutes = 0
  let payableMinutes = 0
  let visitsPence = 0
  let adjustmentsPence = 0
  let nhsPence = 0
  for (const line of lines) {
    payableMinutes += line.payableMinutes
    nhsPence += line.nhsPence
    if (line.kind === 'visit') {
      lineCount += 1
      plannedMinutes += line.plannedMinutes * line.plannedWorkers
      visitsPence += line.pence
    } else adjustmentsPence += line.pence
  }
  return { lineCount, adjustmentCount: lines.length - lineCount, plannedMinutes, payableMinutes, visitsPence, adjustmentsPence, totalPence: visitsPence + adjustmentsPence, nhsPence }
}

import type { NewPayLine, StatementTotals } from '../terms/statement.ts'

/** Adds a statement's lines up. A first line for a visit of an earlier period is a visit line: nothing was paid for it before. */
export function statementTotals(lines: readonly Pick<NewPayLine, 'kind' | 'plannedMinutes' | 'plannedWorkers' | 'payableMinutes' | 'pence'>[]): StatementTotals {
  let lineCount = 0
  let plannedMinutes = 0
  let payableMinutes = 0
  let visitsPence = 0
  let adjustmentsPence = 0
  for (const line of lines) {
    payableMinutes += line.payableMinutes
    if (line.kind === 'visit') {
      lineCount += 1
      plannedMinutes += line.plannedMinutes * line.plannedWorkers
      visitsPence += line.pence
    } else adjustmentsPence += line.pence
  }
  return { lineCount, adjustmentCount: lines.length - lineCount, plannedMinutes, payableMinutes, visitsPence, adjustmentsPence, totalPence: visitsPence + adjustmentsPence }
}

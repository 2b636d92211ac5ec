import type { Pence } from '../../kernel/amounts.ts'
import type { PaymentDue } from '../terms/export.ts'
import type { HoldableLine } from '../terms/hold.ts'

/** What a statement still has to pay, held lines included. */
export interface StatementToPay {
  readonly statementId: string
  readonly providerId: string
  readonly lineCount: number
  readonly pence: Pence
  readonly nhsPence: Pence
}

/** What an export pays of each statement: all that it still has to pay, less the lines that are held. Pence paid and pence held together are what there was. A statement without a line to pay is in no file. */
export function paymentsDue(statements: readonly StatementToPay[], held: readonly Pick<HoldableLine, 'statementId' | 'pence' | 'nhsPence'>[]): PaymentDue[] {
  return statements.flatMap((statement) => {
    const lines = held.filter((line) => line.statementId === statement.statementId)
    const heldPence = lines.reduce((sum, line) => sum + line.pence, 0)
    const lineCount = statement.lineCount - lines.length
    if (lineCount === 0) return []
    return [{ ...statement, lineCount, pence: statement.pence - heldPence, nhsPence: statement.nhsPence - lines.reduce((sum, line) => sum + line.nhsPence, 0), heldCount: lines.length, heldPence }]
  })
}

/** The lines that an earlier export of the run left out, as what their statements still have to pay. */
export function stillToPay(lines: readonly HoldableLine[]): StatementToPay[] {
  return [...Map.groupBy(lines, (line) => line.statementId)].map(([statementId, own]) => ({
    statementId,
    providerId: own[0]?.providerId ?? '',
    lineCount: own.length,
    pence: own.reduce((sum, line) => sum + line.pence, 0),
    nhsPence: own.reduce((sum, line) => sum + line.nhsPence, 0),
  }))
}

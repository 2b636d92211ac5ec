import type { Pence } from '../../kernel/amounts.ts'

/** A payments file as it was made, without its content. */
export interface PaymentExport {
  readonly id: string
  readonly payRunId: string
  /** 1 for the run, then one more for lines released from a hold since. */
  readonly nr: number
  /** Among all files, without gaps. */
  readonly sequence: number
  readonly rowCount: number
  readonly totalPence: Pence
  readonly heldCount: number
  readonly heldPence: Pence
  readonly sha256: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}

/** What an export pays of one statement. */
export interface PaymentDue {
  readonly statementId: string
  readonly providerId: string
  readonly lineCount: number
  readonly pence: Pence
  readonly nhsPence: Pence
  readonly heldCount: number
  readonly heldPence: Pence
}

/** What a provider is told that it was paid, without its content. */
export interface Remittance {
  readonly id: string
  readonly sequence: number
  readonly exportId: string
  readonly statementId: string
  readonly providerId: string
  readonly pence: Pence
  readonly paidOn: Temporal.PlainDate
  readonly rowCount: number
  readonly sha256: string
}

import type { Pence } from '../../kernel/amounts.ts'

/** A Bacs file as it was made, without its content. */
export interface BacsFile {
  readonly id: string
  readonly exportId: string
  /** Among all Bacs files, without gaps; with leading zeros the serial of its submission. */
  readonly sequence: number
  readonly processingOn: Temporal.PlainDate
  readonly paymentCount: number
  readonly totalPence: Pence
  readonly sha256: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
  /** Why it was never submitted; then another may be made in its place. */
  readonly withdrawal: { readonly reason: string; readonly at: Temporal.Instant; readonly by: string } | null
}

/** One credit of a file: which statement it pays and into which account. */
export interface BacsPaymentKept {
  readonly statementId: string
  readonly providerId: string
  readonly bankAccountId: string
  readonly pence: Pence
}

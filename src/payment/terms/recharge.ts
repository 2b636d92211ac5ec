import type { Minutes, Pence } from '../../kernel/amounts.ts'

/** What a run paid for one person's care that the NHS bears a part of; null where lines name nobody. */
export interface RechargeRow {
  readonly person: string | null
  readonly visits: number
  readonly minutes: Minutes
  readonly pence: Pence
  readonly nhsPence: Pence
  readonly adjustments: number
  readonly adjustmentsPence: Pence
  readonly adjustmentsNhsPence: Pence
}

/** A recharge file as it was made, without its content. */
export interface Recharge {
  readonly id: string
  readonly payRunId: string
  readonly sequence: number
  readonly rowCount: number
  readonly totalPence: Pence
  readonly nhsPence: Pence
  /** Of it, what corrects earlier periods. */
  readonly adjustmentsNhsPence: Pence
  readonly sha256: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}

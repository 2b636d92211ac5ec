import type { Minutes } from '../../kernel/amounts.ts'

/** Time that visit records show: adjusted lengths where there are any. A visit of two care workers has two records. */
export interface RecordedTime {
  readonly visits: number
  readonly withoutLength: number
  /** Records that say neither how long nor how far the way was. */
  readonly withoutTravel: number
  readonly contactMinutes: Minutes
  readonly travelMinutes: Minutes
  /** Of records that do not say how long the way took. */
  readonly mileHundredths: number
}

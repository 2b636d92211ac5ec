import { z } from 'zod'
import type { FeeReviewInputs } from './fee-review.ts'

const percent = z.string().trim().regex(/^-?\d{1,3}(\.\d{1,2})?$/)

/** The figures of a fee review as an address carries them from the page that proposes it to the page that adopts it. */
export const feeReviewQuery = z.object({ from: z.iso.date(), wageShare: percent, wageChange: percent, priceShare: percent, priceChange: percent })

/** Hundredths of a percent, of a percentage typed with at most two decimals. Undefined when it is none. */
export function hundredthsOf(typed: string): number | undefined {
  const read = percent.safeParse(typed)
  return read.success ? Math.round(Number(read.data) * 100) : undefined
}

/** The figures an address carries. */
export function inputsOfQuery(query: z.output<typeof feeReviewQuery>): FeeReviewInputs {
  const hundredths = (typed: string): number => Math.round(Number(typed) * 100)
  return { fromOn: Temporal.PlainDate.from(query.from), wageShare: hundredths(query.wageShare), wageChange: hundredths(query.wageChange), priceShare: hundredths(query.priceShare), priceChange: hundredths(query.priceChange) }
}

/** The address's part that carries the figures: digits, dots and dashes, which need no escaping. */
export function queryOfInputs(inputs: FeeReviewInputs): string {
  const { fromOn, wageShare, wageChange, priceShare, priceChange } = inputs
  const typed = (hundredths: number): string => String(hundredths / 100)
  return `from=${fromOn.toString()}&wageShare=${typed(wageShare)}&wageChange=${typed(wageChange)}&priceShare=${typed(priceShare)}&priceChange=${typed(priceChange)}`
}

/** A figure of hundredths of a percent in words: 4.1%. */
export function percentWords(hundredths: number): string {
  return `${String(hundredths / 100)}%`
}

import type { Minutes } from '../../kernel/amounts.ts'

/** Size of a provider by the hours a week it delivers for the council. */
export type SizeBand = 'micro' | 'local' | 'large'

/** Answers a provider's size band from the minutes of care a week placed with it. Both limits belong to the middle band. */
export function sizeBand(minutesAWeek: Minutes): SizeBand {
  if (minutesAWeek < 250 * 60) return 'micro'
  return minutesAWeek <= 1000 * 60 ? 'local' : 'large'
}

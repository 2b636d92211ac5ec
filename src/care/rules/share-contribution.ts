import type { Minutes, Pence } from '../../kernel/amounts.ts'

/**
 * A person's weekly contribution shared out over the parts of their package, in proportion to the care-worker minutes a week of each: what a part costs
 * follows its minutes, and stands before a provider is found. Cut down to the penny, and the pennies left over go one each to the largest remainders, of equal ones
 * to the earlier part, so that the shares always sum to the whole. Parts without minutes share alike.
 */
export function shareContribution(pence: Pence, minutes: readonly Minutes[]): Pence[] {
  const sum = minutes.reduce((total, each) => total + each, 0)
  const weights = sum > 0 ? minutes : minutes.map(() => 1)
  const total = sum > 0 ? sum : minutes.length
  const shares = weights.map((weight) => Math.floor((pence * weight) / total))
  const left = pence - shares.reduce((all, each) => all + each, 0)
  const first = new Set(weights.map((weight, index) => ({ index, rest: (pence * weight) % total })).toSorted((a, b) => b.rest - a.rest || a.index - b.index).slice(0, left).map(({ index }) => index))
  return shares.map((share, index) => share + (first.has(index) ? 1 : 0))
}

import { inForceOn } from '../../kernel/in-force-on.ts'
import { wordsForPence } from '../../kernel/words.ts'
import { FUNDER_NAMES } from '../terms.ts'
import type { Funding, FundingHistory } from '../terms/funding.ts'

/** Who pays on a day: the change that began last, else as it was referred. */
export function fundingOn(history: FundingHistory, on: Temporal.PlainDate): Funding {
  return inForceOn(history.changes, on) ?? history.first
}

/** The percent that the NHS bears. A joint package whose split is not agreed is the council's until it is. */
export function nhsShare(funding: Funding): number {
  return funding.funder === 'nhs' ? 100 : funding.funder === 'joint' ? (funding.nhsPercent ?? 0) : 0
}

/** What is wrong with who is to pay; undefined when nothing is. Care that the NHS pays for in full is free to the person. */
export function fundingFault(funding: Funding): { readonly clause: string; readonly words: string; readonly field: 'nhsPercent' | 'contribution' } | undefined {
  const { funder, nhsPercent, contributionPence } = funding
  if (nhsPercent !== null && funder !== 'joint') return { clause: 'split-without-joint', words: 'Only a joint package is split. Choose joint, or leave the percent empty', field: 'nhsPercent' }
  if (nhsPercent !== null && (!Number.isInteger(nhsPercent) || nhsPercent < 1 || nhsPercent > 99)) return { clause: 'split-impossible', words: 'Enter the percent that the NHS pays as a whole number from 1 to 99', field: 'nhsPercent' }
  if (contributionPence !== null && (!Number.isInteger(contributionPence) || contributionPence < 0 || contributionPence > 1_000_000)) return { clause: 'contribution-impossible', words: 'Enter the person’s contribution in pounds a week, from 0 to 10,000', field: 'contribution' }
  if (funder === 'nhs' && contributionPence !== null && contributionPence > 0) return { clause: 'nhs-is-free', words: 'What the NHS pays in full is free to the person. Leave the contribution empty', field: 'contribution' }
  return undefined
}

/** "Joint: the NHS pays 40%. The person adds £25.00 a week". */
export function fundingWords(funding: Funding): string {
  const split = funding.funder !== 'joint' ? '' : funding.nhsPercent === null ? ': the split is not agreed' : `: the NHS pays ${String(funding.nhsPercent)}%`
  const own = funding.contributionPence === null || funding.contributionPence === 0 ? '' : `. The person adds ${wordsForPence(funding.contributionPence)} a week${funding.ofPence === undefined ? '' : ` for this part, of ${wordsForPence(funding.ofPence)} over all parts`}`
  return `${FUNDER_NAMES[funding.funder]}${split}${own}`
}

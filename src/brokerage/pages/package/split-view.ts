import { countOf, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import type { TagColour } from '../../../platform/components/data-table.ts'
import type { SeenSplit } from '../../actions/see-package.ts'

/** The parts of a split package together, on the page of the whole and of each part. */
export function splitView({ whole, parts }: SeenSplit, packageId: string) {
  const [first] = parts
  const splitOn = first?.carePackage.part?.splitOn
  const kind = first?.carePackage.part?.kind === 'care-workers' ? 'One care worker each: two providers share the visits. ' : ''
  const minutes = parts.reduce((sum, { carePackage }) => sum + carePackage.weeklyMinutes, 0)
  return {
    words: `${kind}${packageId === whole.id ? 'This package' : `Package ${whole.reference}`} was split into ${countOf(parts.length, 'part')}${splitOn === undefined ? '' : ` on ${wordsForDate(splitOn)}`}, together ${wordsForHours(minutes)} a week.`,
    wholeHref: packageId === whole.id ? null : `/packages/${whole.id}`,
    wholeReference: whole.reference,
    parts: parts.map(({ carePackage, providerName }) => ({
      text: `Part ${String(carePackage.part?.number ?? '')}: package ${carePackage.reference}`,
      href: carePackage.id === packageId ? null : `/packages/${carePackage.id}`,
      hours: `${wordsForHours(carePackage.weeklyMinutes)} in ${countOf(carePackage.weeklyVisits, 'visit')}`,
      tag: partTag(providerName, carePackage.withdrawnOn !== null),
    })),
  }
}

function partTag(providerName: string | null, isWithdrawn: boolean): { readonly text: string; readonly colour: TagColour } {
  if (providerName !== null) return { text: `Placed with ${providerName}`, colour: 'green' }
  return isWithdrawn ? { text: 'Withdrawn', colour: 'grey' } : { text: 'Waiting', colour: 'yellow' }
}

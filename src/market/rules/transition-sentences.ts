import { wordsForDate } from '../../kernel/words.ts'
import type { Replacement } from '../terms/replacement.ts'

/** What a replacement moves, in words, one sentence for each clause of its rule. */
export function transitionSentences({ byName, fromOn, rule }: Pick<Replacement, 'byName' | 'fromOn' | 'rule'>): string[] {
  const { newPackages, changedPercent, handedBack, transferred, allFromOn } = rule
  return [
    newPackages ? `From ${wordsForDate(fromOn)} new packages go to ${byName}.` : `New packages stay in this framework.`,
    handedBack ? 'A package that its provider hands back goes there.' : 'A package that its provider hands back stays.',
    changedPercent === null ? 'A package whose week changes stays.' : `A package whose weekly hours change for good by more than ${String(changedPercent)}% goes there. Changes since ${wordsForDate(fromOn)} count together.`,
    transferred ? 'A package that is transferred to another provider goes there.' : 'A package that is transferred to another provider stays.',
    allFromOn === null ? 'Every other package stays until it ends.' : `Every other package stays until ${wordsForDate(allFromOn)}. From then on it waits to be moved.`,
    'Nothing moves where the new framework has no zone for the postcode and service line, or the zone has not begun. People of a failing provider, and those who pass to a successor, stay.',
  ]
}

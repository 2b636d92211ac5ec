import type { TagColour } from '../../platform/components/data-table.ts'
import { RATING_NAMES, type Rating } from '../terms.ts'

const COLOURS: Readonly<Record<Rating, TagColour>> = { outstanding: 'purple', good: 'green', 'requires-improvement': 'yellow', inadequate: 'red', 'not-rated': 'grey' }

/** A rating as a table's tag. Its words say it; its colour only helps the eye. */
export function ratingTag(rating: Rating): { text: string; tag: { text: string; colour: TagColour } } {
  return { text: '', tag: { text: RATING_NAMES[rating], colour: COLOURS[rating] } }
}

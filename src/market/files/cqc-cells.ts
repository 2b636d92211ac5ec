import type { CellParser } from '../../platform/files/cell-parser.ts'
import { cellFault } from '../../platform/files/cell-parser.ts'
import { patterned, text } from '../../platform/files/cell-text.ts'
import { ratingOfWords } from '../rules/rating-of-words.ts'
import type { Rating, RatingDomain } from '../terms.ts'

/** A CQC location or provider id: `1-1234567890`, and shorter ones for NHS organisations (`RWDDA`). */
export const cqcId: CellParser<string> = patterned(/^[0-9A-Z][0-9A-Z-]{2,29}$/, 'a CQC id such as 1-1234567890')

/** Text, with the single hyphen that the CQC writes for nothing read as nothing; also as our own files of refused rows disarm it. */
export function textOrDash(max?: number): CellParser<string> {
  const plain = text(max)
  return (cell) => (cell === '-' || cell === "'-" ? '' : plain(cell))
}

const NOT_A_RATING = cellFault('It is not a rating the CQC publishes', 'Write Outstanding, Good, Requires improvement, Inadequate or Not rated')

/** A rating in the CQC's words. */
export const ratingCell: CellParser<Rating> = (cell) => ratingOfWords(cell) ?? NOT_A_RATING

const DOMAINS: ReadonlyMap<string, RatingDomain> = new Map([
  ['overall', 'overall'],
  ['safe', 'safe'],
  ['effective', 'effective'],
  ['caring', 'caring'],
  ['responsive', 'responsive'],
  ['well-led', 'well-led'],
  ['well led', 'well-led'],
])
const NOT_A_DOMAIN = cellFault('It is not overall or one of the five key questions', 'Write Overall, Safe, Effective, Caring, Responsive or Well-led')

/** Overall or a key question. */
export const domainCell: CellParser<RatingDomain> = (cell) => DOMAINS.get(cell.toLowerCase()) ?? NOT_A_DOMAIN

const NOT_AN_ADDRESS = cellFault('It is not a web address', 'Write an address that begins with https://')

/** A web address that a page may link to. Older files write http:, which is the same page. */
export const webAddress: CellParser<string> = (cell) => (/^https?:\/\/[^\s"'<>]{3,300}$/.test(cell) ? cell.replace(/^http:/, 'https:') : NOT_AN_ADDRESS)

/** Values between bars: `Dementia|Physical disabilities`. */
export const barred: CellParser<readonly string[]> = (cell) =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')

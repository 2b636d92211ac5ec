import type { CellParser } from './cell-parser.ts'
import { cellFault } from './cell-parser.ts'

const FAULT = cellFault('It is not a full postcode', 'Write the whole postcode, for example LN3 5AG')

/** A full UK postcode, in any case and spacing, as LN3 5AG. Its shape is checked, not whether Royal Mail uses it. */
export function postcode(): CellParser<string> {
  return (cell) => normalisePostcode(cell) ?? FAULT
}

/** The postcode as it is written on an envelope, or undefined when the text has not the shape of one. */
export function normalisePostcode(text: string): string | undefined {
  if (text.length < 5 || text.length > 12) return undefined
  const letters = text.toUpperCase().replace(/\s+/g, '')
  const cut = letters.length - 3
  const inward = cut >= 2 && cut <= 4 && isDigitAt(letters, cut) && isLetterAt(letters, cut + 1) && isLetterAt(letters, cut + 2)
  return inward && isOutward(letters, cut) ? `${letters.slice(0, cut)} ${letters.slice(cut)}` : undefined
}

/** A9, A99, A9A, AA9, AA99, AA9A, and Girobank's GIR, which lives on in data. */
function isOutward(letters: string, length: number): boolean {
  if (!isLetterAt(letters, 0)) return false
  if (letters === 'GIR0AA') return true
  const digitAt = isLetterAt(letters, 1) ? 2 : 1
  if (digitAt >= length || !isDigitAt(letters, digitAt)) return false
  return length - digitAt <= 2 && (length === digitAt + 1 || isDigitAt(letters, length - 1) || isLetterAt(letters, length - 1))
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 65 && code <= 90
}

import { withCommas } from '../../kernel/words.ts'
import type { CellParser } from './cell-parser.ts'
import { cellFault } from './cell-parser.ts'

/** Free text of at most `max` characters. Formulas are kept as text: writing CSV disarms them. */
export function text(max = 500): CellParser<string> {
  return (cell) => (cell.length <= max ? cell : tooLong(cell, max))
}

/**
 * A reference that other records are matched by: no formula, no number that a spreadsheet has shortened
 * (1.00412E+10), no spreadsheet error (#N/A), no control characters.
 */
export function identifier(max = 50): CellParser<string> {
  return (cell) => {
    if (cell.length > max) return tooLong(cell, max)
    const first = cell.charCodeAt(0)
    // Our own file of refused rows disarms a formula with an apostrophe: sent back as it is, it is still no reference.
    if (first === 39 && startsFormula(cell, 1)) return cellFault('It looks like a spreadsheet formula, not a reference', `Write the reference itself, without "${cell.slice(0, 2)}" in front`)
    if (startsFormula(cell, 0)) {
      return cellFault('It looks like a spreadsheet formula, not a reference', `Write the reference itself, without "${cell.charAt(0)}" in front`)
    }
    if (first === 35 && /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/i.test(cell)) {
      return cellFault('It is a spreadsheet error, not a reference', 'Repair the formula in the spreadsheet and export again')
    }
    if (cell.includes('E+') && /^\d(\.\d+)?E\+\d+$/.test(cell)) {
      return cellFault('A spreadsheet has shortened this reference and lost digits', 'Format the column as text in the spreadsheet, fill it in again and export')
    }
    return hasControl(cell) ? cellFault('The reference has a line break or control character in it', 'Remove the line break') : cell
  }
}

/** = + @ -, each of which makes a spreadsheet run the cell; a minus before digits is only a negative number. */
function startsFormula(cell: string, at: number): boolean {
  const code = cell.charCodeAt(at)
  return code === 61 || code === 43 || code === 64 || (code === 45 && !isDigit(cell.charCodeAt(at + 1)))
}

/** Text of a known shape; `shape` says it in words: "three letters and four digits". */
export function patterned(pattern: RegExp, shape: string): CellParser<string> {
  const guard = identifier()
  return (cell) => {
    const guarded = guard(cell)
    if (typeof guarded !== 'string' || pattern.test(guarded)) return guarded
    return cellFault(`It is not ${shape}`, `Write ${shape}`)
  }
}

/** One word of a list, in any case; the answer is spelled as the list spells it. `also` gives other accepted spellings. */
export function oneOf<const T extends string>(words: readonly T[], also: Readonly<Record<string, NoInfer<T>>> = {}): CellParser<T> {
  const known = new Map<string, T>()
  for (const word of words) known.set(word, word).set(word.toLowerCase(), word)
  for (const [other, word] of Object.entries(also)) known.set(other, word).set(other.toLowerCase(), word)
  const fault = cellFault('It is not one of the accepted values', `Write one of: ${words.join(', ')}`)
  return (cell) => known.get(cell) ?? known.get(cell.toLowerCase()) ?? fault
}

const YES_OR_NO = new Map([
  ['yes', true], ['y', true], ['true', true], ['1', true],
  ['no', false], ['n', false], ['false', false], ['0', false],
])
const NOT_YES_OR_NO = cellFault('It is neither yes nor no', 'Write Yes or No')

/** Yes or no, also y, n, true, false, 1 and 0, in any case. */
export function yesNo(): CellParser<boolean> {
  return (cell) => YES_OR_NO.get(cell) ?? YES_OR_NO.get(cell.toLowerCase()) ?? NOT_YES_OR_NO
}

function tooLong(cell: string, max: number) {
  return cellFault(`The text is longer than ${withCommas(max)} characters`, `Shorten it by ${withCommas(cell.length - max)} characters`)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function hasControl(cell: string): boolean {
  for (let at = 0; at < cell.length; at += 1) if (cell.charCodeAt(at) < 32) return true
  return false
}

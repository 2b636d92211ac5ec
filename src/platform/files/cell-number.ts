import type { Pence } from '../../kernel/amounts.ts'
import { withCommas } from '../../kernel/words.ts'
import type { CellParser } from './cell-parser.ts'
import { cellFault } from './cell-parser.ts'

/** Ends included. */
export interface NumberLimits {
  readonly min?: number
  readonly max?: number
}

/** A whole number: digits, with an optional minus; commas between thousands and a bare .0 are accepted. */
export function wholeNumber(limits: NumberLimits = {}): CellParser<number> {
  const { min = 0, max = 2_147_483_647 } = limits
  return (cell) => {
    const value = digitsValue(cell)
    const number = value >= 0 ? value : lenientWhole(cell)
    if (Number.isNaN(number)) return cellFault('It is not a whole number', 'Write digits only, for example 45')
    return number < min || number > max ? outside(min, max) : number
  }
}

/** A number with a decimal point, such as a latitude. Not for money: see `pounds`. */
export function decimal(limits: NumberLimits = {}): CellParser<number> {
  const { min = -Number.MAX_VALUE, max = Number.MAX_VALUE } = limits
  return (cell) => {
    // Number() also takes hexadecimal, exponents without end and "Infinity"; the first character and the result rule those out.
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(cell) ? Number(cell) : Number.NaN
    if (!Number.isFinite(number)) return cellFault('It is not a number', 'Write digits with a point for decimals, for example 52.6')
    return number < min || number > max ? outside(min, max) : number
  }
}

/** Money in pounds, with or without £ and commas, as whole pence. More than two decimals are refused, not rounded. */
export function pounds(limits: NumberLimits = {}): CellParser<Pence> {
  const { min = 0, max = 100_000_000_000 } = limits
  return (cell) => {
    const match = /^(-?)£?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(cell)
    if (match === null) return cellFault('It is not an amount of money in pounds', 'Write pounds and pence, for example 21.45')
    const pence = Number((match[2] ?? '').replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
    const signed = match[1] === '-' && pence !== 0 ? -pence : pence
    return signed < min || signed > max ? outside(min / 100, max / 100) : signed
  }
}

/** The number that a text of one to fifteen digits spells, or -1 for any other text. */
export function digitsValue(text: string): number {
  if (text.length === 0 || text.length > 15) return -1
  let value = 0
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function lenientWhole(cell: string): number {
  return /^-?(\d{1,3}(,\d{3})+|\d{1,15})(\.0+)?$/.test(cell) ? Number(cell.replaceAll(',', '')) + 0 : Number.NaN
}

function outside(min: number, max: number) {
  return cellFault('The number is outside what is possible here', `Write a number from ${figure(min)} to ${figure(max)}`)
}

function figure(value: number): string {
  return Number.isInteger(value) ? withCommas(value) : String(value)
}

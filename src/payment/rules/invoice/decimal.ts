import type { Pence } from '../../../kernel/amounts.ts'

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/
const MOST_DIGITS = 13

/** Whether a text is a decimal as XML writes it (xs:decimal). */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** How many digits follow the point. */
export function decimalPlaces(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.length - point - 1
}

/** An amount as whole pence; undefined when it is no decimal, has parts of a penny, or is beyond what is counted exactly. */
export function penceOf(text: string | undefined): Pence | undefined {
  if (text === undefined || !isDecimal(text)) return undefined
  const [whole = '', parts = ''] = text.replace(/^[+-]/, '').split('.')
  if (whole.length > MOST_DIGITS || /[1-9]/.test(parts.slice(2))) return undefined
  const pence = Number(whole || '0') * 100 + Number(parts.slice(0, 2).padEnd(2, '0'))
  return text.startsWith('-') && pence !== 0 ? -pence : pence
}

/** A calendar date as XML writes it, 2026-03-02; undefined when it is none. */
export function xmlDateOf(text: string | undefined): Temporal.PlainDate | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  if (year === 0 || month === 0 || day === 0) return undefined
  const on = Temporal.PlainDate.from({ year, month, day })
  return on.toString() === text ? on : undefined
}

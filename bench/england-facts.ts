import type { ColumnWords } from '../src/payment/rules/what-if/visit-columns.ts'
import type { MadePart } from './made-visits.ts'

const [COUNCILS, PROVIDERS, RATES] = [153, 200, 200]
const PLACES = PROVIDERS * 2

/** A country of invented councils, each with 200 providers on two service lines, and rates from £19.00 to £28.95. */
export function englandWords(): ColumnWords {
  const places = Array.from({ length: COUNCILS * PLACES }, (_, at) => {
    const council = Math.floor(at / PLACES) + 1
    return { provider: `Provider ${String(council)}-${String((Math.floor(at / 2) % PROVIDERS) + 1)}`, zone: `Council ${String(council)}`, serviceLine: at % 2 === 0 ? 'core' : 'complex' }
  })
  return { places, months: Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`), rates: Array.from({ length: RATES }, (_, rate) => 1900 + rate * 5) }
}

/** A block is of one council and month; a council has fourteen rates. */
export function englandPart(block: number): MadePart {
  const council = block % COUNCILS
  return { from: council * PLACES, count: PLACES, month: Math.floor(block / COUNCILS) % 12, rateOf: (place) => (council * 11 + (place % 14) * 13) % RATES }
}

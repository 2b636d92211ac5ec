import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { OUTCOMES } from '../../../visits/terms.ts'
import { demonstrationRuleSets } from '../demonstration-rule-sets.ts'
import { priceTotals } from '../price-totals.ts'
import { priceVisit } from '../price-visit.ts'
import { foldColumns } from './fold-columns.ts'
import { columnPricer, columnTotals, noSums } from './price-columns.ts'
import { foldPricer, foldTotals } from './price-fold.ts'
import { factsOfKey, faultOfColumns, firstKey, MINUTES_NOT_KNOWN, NOTICE_NOT_KNOWN, secondKey, type ColumnWords, type VisitColumns } from './visit-columns.ts'

const words: ColumnWords = {
  places: [
    { provider: 'F', zone: 'Rural', serviceLine: 'core' },
    { provider: 'H', zone: null, serviceLine: 'core' },
    { provider: 'H', zone: 'Rural', serviceLine: null },
  ],
  months: ['2026-03', '2026-04'],
  rates: [2250, 2410],
}

const outcome = fc.integer({ min: 0, max: OUTCOMES.length })
const minutes = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constant(MINUTES_NOT_KNOWN))
const visit = fc.record({
  place: fc.integer({ min: 0, max: 2 }),
  month: fc.integer({ min: 0, max: 1 }),
  rate: fc.integer({ min: 0, max: 1 }),
  planned: fc.constantFrom(0, 15, 30, 45, 480),
  workers: fc.integer({ min: 1, max: 15 }),
  outcome,
  minutes,
  notice: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(NOTICE_NOT_KNOWN)),
  secondOutcome: outcome,
  secondMinutes: minutes,
})
type Row = Readonly<Record<Exclude<keyof VisitColumns, 'length'>, number>>

const columnsOf = (rows: readonly Row[]): VisitColumns => ({
  length: rows.length,
  place: Uint16Array.from(rows, (row) => row.place),
  month: Uint8Array.from(rows, (row) => row.month),
  rate: Uint16Array.from(rows, (row) => row.rate),
  planned: Uint16Array.from(rows, (row) => row.planned),
  workers: Uint8Array.from(rows, (row) => row.workers),
  outcome: Uint8Array.from(rows, (row) => row.outcome),
  minutes: Uint16Array.from(rows, (row) => row.minutes),
  notice: Uint8Array.from(rows, (row) => row.notice),
  secondOutcome: Uint8Array.from(rows, (row) => row.secondOutcome),
  secondMinutes: Uint16Array.from(rows, (row) => row.secondMinutes),
})
const factsOf = (row: Row) => factsOfKey(firstKey(row.planned, row.minutes, row.outcome, row.workers), secondKey(row.notice, row.secondOutcome, row.secondMinutes), words.rates[row.rate] ?? 0)

const [, byTheMinute] = demonstrationRuleSets
assert.ok(byTheMinute !== undefined)
const ruleSets = [
  ...demonstrationRuleSets,
  { ...byTheMinute, noRecord: 'pay-planned' as const, unplanned: 'pay-actual' as const, secondWorker: 'pay-each' as const, cancelled: { kind: 'by-notice' as const, enoughNoticeHours: 24, enough: 'pay-nothing' as const, short: 'pay-planned' as const, unknown: 'pay-planned' as const } },
  { ...byTheMinute, fixedPrices: [{ minutes: 15, pence: 700 }, { minutes: 30, pence: 1250 }] },
]

describe('visits as columns', () => {
  test('a fold of columns, and columns priced block by block, total what their visits pay one by one, to the penny, under every rule set', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 60 }), (rows) => {
        const fold = foldColumns(columnsOf(rows), words)
        const price = foldPricer(fold)
        for (const rules of ruleSets) {
          const lines = rows.map((row) => {
            const { payableMinutes, pence } = priceVisit(rules, factsOf(row))
            return { visits: 1, payableMinutes, pence, place: { provider: null, zone: null, serviceLine: null, ...words.places[row.place], month: words.months[row.month] ?? null } }
          })
          const [, abreast] = foldTotals(fold, price([byTheMinute, rules]))
          assert.deepEqual(abreast, priceTotals(lines))
          const sums = noSums(words)
          const { add } = columnPricer(rules, words)
          for (const part of [rows.slice(0, 20), rows.slice(20)]) add(columnsOf(part), sums)
          assert.deepEqual(columnTotals(words, sums), priceTotals(lines))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a number that stands for nothing is named by its visit and column, and is never counted elsewhere', () => {
    const row: Row = { place: 0, month: 0, rate: 0, planned: 30, workers: 1, outcome: 1, minutes: 30, notice: NOTICE_NOT_KNOWN, secondOutcome: 0, secondMinutes: 0 }
    assert.equal(faultOfColumns(columnsOf([row]), words), undefined)
    assert.equal(faultOfColumns(columnsOf([row, { ...row, month: 2 }]), words), 'Visit 2 of the block: month is 2, and must be below 2')
    for (const wrong of [{ place: 3 }, { rate: 2 }, { planned: 4096 }, { workers: 16 }, { outcome: 8 }, { minutes: 4096 }, { secondOutcome: 8 }, { secondMinutes: 5000 }]) {
      assert.match(faultOfColumns(columnsOf([{ ...row, ...wrong }]), words) ?? '', new RegExp(`Visit 1 of the block: ${Object.keys(wrong)[0] ?? ''} is`))
    }
  })

  test('a key holds what its visit was', () => {
    const twice = factsOfKey(firstKey(45, MINUTES_NOT_KNOWN, 3, 15), secondKey(12, 1, 300), 2250)
    assert.deepEqual(twice, {
      planned: { minutes: 45, workers: 15 },
      records: [
        { outcome: 'cancelled', actualMinutes: null, noticeHours: 12, secondWorker: false },
        { outcome: 'delivered', actualMinutes: 300, noticeHours: null, secondWorker: true },
      ],
      pencePerHour: 2250,
    })
  })
})

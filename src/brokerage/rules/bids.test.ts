import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { contractModel, type ContractModel } from '../../market/terms/contract-model.ts'
import { RATINGS, type Rating } from '../../market/terms.ts'
import { compareBids, points, priceFault, type Bid } from './bids.ts'

type Competition = Extract<ContractModel, { model: 'open' }>
interface Cases {
  readonly competition: object
  readonly comparisons: readonly { readonly rule: string; readonly priceWeight?: number; readonly bids: readonly (readonly [string, number, Rating, number])[]; readonly order: readonly (readonly [string, string])[] }[]
  readonly prices: readonly { readonly rule: string; readonly points?: readonly number[]; readonly pounds: readonly number[]; readonly refused: string }[]
}
const file = parse(readFileSync(new URL('bids.cases.yaml', import.meta.url), 'utf8')) as Cases
const pence = (pounds: number): number => Math.round(pounds * 100)
const competition = (changes: object = {}): Competition => contractModel.parse({ ...file.competition, ...changes }) as Competition
const START = Temporal.Instant.from('2026-03-02T09:00:00Z')

describe('a mini-competition', () => {
  for (const worked of file.comparisons) {
    test(worked.rule, () => {
      const bids = worked.bids.map(([name, pounds, rating, minute], index): Bid => ({ bidId: index, providerId: name, providerName: name, pencePerHour: pence(pounds), rating, bidAt: START.add({ minutes: minute }) }))
      const compared = compareBids(competition(worked.priceWeight === undefined ? {} : { priceWeight: worked.priceWeight }), bids)
      assert.deepEqual(compared.map((each) => [each.bid.providerName, points(each.totalScore)]), worked.order)
    })
  }
  for (const worked of file.prices) {
    test(worked.rule, () => {
      const rules = competition(worked.points === undefined ? {} : { pricePoints: worked.points.map(pence) })
      for (const pounds of worked.pounds) assert.equal(priceFault(rules, pence(pounds))?.words ?? '', worked.refused)
    })
  }

  const anyBids = fc.uniqueArray(fc.record({ bidId: fc.nat(), providerId: fc.uuid(), providerName: fc.string({ maxLength: 3 }), pencePerHour: fc.integer({ min: 1800, max: 2200 }), rating: fc.constantFrom(...RATINGS), bidAt: fc.integer({ min: 0, max: 3 }).map((minutes) => START.add({ minutes })) }), { selector: (bid) => bid.providerId, maxLength: 8 })

  test('the order of arrival in the list changes nothing', () => {
    fc.assert(fc.property(anyBids, (bids) => {
      assert.deepEqual(compareBids(competition(), bids.toReversed()), compareBids(competition(), bids))
    }))
  })

  test('a lower price never costs a bid its place', () => {
    fc.assert(fc.property(anyBids, fc.nat(), fc.integer({ min: 1, max: 300 }), (bids, which, off) => {
      const chosen = bids[which % Math.max(1, bids.length)]
      if (chosen === undefined) return
      const placeOf = (list: readonly Bid[]): number => compareBids(competition(), list).find((each) => each.bid.providerId === chosen.providerId)?.place ?? 0
      const cheaper = bids.map((bid) => (bid === chosen ? { ...bid, pencePerHour: Math.max(1500, bid.pencePerHour - off) } : bid))
      assert.ok(placeOf(cheaper) <= placeOf(bids))
    }))
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { priceFiles, type PricedFiles } from './price-files.ts'

const example = (name: string): Uint8Array => readFileSync(new URL(`../../../docs/files/examples/${name}`, import.meta.url))
const files = { rules: example('pricing-rules.json'), rates: example('pricing-rates.csv'), visits: example('pricing-visits.csv') }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function pays(answer: PricedFiles): Record<string, readonly [number, number]> {
  assert.ok(answer.ok)
  return Object.fromEntries(answer.lines.map(({ visit, priced }) => [visit.visit, [priced.payableMinutes, priced.pence]]))
}

function refusalsOf(answer: PricedFiles): string[] {
  assert.ok(!answer.ok)
  return answer.files.flatMap(({ file, refusals }) => refusals.map(({ row, column, reason }) => `${file} ${String(row)} ${column ?? ''}: ${reason}`))
}

describe('pricing files', () => {
  test('the documented example pays what its rules say by hand', () => {
    assert.deepEqual(pays(priceFiles(files)), {
      V1: [30, 1125], // 28 of 30 minutes, within the tolerance of three
      V2: [49, 1838], // 67 minutes round to 65; the cap of 10% over 45 is 49, at £22.50: £18.375
      V3: [30, 1125], // cancelled with six hours of notice
      V4: [60, 2600], // two care workers on a Sunday in the rural zone, at £26
      V5: [0, 0], // five minutes are below the minimum of eight
      V6: [30, 1125], // half of the hour on the second day in hospital
      V7: [30, 1125], // half of the hour for a record that came 42 days later
      V8: [30, 1260], // a night visit past midnight, at the night rate
    })
  })

  test('rows in any order pay the same', () => {
    const [heading = '', ...rows] = new TextDecoder().decode(files.visits).trimEnd().split('\n')
    assert.deepEqual(pays(priceFiles({ ...files, visits: bytes([heading, ...rows.toReversed()].join('\n')) })), pays(priceFiles(files)))
  })

  test('rules that apply from a date pay the visits from that date on', () => {
    const document: unknown = JSON.parse(new TextDecoder().decode(files.rules))
    const planned: unknown = JSON.parse(new TextDecoder().decode(example('pricing-rules-planned.json')))
    const rules = bytes(JSON.stringify({ ruleSets: [{ fromOn: '2026-01-01', document }, { fromOn: '2026-03-04', document: planned }] }))
    const paid = pays(priceFiles({ ...files, rules }))
    assert.deepEqual([paid['V2'], paid['V5']], [[49, 1838], [60, 2250]])
  })

  test('what is wrong with each file is told by row and column, all of it at once', () => {
    const answer = priceFiles({
      rules: bytes('{"layout": 1, "basis": "guessed"}'),
      rates: bytes('from_date,rate\n2026-03-01,free\n'),
      visits: bytes('visit,provider,placement,visit_date,check_in,outcome\nV1,Fernhill Care,P1,2026-03-02,07:30,delivered\nV1,Fernhill Care,P1,2026-03-03,,delivered\n'),
    })
    const told = refusalsOf(answer)
    assert.ok(told.some((each) => each.startsWith('rules 0 : basis must be one of planned, actual')))
    assert.ok(told.some((each) => each.startsWith('rates 2 rate: ')))
    assert.ok(told.includes('visits 2 check_out: One of check-in and check-out is missing'))
    assert.ok(told.includes('visits 3 visit_date: Row 2 gives the same visit another date'))
  })

  test('a visit before any rate or any rule has begun is refused, not paid as nothing', () => {
    assert.deepEqual(refusalsOf(priceFiles({ ...files, rates: bytes('from_date,rate\n2026-03-10,22.50\n') })).slice(0, 1), ['visits 2 visit_date: No rate has begun for this visit'])
    const document: unknown = JSON.parse(new TextDecoder().decode(files.rules))
    const rules = bytes(JSON.stringify({ ruleSets: [{ fromOn: '2026-03-10', document }] }))
    assert.deepEqual(refusalsOf(priceFiles({ ...files, rules })), ['rules 0 fromOn: No rule set has begun on the date of a visit'])
  })
})

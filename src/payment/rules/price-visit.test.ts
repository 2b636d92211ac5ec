import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import type { PricedRecord, VisitFacts } from '../terms/priced-visit.ts'
import { ruleSetDocument, type RuleSetDocument } from '../terms/rule-set.ts'
import { explainTrace } from './explain-trace.ts'
import { priceVisit } from './price-visit.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly source?: string
  readonly rules?: Partial<RuleSetDocument>
  readonly planned: readonly [number, number] | null
  /** Minutes, care workers, day of the stay. */
  readonly retained?: readonly [number, number, number]
  readonly records: readonly WorkedRecord[]
  readonly rate: number
  /** Anything else that the rules may ask of the visit. */
  readonly facts?: Partial<VisitFacts>
  readonly pays: { readonly counted: number; readonly payable: number; readonly pence: number }
  readonly says?: readonly string[]
}

interface WorkedRecord extends Partial<PricedRecord> {
  readonly minutes?: number | null
  readonly notice?: number
  readonly second?: boolean
}

const file = parse(readFileSync(new URL('price-visit.cases.yaml', import.meta.url), 'utf8')) as {
  readonly plain: RuleSetDocument
  readonly cases: readonly WorkedCase[]
}

function factsOf(worked: WorkedCase): VisitFacts {
  return {
    planned: worked.planned === null ? null : { minutes: worked.planned[0], workers: worked.planned[1] },
    records: worked.records.map(({ minutes = null, notice = null, second = false, ...record }) => ({ outcome: 'delivered', ...record, actualMinutes: minutes, noticeHours: notice, secondWorker: second })),
    ...(worked.retained === undefined ? {} : { retained: { minutes: worked.retained[0], workers: worked.retained[1], day: worked.retained[2] } }),
    pencePerHour: worked.rate,
    ...worked.facts,
  }
}

describe('pricing one visit', () => {
  for (const worked of file.cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const rules = ruleSetDocument.parse({ ...file.plain, ...worked.rules })
      const priced = priceVisit(rules, factsOf(worked))
      assert.deepEqual({ counted: priced.countedMinutes, payable: priced.payableMinutes, pence: priced.pence }, worked.pays)
      const sentences = explainTrace(priced.trace).map((step) => step.words)
      for (const sentence of worked.says ?? []) assert.ok(sentences.includes(sentence), `${sentence}\nnot in\n${sentences.join('\n')}`)
    })
  }

  test('no two worked cases have the same title', () => {
    assert.equal(new Set(file.cases.map((worked) => worked.rule)).size, file.cases.length)
  })

  test('the stored explanation of an ordinary line stays within 200 bytes', () => {
    const rules = ruleSetDocument.parse({ ...file.plain, rounding: { unitMinutes: 5, mode: 'nearest', of: 'visit' } })
    const second = { actualMinutes: 28, outcome: 'delivered', noticeHours: null, secondWorker: true } as const
    const double: VisitFacts = { planned: { minutes: 30, workers: 2 }, records: [{ ...second, secondWorker: false }, second], pencePerHour: 1939 }
    assert.ok(JSON.stringify(priceVisit(rules, double).trace).length <= 200)
    assert.ok(JSON.stringify(priceVisit(rules, { ...double, planned: { minutes: 30, workers: 1 }, records: [second] }).trace).length <= 100)
  })
})

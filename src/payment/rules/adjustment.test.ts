import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { lineToMake, type LineToMake, type PaidLine } from './adjustment.ts'
import { explainTrace } from './explain-trace.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly paid: readonly (readonly [number, number])[]
  readonly owed: readonly [number, number]
  readonly line: LineToMake
  readonly says?: string
}

const { cases } = parse(readFileSync(new URL('adjustment.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }

function paidLine(at: number, payableMinutes: number, pence: number): PaidLine {
  return { id: `line-${String(at + 1)}`, adjustsLineId: at === 0 ? null : 'line-1', payableMinutes, pence }
}

describe('the line a pay run makes for a visit', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const paid = worked.paid.map(([minutes, pence], at) => paidLine(at, minutes, pence))
      const line = lineToMake(paid, { payableMinutes: worked.owed[0], pence: worked.owed[1] })
      assert.deepEqual(line, worked.line)
      if (worked.says !== undefined && line.kind === 'adjustment') assert.equal(explainTrace([line.step])[0]?.words, worked.says)
    })
  }

  test('however often a visit is priced anew, its lines sum to the last price, and asking again makes no line', () => {
    const prices = fc.array(fc.record({ payableMinutes: fc.nat({ max: 1440 }), pence: fc.nat({ max: 100_000 }) }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(prices, (history) => {
        const lines: PaidLine[] = []
        for (const owed of history) {
          const line = lineToMake(lines, owed)
          if (line.kind !== 'nothing') lines.push(paidLine(lines.length, line.payableMinutes, line.pence))
          if (line.kind === 'adjustment') assert.equal(line.adjustsLineId, 'line-1')
          assert.equal(lines.reduce((sum, each) => sum + each.payableMinutes, 0), owed.payableMinutes)
          assert.equal(lines.reduce((sum, each) => sum + each.pence, 0), owed.pence)
          assert.deepEqual(lineToMake(lines, owed), { kind: 'nothing' })
        }
      }),
    )
  })
})

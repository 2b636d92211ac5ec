import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { Extension, ProcurementRoute } from '../terms/framework-life.ts'
import { extendedTo, extensionToUse, lastPossibleDay } from './framework-life.ts'
import { termLimits } from './term-limits.ts'

interface WorkedCase {
  readonly rule: string
  readonly framework: readonly [string, string, readonly number[], string | null, ProcurementRoute | null]
  readonly kind: string
  readonly clause: string
  readonly says?: string
}

const day = (text: string) => Temporal.PlainDate.from(text)
const options = (months: readonly number[]): Extension[] => months.map((each, index) => ({ position: index + 1, months: each, used: null }))
const cases = parse(readFileSync(new URL('term-limits.cases.yaml', import.meta.url), 'utf8')) as readonly WorkedCase[]

describe('how long a framework may run', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const [startsOn, firstEndsOn, months, procurementBeganOn, procurementRoute] = worked.framework
      const found = termLimits({ startsOn: day(startsOn), firstEndsOn: day(firstEndsOn), extensions: options(months), procurementBeganOn: procurementBeganOn === null ? null : day(procurementBeganOn), procurementRoute, longTermReason: null })
      assert.deepEqual([found.kind, found.clause], [worked.kind, worked.clause], found.words)
      if (worked.says !== undefined) assert.ok(found.words.includes(worked.says), found.words)
    })
  }

  test('a warning says the reason on record', () => {
    const found = termLimits({ startsOn: day('2021-04-01'), firstEndsOn: day('2026-03-31'), extensions: [], procurementBeganOn: day('2020-09-01'), procurementRoute: 'framework', longTermReason: 'Providers invest in vehicles.' })
    assert.match(found.words, /The reason on record: Providers invest in vehicles\./)
  })

  test('a term that ends with a month goes on ending with a month', () => {
    assert.deepEqual([extendedTo(day('2027-02-28'), 12).toString(), extendedTo(day('2028-02-29'), 12).toString(), extendedTo(day('2027-08-31'), 6).toString()], ['2028-02-29', '2029-02-28', '2028-02-29'])
  })

  test('an extension is refused when none is left and when the framework has ended', () => {
    assert.equal(extensionToUse({ extensions: [] }, day('2027-03-31'), day('2026-01-01')).ok, false)
    assert.equal(extensionToUse({ extensions: options([12]) }, day('2027-03-31'), day('2027-04-01')).ok, false)
    assert.equal(extensionToUse({ extensions: options([12]) }, day('2027-03-31'), day('2027-03-31')).ok, true)
  })

  test('using extensions one by one ends where the last possible day said they would', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.array(fc.integer({ min: 1, max: 36 }), { maxLength: 4 }), (offset, months) => {
        const firstEndsOn = day('2026-01-01').add({ days: offset })
        const foreseen = lastPossibleDay({ firstEndsOn, extensions: options(months) })
        let [endsOn, extensions] = [firstEndsOn, options(months)]
        for (let next = extensionToUse({ extensions }, endsOn, firstEndsOn); next.ok; next = extensionToUse({ extensions }, endsOn, firstEndsOn)) {
          const { position, fromEndsOn, toEndsOn } = next.value
          extensions = extensions.map((each) => (each.position === position ? { ...each, used: { fromEndsOn, toEndsOn, reason: '', usedAt: Temporal.Instant.from('2026-01-01T00:00Z'), usedBy: '' } } : each))
          endsOn = toEndsOn
        }
        assert.ok(extensions.every((each) => each.used !== null))
        assert.ok(endsOn.equals(foreseen) && lastPossibleDay({ firstEndsOn, extensions }).equals(foreseen))
      }),
    )
  })
})

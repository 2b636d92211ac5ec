import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { reablementResult } from '../../brokerage/public.ts'
import { REABLEMENT_ENDINGS, type ReablementEnding } from '../../brokerage/terms/reablement.ts'
import { reablementResults, type EndedReablement } from './reablement-results.ts'

type Case = readonly [ending: ReablementEnding, before: number, after: number | null, begun: boolean]
const sets = parse(readFileSync(new URL('reablement-results.cases.yaml', import.meta.url), 'utf8')) as readonly { readonly rule: string; readonly cases: readonly Case[]; readonly completed: number; readonly counts: readonly number[]; readonly avoided: number; readonly leftOut: number }[]
const ON = Temporal.PlainDate.from('2026-03-02')

function ended([ending, before, after, begun]: Case): EndedReablement {
  return {
    zoneId: null,
    source: 'community',
    start: begun ? { startsOn: ON, plannedEndOn: ON, weeklyMinutes: before, team: 'North', recordedBy: 'A' } : null,
    exit: { exitOn: ON, ending, minutesBefore: before, minutesAfter: after, result: ending === 'completed' && after !== null ? reablementResult(before, after) : null, note: null, nextPackageId: null, recordedAt: Temporal.Instant.from('2026-03-02T09:00:00Z'), recordedBy: 'A' },
  }
}

for (const each of sets) {
  test(each.rule, () => {
    const found = reablementResults(null, each.cases.map(ended))
    assert.deepEqual([found.completed, found.results.map(({ count }) => count), found.minutesAvoided, found.ended - found.completed], [each.completed, each.counts, each.avoided, each.leftOut])
  })
}

test('every ended reablement is counted once, the results sum to the completed, and groups sum to the whole', () => {
  const one = fc.tuple(fc.constantFrom(...REABLEMENT_ENDINGS), fc.integer({ min: 15, max: 2000 }), fc.integer({ min: 0, max: 2000 }), fc.boolean()).map(([ending, before, after, begun]): Case => [ending, before, after, ending === 'completed' || (ending !== 'no-place' && begun)])
  fc.assert(fc.property(fc.array(one), fc.array(one), (first, second) => {
    const [a, b, all] = [first, second, [...first, ...second]].map((cases) => reablementResults(null, cases.map(ended)))
    assert.ok(a !== undefined && b !== undefined && all !== undefined)
    assert.equal(all.ended, first.length + second.length)
    assert.equal(all.results.reduce((sum, { count }) => sum + count, 0), all.completed)
    assert.equal(a.minutesAvoided + b.minutesAvoided, all.minutesAvoided)
  }))
})

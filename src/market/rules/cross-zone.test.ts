import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { crossZone } from './cross-zone.ts'
import { newCrossZone } from './new-cross-zone.ts'

interface WorkedCase {
  readonly rule: string
  readonly switches: readonly (readonly [string | null, string | null, string | null, string, boolean])[]
  readonly ask: readonly [string, string]
  readonly allowed: boolean
  readonly says?: string
}

const day = (text: string) => Temporal.PlainDate.from(text)
const cases = parse(readFileSync(new URL('cross-zone.cases.yaml', import.meta.url), 'utf8')) as readonly WorkedCase[]

describe('cross-zone work', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const switches = worked.switches.map(([zoneId, fromZoneId, serviceLine, fromOn, allowed]) => ({ zoneId, fromZoneId, serviceLine, fromOn: day(fromOn), allowed }))
      const found = crossZone(switches, { zoneId: 's', fromZoneId: 'n', serviceLine: worked.ask[0], on: day(worked.ask[1]) })
      assert.equal(found.allowed, worked.allowed)
      if (worked.says !== undefined) assert.ok(found.reason.words.includes(worked.says), found.reason.words)
    })
  }

  test('whatever switches are taken one after another, the answer does not depend on their order', () => {
    const framework = { startsOn: day('2026-01-01'), endsOn: day('2026-12-31') }
    const zones = ['n', 's'].map((id) => ({ id, name: id, zoneSet: 'general' }))
    const pair = fc.constantFrom([null, null] as const, ['s', 'n'] as const, ['n', 's'] as const)
    const one = fc.tuple(pair, fc.constantFrom('core', null), fc.nat(5), fc.boolean()).map(([[zoneId, fromZoneId], serviceLine, after, allowed]) => ({ zoneId, fromZoneId, serviceLine, fromOn: framework.startsOn.add({ days: after }), allowed }))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 10 }), fc.nat(6), (proposed, after) => {
        const held: typeof proposed = []
        for (const each of proposed) if (newCrossZone(framework, zones, held, [each]).ok) held.push(each)
        const question = { zoneId: 's', fromZoneId: 'n', serviceLine: 'core', on: framework.startsOn.add({ days: after }) }
        assert.deepEqual(crossZone(held, question), crossZone(held.toReversed(), question))
      }),
    )
  })
})

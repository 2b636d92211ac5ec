import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { DAY_PARTS } from '../../kernel/day-part.ts'
import { FIRST_CHASING_TERMS } from '../terms/broker-work.ts'
import { capacityAge, capacityChase } from './capacity-age.ts'
import { byPart, minutesOfPattern, NO_MINUTES, type PossibleUse } from '../terms/capacity-minutes.ts'
import { capacityLeft, shortfall, takesCapacity } from './capacity-left.ts'

interface Cases {
  readonly staleness: readonly { readonly rule: string; readonly declared: string; readonly today: string; readonly stale: boolean }[]
  readonly uses: readonly { readonly rule: string; readonly answer: PossibleUse['answer']; readonly answered?: string; readonly searching?: boolean; readonly replyBy?: string; readonly ends?: string; readonly takes: boolean }[]
}
const { staleness, uses } = parse(readFileSync(new URL('capacity.cases.yaml', import.meta.url), 'utf8')) as Cases
const DECLARED = Temporal.Instant.from('2026-03-02T09:00:00Z')
const NOW = Temporal.Instant.from('2026-03-04T09:00:00Z')
const TODAY = Temporal.PlainDate.from('2026-03-04')
const open = (minutes: PossibleUse['minutes'], changes: Partial<PossibleUse> = {}): PossibleUse => ({ providerId: 'p', zoneId: 'z', serviceLine: 'core', minutes, answer: null, answeredAt: null, replyByAt: NOW.add({ hours: 1 }), isSearching: true, endsOn: null, ...changes })

describe('the age of declared capacity', () => {
  for (const each of staleness) {
    test(each.rule, () => {
      const age = capacityAge(Temporal.PlainDate.from(each.declared), Temporal.PlainDate.from(each.today), FIRST_CHASING_TERMS.capacityStaleDays)
      assert.equal(age.isStale, each.stale)
      assert.equal(age.words.includes('counts as no hours'), each.stale)
    })
  }

  test('is stale after as many days as the council has set', () => {
    const on = Temporal.PlainDate.from('2026-03-02')
    for (const days of [1, 7, 14, 90]) assert.deepEqual([days, days + 1].map((each) => capacityAge(on, on.add({ days: each }), days).isStale), [false, true])
  })

  test('is chased once some days before it stops counting, and once it has; a council may chase only then', () => {
    const kinds = (remind: number) => Array.from({ length: 17 }, (_, days) => capacityChase(days, 14, remind))
    assert.deepEqual(kinds(2), [...Array<null>(12).fill(null), 'soon', 'soon', 'soon', 'stale', 'stale'])
    assert.deepEqual(kinds(0), [...Array<null>(15).fill(null), 'stale', 'stale'])
  })
})

describe('what takes from declared capacity', () => {
  for (const each of uses) {
    test(each.rule, () => {
      const use = open(NO_MINUTES, {
        answer: each.answer,
        answeredAt: each.answered === undefined ? null : Temporal.Instant.from(each.answered),
        replyByAt: Temporal.Instant.from(each.replyBy ?? '2026-03-03T17:00:00Z'),
        isSearching: each.searching ?? false,
        endsOn: each.ends === undefined ? null : Temporal.PlainDate.from(each.ends),
      })
      assert.equal(takesCapacity(use, DECLARED, NOW, TODAY), each.takes)
    })
  }

  test('what is left and what is taken add up to what was declared, part by part; other zones and lines take nothing', () => {
    const anyMinutes = fc.record({ morning: fc.nat(600), lunch: fc.nat(600), tea: fc.nat(600), evening: fc.nat(600), night: fc.nat(600) })
    fc.assert(fc.property(anyMinutes, fc.array(fc.tuple(anyMinutes, fc.constantFrom('z', 'other'), fc.constantFrom('core' as const, 'night' as const))), (declared, offered) => {
      const given = offered.map(([minutes, zoneId, serviceLine]) => open(minutes, { zoneId, serviceLine }))
      const left = capacityLeft({ zoneId: 'z', serviceLine: 'core', minutes: declared }, given, DECLARED, NOW, TODAY)
      for (const part of DAY_PARTS) assert.equal(left[part] + given.filter((use) => use.zoneId === 'z' && use.serviceLine === 'core').reduce((sum, use) => sum + use.minutes[part], 0), declared[part])
    }))
  })

  test('a package fits when no part of the day needs more than is left, and is told where it does not', () => {
    assert.equal(shortfall({ ...NO_MINUTES, morning: 210 }, { ...NO_MINUTES, morning: 210 }), undefined)
    assert.equal(shortfall({ ...NO_MINUTES, morning: 210, tea: 60 }, { ...NO_MINUTES, morning: 150, tea: 60 })?.words, 'morning: 2.5 of the 3.5 hours a week it needs')
  })

  test('minutes of a pattern count each care worker, in the part of the day of the earliest start', () => {
    assert.deepEqual(minutesOfPattern([{ earliestMinute: 420, minutes: 30, workers: 2 }, { earliestMinute: 1320, minutes: 15, workers: 1 }]), byPart((part) => (part === 'morning' ? 60 : part === 'night' ? 15 : 0)))
  })
})

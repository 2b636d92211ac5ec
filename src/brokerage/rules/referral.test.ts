import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { wordsForTime } from '../../kernel/words.ts'
import { referralClock } from './referral-clock.ts'
import { referralDays, wordsForDays } from './referral-days.ts'
import { referralWarnings, type ReferralFacts } from './referral-warnings.ts'

const file = parse(readFileSync(new URL('referral.cases.yaml', import.meta.url), 'utf8')) as {
  readonly days: readonly { readonly rule: string; readonly text: string; readonly days: readonly number[] | null; readonly words?: string }[]
  readonly clock: readonly { readonly rule: string; readonly text: string; readonly minute: number | null }[]
}

describe('days written in one cell', () => {
  for (const worked of file.days) {
    test(worked.rule, () => {
      assert.deepEqual(referralDays(worked.text) ?? null, worked.days)
      if (worked.days !== null) assert.equal(wordsForDays(worked.days), worked.words)
    })
  }

  test('the words for any days are read back as those days', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (days) => {
      assert.deepEqual(referralDays(wordsForDays(days)), days.toSorted((a, b) => a - b))
    }))
  })
})

describe('a clock time as people type it', () => {
  for (const worked of file.clock) {
    test(worked.rule, () => {
      assert.equal(referralClock(worked.text) ?? null, worked.minute)
    })
  }

  test('every time as our pages write it is read back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      assert.equal(referralClock(wordsForTime(minute)), minute)
    }))
  })
})

describe('what a referrer is warned of', () => {
  const calm: ReferralFacts = {
    postcode: 'NN13 6AA',
    hasZone: true,
    frameworkName: 'Home care 2025',
    serviceLine: 'core',
    openPackages: [],
    namesakes: [],
    startByOn: Temporal.PlainDate.from('2026-03-02'),
    today: Temporal.PlainDate.from('2026-03-02'),
  }
  const kinds = (changes: Partial<ReferralFacts>) => referralWarnings({ ...calm, ...changes }).map((warning) => warning.kind)

  test('nothing, when nothing is unusual; care needed today is not late', () => {
    assert.deepEqual(kinds({}), [])
  })
  test('a postcode in no zone, by its postcode and the framework', () => {
    const [warning] = referralWarnings({ ...calm, hasZone: false })
    assert.equal(warning?.kind, 'no-zone')
    assert.match(warning.words, /NN13 6AA is in no zone of Home care 2025/)
  })
  test('an open package of the same service line, by its reference', () => {
    assert.deepEqual(kinds({ openPackages: ['K100001'] }), ['open-package'])
    assert.match(referralWarnings({ ...calm, openPackages: ['K100001', 'K100002'] })[0]?.words ?? '', /open packages of core home care: K100001, K100002/)
  })
  test('somebody of the same name and date of birth', () => {
    assert.deepEqual(kinds({ namesakes: ['P100001'] }), ['namesake'])
  })
  test('a start that has passed', () => {
    assert.deepEqual(kinds({ startByOn: Temporal.PlainDate.from('2026-03-01') }), ['start-passed'])
  })
})

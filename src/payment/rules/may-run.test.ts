import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { mayRun, periodState } from './may-run.ts'
import { periodHolding, type PaymentCalendar } from './payment-period.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly ask: string
  readonly today: string
  readonly run: readonly [string, string] | null
  readonly says?: string
}

const { cases } = parse(readFileSync(new URL('may-run.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const calendar: PaymentCalendar = { anchorOn: day('2026-01-05'), weeks: 4 }

describe('whether a period may be run', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const run = worked.run === null ? undefined : { firstFromOn: day(worked.run[0]), lastFromOn: day(worked.run[1]) }
      const decision = mayRun(calendar, day(worked.ask), run, day(worked.today))
      assert.equal(decision.reasons[0]?.clause, worked.clause)
      assert.equal(decision.ok, worked.clause === 'may-run')
      assert.ok(decision.reasons.map((reason) => reason.words).join(' ').includes(worked.says ?? ''))
    })
  }

  test('a period that was run is shown as run, whatever the day', () => {
    const run = { firstFromOn: day('2026-01-05'), lastFromOn: day('2026-02-02') }
    for (const today of ['2026-03-02', '2027-01-01']) assert.equal(periodState(calendar, periodHolding(calendar, day('2026-01-20')), run, day(today)), 'run')
  })
})

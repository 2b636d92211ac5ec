import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { includesDate } from '../../kernel/date-range.ts'
import { instantsOf, nextPeriod, paymentCalendar, periodAt, periodHolding, periodsBetween, previousPeriod, WEEKS_IN_PERIOD, type PaymentCalendar } from './payment-period.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly weeks?: number
  readonly anchor: string
  readonly on: string
  readonly fromOn: string
  readonly toOn: string
  readonly index: number
  readonly hours: number
}

const { cases } = parse(readFileSync(new URL('payment-period.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }

function calendarFrom(anchor: string, weeks = WEEKS_IN_PERIOD): PaymentCalendar {
  const decision = paymentCalendar(Temporal.PlainDate.from(anchor), weeks)
  assert.ok(decision.ok)
  return decision.value
}

const calendar = calendarFrom('2026-01-05')
const dates = fc.integer({ min: -4000, max: 4000 }).map((days) => Temporal.PlainDate.from('2026-01-05').add({ days }))

describe('payment periods', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const period = periodHolding(calendarFrom(worked.anchor, worked.weeks), Temporal.PlainDate.from(worked.on))
      const { startsAt, endsAt } = instantsOf(period)
      assert.deepEqual(
        { fromOn: period.fromOn.toString(), toOn: period.toOn.toString(), index: period.index, hours: startsAt.until(endsAt, { largestUnit: 'hours' }).hours },
        { fromOn: worked.fromOn, toOn: worked.toOn, index: worked.index, hours: worked.hours },
      )
    })
  }

  test('an anchor that is not a Monday is refused, and the Monday to take is named', () => {
    const decision = paymentCalendar(Temporal.PlainDate.from('2026-03-04'))
    assert.equal(decision.ok, false)
    assert.equal(decision.reasons[0]?.words, 'Payment periods start on a Monday. 4 March 2026 is a Wednesday: choose 2 March 2026 instead.')
  })

  test('a period that is not whole weeks is refused', () => {
    for (const weeks of [0, -4, 1.5, Number.NaN]) assert.equal(paymentCalendar(Temporal.PlainDate.from('2026-01-05'), weeks).ok, false)
  })

  test('every date lies in one period, which runs from a Monday to a Sunday', () => {
    fc.assert(
      fc.property(dates, (on) => {
        const period = periodHolding(calendar, on)
        assert.ok(includesDate(period, on))
        assert.deepEqual([period.fromOn.dayOfWeek, period.toOn.dayOfWeek, period.fromOn.until(period.toOn).days], [1, 7, 27])
      }),
    )
  })

  test('periods follow each other without a gap, in days and in instants', () => {
    fc.assert(
      fc.property(dates, (on) => {
        const period = periodHolding(calendar, on)
        const next = nextPeriod(calendar, period)
        assert.ok(period.toOn.add({ days: 1 }).equals(next.fromOn))
        assert.ok(instantsOf(period).endsAt.equals(instantsOf(next).startsAt))
        assert.deepEqual(previousPeriod(calendar, next), periodAt(calendar, period.index))
      }),
    )
  })

  test('the periods between two dates hold every date between them, first and last only once', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 400 }), (fromOn, days) => {
        const toOn = fromOn.add({ days })
        const periods = periodsBetween(calendar, fromOn, toOn)
        assert.ok(periods[0] !== undefined && includesDate(periods[0], fromOn))
        const last = periods.at(-1)
        assert.ok(last !== undefined && includesDate(last, toOn))
        assert.deepEqual(periods.map((period) => period.index - (periods[0]?.index ?? 0)), [...periods.keys()])
        assert.deepEqual(periodsBetween(calendar, toOn.add({ days: 1 }), toOn), [])
      }),
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bankHolidays } from './bank-holidays.ts'

/** Days that no rule gives: proclaimed for the Platinum Jubilee, the State Funeral and the Coronation. */
const PROCLAIMED = ['2022-06-03', '2022-09-19', '2023-05-08']
/** In 2022 the spring bank holiday was moved from the last Monday of May to 2 June. */
const MOVED: Readonly<Record<string, string>> = { '2022-05-30': '2022-06-02' }

describe('bank holidays of England and Wales', () => {
  for (const year of [2022, 2023, 2024, 2025, 2026, 2027, 2028]) {
    test(`${String(year)} holds the days that Easter, Mondays and substitutes give, and those proclaimed`, () => {
      const ruled = holidaysByRule(year).map((on) => MOVED[on.toString()] ?? on.toString())
      const expected = [...ruled, ...PROCLAIMED.filter((on) => on.startsWith(String(year)))].sort()
      assert.deepEqual([...bankHolidays].filter((on) => on.startsWith(String(year))).sort(), expected)
    })
  }

  test('no bank holiday falls on a weekend: its substitute is listed', () => {
    for (const on of bankHolidays) assert.ok(Temporal.PlainDate.from(on).dayOfWeek <= 5, on)
  })
})

/** The standing holidays of the Banking and Financial Dealings Act 1971 and its yearly proclamations, with substitutes. */
function holidaysByRule(year: number): Temporal.PlainDate[] {
  const easter = easterSunday(year)
  return [
    ...withSubstitutes([Temporal.PlainDate.from({ year, month: 1, day: 1 })]),
    easter.subtract({ days: 2 }),
    easter.add({ days: 1 }),
    mondayOnOrAfter(Temporal.PlainDate.from({ year, month: 5, day: 1 })),
    mondayOnOrAfter(Temporal.PlainDate.from({ year, month: 5, day: 25 })),
    mondayOnOrAfter(Temporal.PlainDate.from({ year, month: 8, day: 25 })),
    ...withSubstitutes([Temporal.PlainDate.from({ year, month: 12, day: 25 }), Temporal.PlainDate.from({ year, month: 12, day: 26 })]),
  ]
}

/** A holiday at the weekend moves to the next weekday that is not one of the others. */
function withSubstitutes(days: readonly Temporal.PlainDate[]): Temporal.PlainDate[] {
  const taken = days.filter((on) => on.dayOfWeek <= 5)
  for (const weekend of days.filter((on) => on.dayOfWeek > 5)) {
    let on = weekend
    while (on.dayOfWeek > 5 || taken.some((each) => each.equals(on))) on = on.add({ days: 1 })
    taken.push(on)
  }
  return taken
}

function mondayOnOrAfter(on: Temporal.PlainDate): Temporal.PlainDate {
  return on.add({ days: (8 - on.dayOfWeek) % 7 })
}

/** Easter Sunday by the anonymous Gregorian algorithm. */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(f / 31), day: (f % 31) + 1 })
}

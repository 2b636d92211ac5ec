import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { LONDON } from '../../kernel/london.ts'
import { isWorkingDay, replyBy, workingMinutesBetween } from './reply-by.ts'

const file = parse(readFileSync(new URL('reply-by.cases.yaml', import.meta.url), 'utf8')) as {
  readonly cases: readonly { readonly rule: string; readonly at: string; readonly minutes: number; readonly by: string }[]
}
const published = JSON.parse(readFileSync(new URL('../../../reference/bank-holidays-england.json', import.meta.url), 'utf8')) as { readonly years: Readonly<Record<string, readonly string[]>> }
const bankHolidays = new Set(Object.values(published.years).flat())
const london = (text: string): Temporal.Instant => Temporal.PlainDateTime.from(text).toZonedDateTime(LONDON).toInstant()
const instant = fc.integer({ min: Date.UTC(2022, 0, 4), max: Date.UTC(2028, 10, 1) }).map((at) => Temporal.Instant.fromEpochMilliseconds(at))
const minutes = fc.integer({ min: 1, max: 2400 })

describe('the time by which a reply is wanted', () => {
  for (const worked of file.cases) {
    test(worked.rule, () => {
      assert.equal(replyBy(london(worked.at), worked.minutes, bankHolidays).toString(), london(worked.by).toString())
    })
  }

  test('it always falls in a working day, after 9am and not after 5pm', () => {
    fc.assert(fc.property(instant, minutes, (at, count) => {
      const by = replyBy(at, count, bankHolidays).toZonedDateTimeISO(LONDON)
      const minute = by.hour * 60 + by.minute
      assert.ok(isWorkingDay(by.toPlainDate(), bankHolidays) && minute > 540 && minute <= 1020, by.toString())
    }))
  })

  test('between sending and the reply-by time lie exactly the working minutes given', () => {
    fc.assert(fc.property(instant, minutes, (at, count) => {
      assert.equal(workingMinutesBetween(at, replyBy(at, count, bankHolidays), bankHolidays), count)
    }))
  })

  test('an offer sent later is never wanted back earlier', () => {
    fc.assert(fc.property(instant, instant, minutes, (a, b, count) => {
      const [first, second] = Temporal.Instant.compare(a, b) <= 0 ? [a, b] : [b, a]
      assert.ok(Temporal.Instant.compare(replyBy(first, count, bankHolidays), replyBy(second, count, bankHolidays)) <= 0)
    }))
  })
})

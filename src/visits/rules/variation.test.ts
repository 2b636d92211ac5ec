import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { agreedMinutes, chaseDue, decideBy, variationFault, visitFault } from './variation.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const NO_HOLIDAYS: ReadonlySet<string> = new Set()
const terms = { backDays: 28, decideWorkingDays: 5 }
const clauseOf = (fromOn: string, toOn: string) => variationFault({ fromOn: day(fromOn), toOn: day(toOn), today: day('2026-04-07') }, terms)?.clause

test('a variation reaches back as many days as the framework lets it, that day included, and never ahead', () => {
  assert.equal(clauseOf('2026-03-10', '2026-04-07'), undefined)
  assert.equal(clauseOf('2026-03-09', '2026-04-07'), 'too-far-back')
  assert.equal(clauseOf('2026-04-01', '2026-04-08'), 'still-to-come')
  assert.equal(clauseOf('2026-04-02', '2026-04-01'), 'days')
})
test('the days to decide are working days: weekends and bank holidays do not count', () => {
  // Good Friday and Easter Monday 2026.
  assert.equal(decideBy(day('2026-04-01'), 2, new Set(['2026-04-03', '2026-04-06'])).toString(), '2026-04-07')
  assert.equal(decideBy(day('2026-04-01'), 2, NO_HOLIDAYS).toString(), '2026-04-03')
})
test('brokers are reminded from the working day before the last, and a commissioner told the day after it', () => {
  assert.equal(chaseDue(day('2026-04-10'), day('2026-04-08'), NO_HOLIDAYS), undefined)
  assert.equal(chaseDue(day('2026-04-10'), day('2026-04-09'), NO_HOLIDAYS), 'reminder')
  assert.equal(chaseDue(day('2026-04-10'), day('2026-04-10'), NO_HOLIDAYS), 'reminder')
  assert.equal(chaseDue(day('2026-04-10'), day('2026-04-11'), NO_HOLIDAYS), 'escalation')
})
test('more than planned may be asked, and no more than recorded', () => {
  assert.equal(visitFault({ plannedMinutes: 30, recordedMinutes: 50, askedMinutes: 50 }), undefined)
  assert.match(visitFault({ plannedMinutes: 30, recordedMinutes: 50, askedMinutes: 51 }) ?? '', /more than the 50 recorded/)
  assert.match(visitFault({ plannedMinutes: 30, recordedMinutes: 50, askedMinutes: 30 }) ?? '', /not more than the 30 planned/)
  assert.match(visitFault({ plannedMinutes: 30, recordedMinutes: null, askedMinutes: 40 }) ?? '', /no record/)
})
test('agreed minutes are never below the plan nor above what was asked', () => {
  fc.assert(fc.property(fc.integer({ min: 5, max: 300 }), fc.integer({ min: 1, max: 300 }), fc.option(fc.integer({ min: -5, max: 400 })), (plannedMinutes, more, most) => {
    const agreed = agreedMinutes({ plannedMinutes, askedMinutes: plannedMinutes + more }, most)
    return agreed >= plannedMinutes && agreed <= plannedMinutes + more && (most === null || agreed <= plannedMinutes + Math.max(0, most))
  }))
})

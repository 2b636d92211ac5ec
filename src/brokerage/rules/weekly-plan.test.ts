import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PatternVisit } from '../../care/terms.ts'
import { weeklyCalendar } from '../files/weekly-calendar.ts'
import { weeklyPlan } from './weekly-plan.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const MONDAY = day('2026-03-23')
const visit = (dayOfWeek: number, earliestMinute = 450): PatternVisit => ({ dayOfWeek, earliestMinute, latestMinute: earliestMinute + 30, minutes: 45, workers: 1, timeCritical: false })
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((each) => visit(each))
const placement = { id: 'p', startsOn: day('2026-03-24'), endsOn: day('2026-03-28') }
const NOW = Temporal.Instant.from('2026-03-20T09:00:00Z')

test('a week holds the visits of days from the first to the last, by the week that holds on each, and none in hospital', () => {
  const change = { id: 'c', placementId: 'p', fromOn: day('2026-03-27'), toOn: null, pattern: [visit(5, 600), visit(6, 600)], weeklyMinutes: 90, reason: '', needsApproval: false, reasons: [], ruleVersion: '', askedAt: NOW, askedBy: '', decision: null }
  const stay = { fromOn: day('2026-03-26'), heldUntilOn: day('2026-04-08'), resumesOn: day('2026-03-27') }
  const of = (life: Parameters<typeof weeklyPlan>[0][number]['life']) => weeklyPlan([{ placement, pattern: everyDay, life }], MONDAY).map((each) => `${each.on.toString()} ${String(each.visit.earliestMinute)}`)
  assert.deepEqual(of({ stays: [], changes: [] }), ['2026-03-24 450', '2026-03-25 450', '2026-03-26 450', '2026-03-27 450', '2026-03-28 450'])
  assert.deepEqual(of({ stays: [stay], changes: [change] }), ['2026-03-24 450', '2026-03-25 450', '2026-03-27 600', '2026-03-28 600'])
})

test('a calendar gives each visit its own time through the night when clocks change, names nobody, and keeps its lines to 75 octets', () => {
  const whole = { id: 'p', startsOn: day('2026-01-01'), endsOn: null }
  const visits = weeklyPlan([{ placement: whole, pattern: [visit(6), visit(7), visit(7)], life: { stays: [], changes: [] } }], MONDAY).map((each) => ({ ...each, packageReference: 'PK-1', person: { reference: 'P000001', initials: 'M.B.' }, zoneName: 'Brackley, Towcester and the villages of the south; Northampton' }))
  const text = weeklyCalendar({ visits, now: NOW })
  const lines = text.replaceAll('\r\n ', '').split('\r\n')
  assert.deepEqual(lines.filter((line) => line.startsWith('DTSTART')), ['DTSTART:20260328T073000Z', 'DTSTART:20260329T063000Z', 'DTSTART:20260329T063000Z'])
  assert.equal(new Set(lines.filter((line) => line.startsWith('UID'))).size, 3)
  assert.ok(lines.includes('DESCRIPTION:Start between 7:30am and 8am\\, 45 minutes\\, 1 care worker. Brackley\\, Towcester and the villages of the south\\; Northampton. Person P000001.'))
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
})

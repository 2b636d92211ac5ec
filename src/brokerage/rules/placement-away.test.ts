import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fundingFault, fundingOn, nhsShare } from '../../care/public.ts'
import { nhsPence, type FundingChange } from '../../care/terms/funding.ts'
import { absenceFault, returnFault } from './absence-faults.ts'
import { agreedPriceOn, awayOn, holidayNotice, lifeStatus, respiteDay } from './placement-life.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const TODAY = day('2026-03-20')
const placement = { startsOn: day('2026-03-02'), endsOn: null }
const absence = (kind: 'holiday' | 'respite', fromOn: string, toOn: string, returnsOn: string | null = null) => ({ kind, fromOn: day(fromOn), toOn: day(toOn), returnsOn: returnsOn === null ? null : day(returnsOn), toldOn: day('2026-03-12'), recordedAt: at('2026-03-16T09:00:00Z') })

test('a person is away from the first to the last day, until another day of return, and never was when that is the first', () => {
  const days = ['2026-03-15', '2026-03-16', '2026-03-20', '2026-03-21']
  const away = (returnsOn: string | null) => days.map((on) => awayOn({ stays: [], absences: [absence('holiday', '2026-03-16', '2026-03-20', returnsOn)] }, day(on)) !== null)
  assert.deepEqual([away(null), away('2026-03-20'), away('2026-03-25'), away('2026-03-16')], [[false, true, true, false], [false, true, false, false], [false, true, true, true], [false, false, false, false]])
})

test('a stay in hospital goes before a holiday, and the status says which it is', () => {
  const holiday = [absence('holiday', '2026-03-16', '2026-03-24')]
  const stays = [{ fromOn: day('2026-03-18'), heldUntilOn: day('2026-03-25'), resumesOn: null }]
  assert.deepEqual([awayOn({ stays, absences: holiday }, TODAY), awayOn({ stays: [], absences: holiday }, TODAY)], ['hospital-stay', 'holiday'])
  assert.deepEqual([lifeStatus(placement, stays, TODAY, holiday), lifeStatus(placement, [], TODAY, holiday), lifeStatus(placement, [], TODAY, [absence('respite', '2026-03-16', '2026-03-24')])], ['suspended', 'holiday', 'respite'])
})

test('notice of a holiday counts from the end of the day on which the provider was told, or from when it was recorded where that was sooner, and is never below zero', () => {
  const told = [absence('holiday', '2026-03-13', '2026-03-20')]
  assert.deepEqual([holidayNotice(told, day('2026-03-13'), at('2026-03-13T08:30:00Z')), holidayNotice(told, day('2026-03-14'), at('2026-03-14T08:30:00Z'))], [8, 32])
  const recorded = told.map((each) => ({ ...each, recordedAt: at('2026-03-12T10:00:00Z') }))
  assert.equal(holidayNotice(recorded, day('2026-03-13'), at('2026-03-13T08:30:00Z')), 22)
  const late = told.map((each) => ({ ...each, toldOn: day('2026-03-16') }))
  assert.equal(holidayNotice(late, day('2026-03-13'), at('2026-03-13T08:30:00Z')), 0)
  assert.equal(respiteDay([absence('respite', '2026-03-16', '2026-03-20')], day('2026-03-18')), 3)
  assert.equal(respiteDay(told, day('2026-03-18')), undefined)
})

test('days away that cannot be are refused, each with its reason', () => {
  const fault = (fromOn: string, toOn: string, toldOn = '2026-03-20'): string | undefined => absenceFault({ startsOn: placement.startsOn, endsOn: day('2026-05-01') }, [absence('holiday', '2026-03-25', '2026-03-27')], { fromOn: day(fromOn), toOn: day(toOn), toldOn: day(toldOn) }, TODAY)?.clause
  assert.deepEqual([fault('2026-03-20', '2026-03-24'), fault('2026-03-01', '2026-03-05'), fault('2026-05-02', '2026-05-05'), fault('2026-03-20', '2026-03-19'), fault('2026-03-20', '2026-06-18'), fault('2026-03-20', '2026-03-22', '2026-03-21'), fault('2026-03-27', '2026-03-30')], [undefined, 'away-before-start', 'away-after-end', 'away-days', 'away-too-long', 'told-to-come', 'away-overlaps'])
  const back = (returnsOn: string): string | undefined => returnFault(placement, { fromOn: day('2026-03-20') }, [absence('holiday', '2026-03-25', '2026-03-27')], day(returnsOn))?.clause
  assert.deepEqual([back('2026-03-20'), back('2026-03-19'), back('2026-03-25'), back('2026-03-26')], [undefined, 'return-before', undefined, 'away-overlaps'])
})

test('the price of a day is that of the approved change that began last, and none that waits or was refused', () => {
  const price = (fromOn: string, pencePerHour: number | null, isApproved: boolean | null, decidedAt = '2026-03-10T09:00:00Z') => ({ id: '', placementId: '', fromOn: day(fromOn), pencePerHour, pencePerWeek: null, reason: '', askedAt: at('2026-03-01T09:00:00Z'), askedBy: 'A', askedByAccount: null, decision: isApproved === null ? null : { isApproved, note: null, decidedAt: at(decidedAt), decidedBy: 'B' } })
  const prices = [price('2026-03-10', 2500, true), price('2026-03-15', 2600, true), price('2026-03-15', 2700, true, '2026-03-12T09:00:00Z'), price('2026-03-16', 9900, null), price('2026-03-16', 9900, false), price('2026-03-25', null, true)]
  assert.deepEqual(['2026-03-09', '2026-03-10', '2026-03-16', '2026-03-25'].map((on) => agreedPriceOn(2400, prices, day(on))), [2400, 2500, 2700, null])
})

test('who pays on a day is the change that began last; only a joint package is split, and what the NHS pays in full is free', () => {
  const change = (fromOn: string, funder: 'council' | 'nhs' | 'joint', nhsPercent: number | null): FundingChange => ({ fromOn: day(fromOn), funder, nhsPercent, contributionPence: null, reason: '', recordedAt: at('2026-03-01T09:00:00Z'), recordedBy: 'A' })
  const history = { first: { funder: 'council' as const, nhsPercent: null, contributionPence: null }, changes: [change('2026-03-10', 'joint', 40), change('2026-03-20', 'nhs', null), change('2026-03-25', 'joint', null)] }
  assert.deepEqual(['2026-03-09', '2026-03-10', '2026-03-20', '2026-03-25'].map((on) => nhsShare(fundingOn(history, day(on)))), [0, 40, 100, 0])
  const fault = (funder: 'council' | 'nhs' | 'joint', nhsPercent: number | null, contributionPence: number | null): string | undefined => fundingFault({ funder, nhsPercent, contributionPence })?.clause
  assert.deepEqual([fault('joint', 40, 2500), fault('council', 40, null), fault('joint', 100, null), fault('nhs', null, 1), fault('nhs', null, 0)], [undefined, 'split-without-joint', 'split-impossible', 'nhs-is-free', undefined])
  fc.assert(fc.property(fc.nat({ max: 1_000_000 }), fc.integer({ min: 0, max: 100 }), (pence, percent) => {
    const nhs = nhsPence(pence, percent)
    assert.ok(nhs >= 0 && nhs <= pence && Math.abs(nhs - (pence * percent) / 100) <= 0.5)
  }))
})

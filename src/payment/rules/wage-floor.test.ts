import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { wageFloors } from '../files/wage-floors.ts'
import { FLOORS, WAGE_PLACES, type PAID_KINDS, type WageAssumptions, type WageDocument, type WageFloor, type WageMinutes } from '../terms/wage-floor.ts'
import { judgeWageReturn, type DraftReturn } from './judge-wage-return.ts'
import { countedMinutes, floorOn, floorTotals, minutesFromVisits, partsOf, wageFloor, wageSpells } from './wage-floor.ts'

type Told = [number | null, number | null, number]
interface Cases {
  returns: { rule: string; period: [string, string]; minutes: WageMinutes; wages: number; costs?: number; sections: { from: string; to: string; minutes: number; hourly: number; national: Told; real: Told }[] }[]
  visits: { rule: string; spell: { contactMinutes: number; travelMinutes: number; mileHundredths: number }; assumptions: Omit<WageAssumptions, 'place'>; minutes: WageMinutes }[]
  rates: { rule: string; ratePence: number; paid: (typeof PAID_KINDS)[number][]; pence: number }[]
}
const cases = parse(readFileSync(path.join(import.meta.dirname, 'wage-floor.cases.yaml'), 'utf8')) as Cases
const told = { says: '', source: '' }
const FLOORS_OF_CASES: readonly WageFloor[] = [
  { name: 'national', place: null, pence: 1221, fromOn: '2025-04-01', untilOn: '2026-03-31', ...told },
  { name: 'national', place: null, pence: 1271, fromOn: '2026-04-01', untilOn: '2027-03-31', ...told },
  { name: 'real', place: 'uk', pence: 1260, fromOn: '2025-01-01', untilOn: '2026-04-30', ...told },
]
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

for (const { rule, period: [fromOn, toOn], minutes, wages, costs, sections } of cases.returns) {
  test(rule, () => {
    const seen = wageFloor(wageSpells({ fromOn, toOn }, { kind: 'wages', minutes, wagesPence: wages, costsPence: costs ?? 0 }), FLOORS_OF_CASES, 'uk')
    const one = ({ floorPence, differencePence, minutesBelow }: (typeof seen)[number]['verdicts']['real']): Told => [floorPence, differencePence, minutesBelow]
    assert.deepEqual(seen.map((each) => ({ from: each.fromOn, to: each.toOn, minutes: each.minutes, hourly: each.pencePerHour, national: one(each.verdicts.national), real: one(each.verdicts.real) })), sections)
  })
}
for (const { rule, spell, assumptions, minutes } of cases.visits) test(rule, () => assert.deepEqual(minutesFromVisits(spell, { ...assumptions, place: 'uk' }), minutes))
for (const { rule, ratePence, paid, pence } of cases.rates) {
  test(rule, () => {
    const spell = { fromOn: '2026-02-01', toOn: '2026-02-28', visits: 1, withoutLength: 0, withoutTravel: 0, contactMinutes: 900, travelMinutes: 100, mileHundredths: 0 }
    assert.equal(wageSpells(spell, { kind: 'rate', ratePence, paid, assumptions: { speedTenths: 200, waitingTenths: 25, trainingTenths: 15, place: 'uk' }, spells: [spell] })[0]?.pence, pence)
  })
}

const figure = fc.integer({ min: 0, max: 1_000_000 })
const minutesOf = fc.record({ contact: figure, travel: figure, waiting: figure, training: figure })
const periods = fc.tuple(fc.integer({ min: 0, max: 4400 }), fc.integer({ min: 0, max: 34 })).map(([start, length]) => {
  const fromOn = day('2015-06-01').add({ days: start })
  return { fromOn: fromOn.toString(), toOn: fromOn.add({ days: length }).toString() }
})

test('parts follow on one another, cover the period, and in each no published floor changes; their minutes sum to the whole', () => {
  fc.assert(fc.property(periods, minutesOf, figure, fc.constantFrom(...WAGE_PLACES), (period, minutes, wagesPence, place) => {
    const sections = wageFloor(wageSpells(period, { kind: 'wages', minutes, wagesPence, costsPence: 0 }), wageFloors, place)
    assert.equal(sections[0]?.fromOn, period.fromOn)
    assert.equal(sections.at(-1)?.toOn, period.toOn)
    for (const [at, each] of sections.entries()) {
      if (at > 0) assert.equal(day(sections[at - 1]?.toOn ?? '').add({ days: 1 }).toString(), each.fromOn)
      for (const name of FLOORS) assert.equal(floorOn(wageFloors, name, place, each.fromOn)?.pence, floorOn(wageFloors, name, place, each.toOn)?.pence)
    }
    assert.equal(sections.reduce((sum, each) => sum + each.minutes, 0), countedMinutes(minutes))
  }))
})

test('pay is below a floor exactly when its pence are fewer than the floor for its minutes; more pay is never further below', () => {
  fc.assert(fc.property(minutesOf, figure, figure, (minutes, wagesPence, more) => {
    const seen = (pence: number) => wageFloor([{ fromOn: '2026-02-01', toOn: '2026-02-28', minutes, pence }], FLOORS_OF_CASES, 'uk')[0]?.verdicts.national
    const counted = countedMinutes(minutes)
    assert.equal((seen(wagesPence)?.minutesBelow ?? 0) > 0, counted > 0 && wagesPence * 60 < 1221 * counted)
    if (counted > 0) assert.ok((seen(wagesPence + more)?.differencePence ?? 0) >= (seen(wagesPence)?.differencePence ?? 0))
  }))
})

test('of the published floors no two of a kind and place count on one day, and each says where it is from', () => {
  for (const [at, each] of wageFloors.entries()) {
    assert.ok(each.fromOn <= each.untilOn && each.pence > 0 && each.source !== '' && each.says !== '')
    assert.ok(wageFloors.every((other, place) => place === at || other.name !== each.name || other.place !== each.place || other.untilOn < each.fromOn || each.untilOn < other.fromOn))
  }
  assert.deepEqual(partsOf({ fromOn: '2026-03-20', toOn: '2026-05-10' }, wageFloors, 'uk').map((each) => each.fromOn), ['2026-03-20', '2026-04-01', '2026-05-01'])
})

test('totals add the minutes below, and tell the least difference', () => {
  const period = { fromOn: '2026-03-25', toOn: '2026-04-07' }
  const totals = floorTotals(wageFloor([{ ...period, minutes: { contact: 1400, travel: 0, waiting: 0, training: 0 }, pence: 29_167 }], FLOORS_OF_CASES, 'uk'))
  assert.deepEqual(totals, { national: { minutesBelow: 700, minutesKnown: 1400, leastPence: -21 }, real: { minutesBelow: 1400, minutesKnown: 1400, leastPence: -10 } })
})

const paid = (wagesPence: number, contact = 600): WageDocument => ({ kind: 'wages', minutes: { contact, travel: 0, waiting: 0, training: 0 }, wagesPence, costsPence: 0 })
const draft = (of: Partial<DraftReturn> = {}): DraftReturn => ({ group: '', fromOn: day('2026-02-01'), toOn: day('2026-02-28'), document: paid(13_000), reason: null, replacesId: null, ...of })
const standing = [{ id: 'A', ...draft() }]
const today = day('2026-03-10')

test('a return of a period that has ended is new; one of the same days needs a reason to replace it; the same again changes nothing', () => {
  assert.equal(judgeWageReturn(draft(), [], today).outcome, 'new')
  assert.deepEqual(judgeWageReturn(draft(), standing, today), { outcome: 'repeated', id: 'A' })
  assert.deepEqual(fieldOf(draft({ document: paid(14_000) })), 'reason')
  assert.deepEqual(judgeWageReturn(draft({ document: paid(14_000), reason: 'A bonus was left out' }), standing, today), { outcome: 'changed', replacesId: 'A' })
  assert.equal(judgeWageReturn(draft({ group: 'Night' }), standing, today).outcome, 'new')
})

test('returns of one group do not overlap, unless one replaces the other', () => {
  const shifted = { fromOn: day('2026-02-02'), toOn: day('2026-03-01'), reason: 'Wrong days' }
  assert.equal(fieldOf(draft({ ...shifted, reason: null })), 'from')
  assert.deepEqual(judgeWageReturn(draft({ ...shifted, replacesId: 'A' }), standing, today), { outcome: 'changed', replacesId: 'A' })
})

test('a period is the right way round, no longer than 35 days, over, and has hours; costs are no more than wages', () => {
  assert.equal(fieldOf(draft({ fromOn: day('2026-03-01') })), 'to')
  assert.equal(fieldOf(draft({ fromOn: day('2026-01-24') })), 'to')
  assert.equal(fieldOf(draft({ fromOn: day('2026-03-01'), toOn: today })), 'to')
  assert.equal(fieldOf(draft({ document: paid(1, 0) })), 'contact')
  assert.equal(fieldOf(draft({ document: { ...paid(1), costsPence: 2 } as WageDocument })), 'costs')
})

function fieldOf(each: DraftReturn): string | undefined {
  const judged = judgeWageReturn(each, standing, today)
  return judged.outcome === 'refused' ? judged.field : undefined
}

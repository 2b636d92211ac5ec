import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { TIERS, type ReportRating, type ReportSource, type ReportTier, type VisitTally, type PaidTally } from '../terms.ts'
import { latestRuns, poundsByZone } from './pounds-by-zone.ts'
import { ratingsTable } from './ratings-table.ts'
import { roundedParts } from './rounded-parts.ts'
import { tierShares } from './tier-shares.ts'
import { timeToStart } from './time-to-start.ts'
import { sharesOf, sinceFirst } from './report-weeks.ts'
import { visitsByWeek } from './visits-by-week.ts'

interface Worked {
  readonly tiers: readonly { rule: string; minutes: Partial<Record<ReportTier, number>>; percent: Partial<Record<ReportTier, number>> }[]
  readonly ratings: readonly { rule: string; on: string; published: readonly (readonly [number, ReportRating, string])[]; rating: ReportRating }[]
  readonly visits: readonly { rule: string; tally: Omit<VisitTally, 'visitOn' | 'visits'>; row: Record<string, number> }[]
  readonly starts: readonly { rule: string; starts: readonly (readonly [ReportSource, number])[]; rows: Record<string, readonly number[]> }[]
}
const worked = parse(readFileSync(new URL('weekly-tables.cases.yaml', import.meta.url), 'utf8')) as Worked
const on = Temporal.PlainDate.from('2026-03-08')
const week = { startOn: Temporal.PlainDate.from('2026-03-02'), endOn: on }
const zones = [{ zoneId: 'n', name: 'North' }, { zoneId: 's', name: 'South' }]

describe('hours by tier against target', () => {
  for (const each of worked.tiers) {
    test(each.rule, () => {
      const held = TIERS.flatMap((tier) => (each.minutes[tier] === undefined ? [] : [{ framework: 'F', tier, weeklyMinutes: each.minutes[tier], startsOn: on, endsOn: null }]))
      assert.deepEqual(Object.fromEntries(tierShares(held, [], on).map((row) => [row.tier, row.percent])), each.percent)
    })
  }

  test('a package counts on its last day, and neither the day after nor before it starts', () => {
    const held = [{ framework: 'F', tier: 'lead' as const, weeklyMinutes: 60, startsOn: week.startOn, endsOn: on }]
    assert.deepEqual([week.startOn.subtract({ days: 1 }), week.startOn, on, on.add({ days: 1 })].map((at) => tierShares(held, [], at).length), [0, 1, 1, 0])
  })

  test('a tier with a target has a row even when it holds nothing', () => {
    const [row] = tierShares([], [{ framework: 'F', tier: 'lead', lowPercent: 70, highPercent: 80 }], on)
    assert.deepEqual([row?.percent, row?.totalMinutes], [0, 0])
  })
})

describe('the CQC ratings table', () => {
  for (const each of worked.ratings) {
    test(each.rule, () => {
      const published = each.published.map(([ratingId, rating, publishedOn]) => ({ ratingId, rating, locationId: 'l', publishedOn: Temporal.PlainDate.from(publishedOn) }))
      const table = ratingsTable(['l'], published, Temporal.PlainDate.from(each.on))
      assert.equal(table.rows.find((row) => row.locations === 1)?.rating, each.rating)
      assert.equal(table.total, 1)
    })
  }
})

describe('visits by week', () => {
  for (const each of worked.visits) {
    test(each.rule, () => {
      const [row] = visitsByWeek([{ ...each.tally, visitOn: '2026-03-04', visits: 1 }], [], [week])
      assert.deepEqual(row, { week, unplanned: 0, ...each.row })
    })
  }

  test('every planned visit is delivered, missed, excused or without a record, and unplanned ones are in no other figure', () => {
    const tally = fc.record({ visitOn: fc.constantFrom('2026-03-02', '2026-03-08', '2026-03-09'), visits: fc.integer({ min: 1, max: 90 }), isDelivered: fc.boolean(), isMissed: fc.boolean(), isLate: fc.boolean(), otherOutcome: fc.constantFrom(null, 'cancelled', 'hospital', 'refused') })
    fc.assert(fc.property(fc.array(tally), (tallies) => {
      const [row] = visitsByWeek(tallies, [{ visitOn: '2026-03-03', visits: 5 }], [week])
      assert.ok(row)
      assert.equal(row.planned, tallies.filter((each) => each.visitOn !== '2026-03-09').reduce((sum, each) => sum + each.visits, 0))
      assert.equal(row.delivered + row.missed + row.excused + row.noRecord, row.planned)
      assert.equal(row.due, row.planned - row.excused)
      assert.ok(row.late <= row.delivered)
      assert.equal(row.unplanned, 5)
    }))
  })
})

describe('time from referral to start', () => {
  for (const each of worked.starts) {
    test(each.rule, () => {
      const rows = timeToStart(each.starts.map(([source, days]) => ({ source, receivedOn: on.subtract({ days }), startsOn: on })), week.startOn, on)
      for (const [source, expected] of Object.entries(each.rows)) {
        const row = rows.find((one) => one.source === source)
        assert.deepEqual([row?.starts, row?.averageDays, row?.medianDays], expected)
      }
    })
  }

  test('care that started before the first day or after the last is not counted', () => {
    const started = [week.startOn.subtract({ days: 1 }), on.add({ days: 1 })].map((startsOn) => ({ source: 'community' as const, receivedOn: week.startOn, startsOn }))
    assert.equal(timeToStart(started, week.startOn, on).find((row) => row.source === 'all')?.starts, 0)
  })
})

describe('pounds by zone', () => {
  const run = { payRunId: 'r', framework: 'F', fromOn: week.startOn, toOn: on }
  const tally = fc.record({ payRunId: fc.constantFrom('r', 'other'), zoneId: fc.constantFrom('n', 's', null), kind: fc.constantFrom('visit' as const, 'adjustment' as const), lines: fc.integer({ min: 1, max: 9 }), minutes: fc.integer({ min: -60, max: 600 }), pence: fc.integer({ min: -9000, max: 90000 }), nhsPence: fc.integer({ min: -9000, max: 9000 }) })

  test('zones add up to the lines of the run to the penny, corrections and what the NHS bears included', () => {
    fc.assert(fc.property(fc.array(tally), (tallies: PaidTally[]) => {
      const { rows, totalPence, nhsPence } = poundsByZone([run], tallies, zones)
      assert.equal(nhsPence, tallies.filter((each) => each.payRunId === 'r').reduce((sum, each) => sum + each.nhsPence, 0))
      assert.equal(rows.reduce((sum, row) => sum + row.nhsPence, 0), nhsPence)
      assert.equal(totalPence, tallies.filter((each) => each.payRunId === 'r').reduce((sum, each) => sum + each.pence, 0))
      for (const row of rows) assert.equal(row.visitsPence + row.adjustmentsPence, row.totalPence)
    }))
  })

  test('a correction outside all zones that comes to nothing is told all the same: the NHS may bear another part of it', () => {
    const correction = { payRunId: 'r', zoneId: null, kind: 'adjustment' as const, lines: 2, minutes: 0, pence: 0, nhsPence: -1 }
    assert.deepEqual([poundsByZone([run], [correction], zones).nhsPence, poundsByZone([run], [], zones).rows.some((row) => row.zoneId === null)], [-1, false])
  })

  test('only the latest run of each framework is reported', () => {
    const earlier = { ...run, payRunId: 'e', fromOn: week.startOn.subtract({ weeks: 4 }) }
    const other = { ...earlier, payRunId: 'o', framework: 'G' }
    assert.deepEqual(latestRuns([earlier, run, other]).map((each) => each.payRunId), ['r', 'o'])
  })
})

describe('rounding parts of a whole', () => {
  test('rounded parts add up to the rounded whole and none is off by one or more', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100000 })), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100000 }), (parts, times, over) => {
      const rounded = roundedParts(parts, times, over)
      const whole = (parts.reduce((sum, part) => sum + part, 0) * times) / over
      assert.equal(rounded.reduce((sum, part) => sum + part, 0), Math.floor(whole + 0.5))
      for (const [place, part] of parts.entries()) assert.ok(Math.abs((rounded[place] ?? 0) - (part * times) / over) < 1)
    }))
  })
})

describe('weeks of a report', () => {
  const whole = { startOn: Temporal.PlainDate.from('2026-03-02'), endOn: Temporal.PlainDate.from('2026-03-08') }

  test('begin with the first of which there is something to say, and are never none', () => {
    assert.deepEqual(sinceFirst([0, 0, 3, 0, 2], (value) => value === 0), [3, 0, 2])
    assert.deepEqual(sinceFirst([0, 0], (value) => value === 0), [0])
  })

  test('tell shares of their visits only once they are over and records have come', () => {
    assert.equal(sharesOf({ week: whole, due: 10, noRecord: 2 }), 'told')
    assert.equal(sharesOf({ week: whole, due: 10, noRecord: 10 }), 'no-records')
    assert.equal(sharesOf({ week: { ...whole, endOn: Temporal.PlainDate.from('2026-03-04') }, due: 10, noRecord: 0 }), 'not-finished')
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { seededRandom } from '../../dev/demo/random.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { importVisits } from '../../src/visits/actions/import-visits.ts'
import { planWeek } from '../../src/visits/actions/plan-week.ts'
import { fateOfRecord } from '../../src/visits/rules/sequence.ts'
import { aCaseload, everyDay, type Caseload } from '../../src/visits/testing/a-caseload.ts'
import { aVisitFile } from '../../src/visits/testing/a-visit-file.ts'
import { openTestHouse } from '../support/test-house.ts'
import { foldHistory } from './fold-history.ts'
import { IS_LONG } from './form.ts'
import { aHistory, anArrival, type Arrival } from './histories.ts'

const SEED = 20_261_122
const [SHUFFLES, STORED] = IS_LONG ? [100_000, 500] : [1000, 24]
const PEOPLE = 2

describe('the order in which versions of visit records come, how often, and in which files', () => {
  test('changes nothing of what is held by the rules, byte for byte', (t) => {
    let differed = 0
    for (let nr = 0; nr < SHUFFLES; nr += 1) {
      const random = seededRandom(SEED + nr)
      const history = aHistory(random, PEOPLE)
      if (foldHistory(anArrival(random, history), PEOPLE) !== foldHistory([history], PEOPLE)) differed += 1
    }
    t.diagnostic(`${String(SHUFFLES)} shuffles from seed ${String(SEED)}, ${String(differed)} differed`)
    assert.equal(differed, 0)
  })

  test('changes nothing of what holds where versions go back to what an earlier one said', (t) => {
    let differed = 0
    for (let nr = 0; nr < SHUFFLES; nr += 1) {
      const random = seededRandom(SEED + nr)
      const history = aHistory(random, PEOPLE, true)
      if (foldHistory(anArrival(random, history), PEOPLE, { onlyWhatHolds: true }) !== foldHistory([history], PEOPLE, { onlyWhatHolds: true })) differed += 1
    }
    t.diagnostic(`${String(SHUFFLES)} shuffles from seed ${String(SEED)}, ${String(differed)} differed`)
    assert.equal(differed, 0)
  })

  test('negative control: were what is sent again under a higher sequence forgotten, histories that go back would differ', () => {
    const forgotten: typeof fateOfRecord = (held, sent) => {
      const fate = fateOfRecord(held, sent)
      return fate === 'confirmed' ? 'repeated' : fate
    }
    let differed = 0
    for (let nr = 0; nr < 300; nr += 1) {
      const random = seededRandom(SEED + nr)
      const history = aHistory(random, PEOPLE, true)
      if (foldHistory(anArrival(random, history), PEOPLE, { fateOf: forgotten, onlyWhatHolds: true }) !== foldHistory([history], PEOPLE, { fateOf: forgotten, onlyWhatHolds: true })) differed += 1
    }
    assert.ok(differed > 10, String(differed))
  })

  test('negative control: were versions that come late left out, most shuffles would differ', () => {
    const lateLeftOut: typeof fateOfRecord = (held, sent) => (held.some((each) => each.sequence > sent.sequence) ? 'repeated' : fateOfRecord(held, sent))
    let differed = 0
    for (let nr = 0; nr < 100; nr += 1) {
      const random = seededRandom(SEED + nr)
      const history = aHistory(random, PEOPLE)
      if (foldHistory(anArrival(random, history), PEOPLE, { fateOf: lateLeftOut }) !== foldHistory([history], PEOPLE, { fateOf: lateLeftOut })) differed += 1
    }
    assert.ok(differed > 50, String(differed))
  })

  test('changes nothing of records, allocations and exceptions in the database', async (t) => {
    const house = await openTestHouse({ t, now: '2026-03-10T12:00:00Z' })
    const send = async (arrival: Arrival, onlyWhatHolds: boolean): Promise<string> => {
      const caseload = await aCaseload(house, { people: PEOPLE, pattern: [...everyDay(480), ...everyDay(1080)] })
      await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from('2026-03-02') })
      for (const [nr, file] of arrival.entries()) {
        const bytes = aVisitFile(file.map((event) => rowOf(event, caseload)))
        const { summary } = await importVisits(house, caseload.coordinator, { providerId: caseload.providerId, name: `${String(nr)}.csv`, bytes, preview: false })
        assert.equal(summary.read, summary.new + summary.changed + summary.repeated + summary.refused + summary.unallocated)
        assert.equal(summary.refused, 0)
      }
      return stateOf(caseload, onlyWhatHolds)
    }
    const stateOf = async ({ providerId, people }: Caseload, onlyWhatHolds: boolean): Promise<string> => {
      const place = sql`array_position(${sql.val(people.map((each) => each.placementId))}::uuid[], placement_id)`
      const { rows: records } = await sql`select visit_reference, case when not ${onlyWhatHolds} then sequence end as sequence, visit_on::text, actual_starts_at, actual_ends_at, actual_minutes, superseded_by is null as holds, ${place} as placement,
          case when superseded_by is null then (select p.starts_at from visits.planned_visit p where p.id = planned_visit_id) end as planned
        from visits.visit_record where provider_id = ${providerId} and (superseded_by is null or not ${onlyWhatHolds}) order by visit_reference, visit_record.sequence`.execute(house.db)
      const { rows: exceptions } = await sql`select x.kind, array_position(${people.map((each) => each.personReference)}::text[], r.person_reference) as person, r.visit_reference, p.starts_at,
          (select jsonb_object_agg(key, value) from jsonb_each(x.facts) where key not ilike '%id%') as facts
        from visits.visit_exception x left join visits.visit_record r on r.id = x.visit_record_id left join visits.planned_visit p on p.id = x.planned_visit_id
        where x.provider_id = ${providerId} and x.cleared_at is null order by 1, 2, 3, 4, 5`.execute(house.db)
      return JSON.stringify({ records, exceptions })
    }
    const random = seededRandom(SEED)
    let withExceptions = 0
    for (let nr = 0; nr < STORED; nr += 4) {
      const goesBack = nr % 8 === 4
      const history = aHistory(random, PEOPLE, goesBack)
      const inOrder = await send([history], goesBack)
      if (inOrder.includes('"exceptions":[{')) withExceptions += 1
      for (let shuffle = 0; shuffle < 4; shuffle += 1) assert.equal(await send(anArrival(random, history), goesBack), inOrder)
    }
    assert.ok(withExceptions > STORED / 8, 'most histories have something to judge')
  })
})

function rowOf(event: Arrival[number][number], caseload: Caseload) {
  const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return { visit_reference: event.reference, sequence: event.sequence, person_reference: caseload.people[event.person]?.personReference ?? '', visit_date: `2026-03-0${String(2 + event.day)}`, worker_reference: `W-${event.reference}`, check_in: clock(event.from), check_out: clock(event.to) }
}

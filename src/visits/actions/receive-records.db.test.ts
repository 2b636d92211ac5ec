import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { atOnce } from '../../kernel/in-pieces.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { read, write } from '../../platform/action/transaction.ts'
import { bytesInMemory } from '../../platform/files/file-bytes.ts'
import { rowsOfVisitFile } from '../files/rows-of-visit-file.ts'
import { aCaseload, everyDay } from '../testing/a-caseload.ts'
import { anyVisitFile } from '../testing/any-visit-file.ts'
import { planWeek } from './plan-week.ts'
import { readingFacts, receiveRecords } from './receive-records.ts'

const house = await openTestHouse({ now: '2026-03-20T12:00:00Z' })
const of = await aCaseload(house, { people: 5, pattern: [...everyDay(450), ...everyDay(720, { workers: 2 }), ...everyDay(1290)] })
for (const weekOn of ['2026-03-02', '2026-03-09']) await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from(weekOn) })
const people = of.people.map((person) => person.personReference)
const wipe = () => sql`truncate visits.visit_record, visits.visit_file restart identity cascade`.execute(house.db)

/** What an import answers and leaves behind, ids told by file and row. */
async function outcomeOf(files: readonly Buffer[], rowsAGroup: number): Promise<unknown[]> {
  await wipe()
  const told: unknown[] = []
  for (const [nr, bytes] of files.entries()) {
    for (const preview of [true, false]) {
      const outcome = await (preview ? read : write)(house, of.coordinator, async (work) => {
        const file = atOnce(rowsOfVisitFile(bytesInMemory(bytes), await readingFacts(work)))
        assert.ok(file.ok)
        return receiveRecords(work, { providerId: of.providerId, name: String(nr), sha256: createHash('sha256').update(bytes).digest('hex'), preview, rowsAGroup }, file)
      })
      const { visitFileId, refusedRows, exceptions, ...rest } = outcome
      assert.equal(visitFileId === null, preview)
      told.push({ ...rest, refused: refusedRows(), exceptions: Object.entries(exceptions).sort() })
    }
  }
  const records = await sql<object>`select f.name, r.row_number, r.visit_reference, r.sequence, r.placement_id, r.planned_visit_id, r.confirmed_sequence, s.row_number as by_row, sf.name as by_file
    from visits.visit_record r join visits.visit_file f on f.id = r.file_id left join visits.visit_record s on s.id = r.superseded_by left join visits.visit_file sf on sf.id = s.file_id order by 1, 2`.execute(house.db)
  const exceptions = await sql<object>`select e.kind, e.planned_visit_id, e.visit_on, e.placement_id, f.name, r.row_number, e.facts - 'otherRecordId' as facts, o.row_number as other, e.cleared_at is null as stands
    from visits.visit_exception e left join visits.visit_record r on r.id = e.visit_record_id left join visits.visit_file f on f.id = r.file_id left join visits.visit_record o on o.id = (e.facts->>'otherRecordId')::bigint
    order by 1, 2, 3, 5, 6, 7::text, 9`.execute(house.db)
  const kept = await sql<object>`select name, from_on, to_on, read_count, new_count, changed_count, repeated_count, refused_count, unallocated_count, refusals from visits.visit_file order by name`.execute(house.db)
  return [told, records.rows, exceptions.rows, kept.rows]
}

for (const seed of [1, 2, 3]) {
  test(`a file comes out the same whether its days are worked through at once or one by one, whatever was held before (seed ${String(seed)})`, async () => {
    const files = [anyVisitFile(seed, 120, people), anyVisitFile(seed + 100, 60, people), anyVisitFile(seed + 200, 30, people)]
    const atOnce = await outcomeOf(files, Infinity)
    assert.ok(JSON.stringify(atOnce).includes('overlapping-worker'))
    for (const size of [1, 25]) assert.deepEqual(await outcomeOf(files, size), atOnce)
  })
}

test('what became of a file is said once: no later update of it is let through', async () => {
  await outcomeOf([anyVisitFile(9, 20, people)], 1)
  const change = (role: string) =>
    house.db.transaction().execute(async (tx) => {
      await sql`select set_config('tendwell.organisation_id', ${of.providerId}, true), set_config('role', ${role}, true)`.execute(tx)
      return (await sql`update visits.visit_file set refused_count = refused_count + 1, new_count = new_count - 1`.execute(tx)).numAffectedRows
    })
  assert.deepEqual([await change('tendwell_provider'), await change('tendwell_council')], [0n, 0n])
})

// Imports a visit file of 50,000 rows with full validation, matching and exceptions, as the provider and under row-level
// security, and compares it with `psql \copy` of the very records it wrote into the same constrained table (COPY by the driver where there is no psql):
// `node_modules/.bin/node bench/visit-import.ts [rows]`. Prints one line of JSON and one for people.
import pg from 'pg'
import { systemActor } from '../src/platform/access/actor.ts'
import { fixedClock } from '../src/platform/action/clock.ts'
import type { House } from '../src/platform/action/work.ts'
import { openDb } from '../src/platform/db/open.ts'
import { importVisits } from '../src/visits/actions/import-visits.ts'
import { planWeek } from '../src/visits/actions/plan-week.ts'
import { makeTestDatabase } from '../test/support/test-database.ts'
import { aCaseload } from '../src/visits/testing/a-caseload.ts'
import { copyOut } from './copy.ts'
import { copier } from './psql-copy.ts'
import { fileOfWeek, PATTERN, VISITS_A_WEEK } from './visit-import-file.ts'

const COLUMNS =
  'file_id, row_number, provider_id, visit_reference, sequence, person_reference, worker_reference, visit_on, due_starts_at, claimed_starts_at, claimed_minutes, actual_starts_at, actual_ends_at, actual_minutes, check_in_method, check_out_method, outcome, notice_hours, second_worker, placement_id, planned_visit_id, superseded_by'
const ROUNDS = 3
const WEEK = Temporal.PlainDate.from('2026-03-02')

const wanted = Number(process.argv[2] ?? 50_000)
const database = await makeTestDatabase()
const house: House = { db: openDb(database.url, 5), clock: fixedClock('2026-03-10T12:00:00Z'), jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const copy = await copier(database.url)
const client = new pg.Client({ connectionString: database.url })
await client.connect()
const caseload = await aCaseload(house, { people: Math.ceil(wanted / VISITS_A_WEEK), pattern: PATTERN })
const planning = performance.now()
const { visits } = await planWeek(house, systemActor('bench'), { weekOn: WEEK })
const planSeconds = (performance.now() - planning) / 1000
const { bytes, rows } = fileOfWeek(caseload, WEEK)
await client.query('analyze')

const importSeconds: number[] = []
const copySeconds: number[] = []
let exceptions = 0
for (let round = 0; round < ROUNDS; round += 1) {
  const started = performance.now()
  const outcome = await importVisits(house, caseload.coordinator, { providerId: caseload.providerId, name: 'bench.csv', bytes, preview: false })
  importSeconds.push((performance.now() - started) / 1000)
  if (outcome.summary.new !== rows) throw new Error(`not every row was new: ${JSON.stringify(outcome.summary)}`)
  exceptions = Object.values(outcome.exceptions).reduce((sum, count) => sum + count, 0)
  const records = await copyOut(client, `copy (select ${COLUMNS} from visits.visit_record order by id) to stdout`)
  // Only the records go: file and plan stay, so that COPY meets the same foreign keys and the same indexes.
  await client.query('truncate visits.visit_exception, visits.allocation, visits.visit_record restart identity')
  copySeconds.push(await copy.into(`visits.visit_record (${COLUMNS})`, records))
  await client.query('truncate visits.visit_exception, visits.allocation, visits.visit_record, visits.visit_file restart identity')
}
await client.end()
await copy.close()
await house.db.destroy()
await database.drop()

const [imported, copied] = [Math.min(...importSeconds), Math.min(...copySeconds)]
const ratio = imported / copied
console.log(JSON.stringify({ bench: 'visit-import', rows, copyBy: copy.by, exceptions, importSeconds: rounded(imported), copySeconds: rounded(copied), ratio: rounded(ratio), rowsPerSecond: Math.round(rows / imported), visitsPlanned: visits, planSeconds: rounded(planSeconds) }))
console.log(`Importing ${String(rows)} visit records took ${imported.toFixed(2)} s; ${copy.by} of the same rows ${copied.toFixed(2)} s: ${ratio.toFixed(2)} times as long. Planning ${String(visits)} visits took ${planSeconds.toFixed(2)} s.`)

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

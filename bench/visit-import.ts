// Imports visit files with full validation, matching and exceptions, as the provider and under row-level security: all rows new with one in a hundred bad,
// the very same file again, and a mix of new, changed and repeated rows. Each is compared, row by row, with `psql \copy` of the good rows of the first file into the same
// constrained table (COPY by the driver where there is no psql), in the same round; figures are medians:
// `node_modules/.bin/node bench/visit-import.ts [rows] [rounds]`. Prints one line of JSON and one for people.
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
import { fileOfWeek, mixedFile, PATTERN, VISITS_A_WEEK, type BenchFile } from './visit-import-file.ts'

const COLUMNS =
  'file_id, row_number, provider_id, visit_reference, sequence, person_reference, worker_reference, visit_on, due_starts_at, claimed_starts_at, claimed_minutes, actual_starts_at, actual_ends_at, actual_minutes, check_in_method, check_out_method, outcome, notice_hours, second_worker, placement_id, planned_visit_id, superseded_by, confirmed_sequence'
const WEEK = Temporal.PlainDate.from('2026-03-02')
const BYTES_A_MB = 1024

const wanted = Number(process.argv[2] ?? 50_000)
const rounds = Number(process.argv[3] ?? 5)
const database = await makeTestDatabase()
const house: House = { db: openDb(database.url, 5), clock: fixedClock('2026-03-20T12:00:00Z'), jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const copy = await copier(database.url)
const client = new pg.Client({ connectionString: database.url })
await client.connect()
const caseload = await aCaseload(house, { people: Math.ceil(wanted / VISITS_A_WEEK), pattern: PATTERN })
const planning = performance.now()
const { visits } = await planWeek(house, systemActor('bench'), { weekOn: WEEK })
const planSeconds = (performance.now() - planning) / 1000
await planWeek(house, systemActor('bench'), { weekOn: WEEK.add({ weeks: 1 }) })
const whole = fileOfWeek(caseload, WEEK)
const mixed = mixedFile(caseload, WEEK)
await client.query('analyze')
const residentBefore = process.resourceUsage().maxRSS / BYTES_A_MB

const seconds = { new: [] as number[], same: [] as number[], mixed: [] as number[], copy: [] as number[] }
let exceptions = 0
for (let round = 0; round < rounds; round += 1) {
  const first = await timed(seconds.new, whole)
  if (first.summary.new !== whole.good || first.summary.refused !== whole.rows - whole.good) throw new Error(`not every good row was new: ${JSON.stringify(first.summary)}`)
  exceptions = Object.values(first.exceptions).reduce((sum, count) => sum + count, 0)
  await timed(seconds.same, whole)
  const records = await copyOut(client, `copy (select ${COLUMNS} from visits.visit_record order by id) to stdout`)
  const mix = await timed(seconds.mixed, mixed)
  if (mix.summary.new === 0 || mix.summary.changed === 0 || mix.summary.repeated === 0) throw new Error(`the mixed file was not mixed: ${JSON.stringify(mix.summary)}`)
  // Only the records go: file and plan stay, so that COPY meets the same foreign keys and the same indexes.
  await client.query('truncate visits.visit_record restart identity cascade')
  seconds.copy.push(await copy.into(`visits.visit_record (${COLUMNS})`, records))
  await client.query('truncate visits.visit_record, visits.visit_file restart identity cascade')
}
const resident = process.resourceUsage().maxRSS / BYTES_A_MB
await client.end()
await copy.close()
await house.db.destroy()
await database.drop()

const perRow = { new: median(seconds.new) / whole.rows, same: median(seconds.same) / whole.rows, mixed: median(seconds.mixed) / mixed.rows, copy: median(seconds.copy) / whole.good }
const ratios = { new: rounded(perRow.new / perRow.copy), same: rounded(perRow.same / perRow.copy), mixed: rounded(perRow.mixed / perRow.copy) }
console.log(JSON.stringify({ bench: 'visit-import', rows: whole.rows, bad: whole.rows - whole.good, rounds, copyBy: copy.by, exceptions, importSeconds: rounded(median(seconds.new)), copySeconds: rounded(median(seconds.copy)), ratios, rowsPerSecond: Math.round(1 / perRow.new), residentMb: Math.round(resident), residentBeforeMb: Math.round(residentBefore), visitsPlanned: visits, planSeconds: rounded(planSeconds) }))
console.log(`Importing ${String(whole.rows)} visit records took ${median(seconds.new).toFixed(2)} s, ${copy.by} of the good ones ${median(seconds.copy).toFixed(2)} s: ${String(ratios.new)} times as long a row; a mix of new, changed and repeated ${String(ratios.mixed)} times; the same file again ${String(ratios.same)} times. Planning ${String(visits)} visits took ${planSeconds.toFixed(2)} s.`)

async function timed(into: number[], file: BenchFile): ReturnType<typeof importVisits> {
  const started = performance.now()
  const outcome = await importVisits(house, caseload.coordinator, { providerId: caseload.providerId, name: 'bench.csv', bytes: file.bytes, preview: false })
  into.push((performance.now() - started) / 1000)
  return outcome
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

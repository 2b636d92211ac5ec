// How much memory `tendwell import visits` takes for files of any size: the real command, in a process of its own, on a database of the test server with the visits of
// its weeks planned; peak resident memory as the process itself says it at its end. `node_modules/.bin/node bench/visit-import-memory.ts [weeks] [people] [runs]`: weeks of 28 visits
// of each person, one in a hundred rows bad, in one file (1,786 people: a week is 50,008 rows, 20 weeks are 1,000,160). Prints one line of JSON for each import.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { systemActor } from '../src/platform/access/actor.ts'
import { systemClock } from '../src/platform/action/clock.ts'
import type { House } from '../src/platform/action/work.ts'
import { openDb } from '../src/platform/db/open.ts'
import { planWeek } from '../src/visits/actions/plan-week.ts'
import { aCaseload } from '../src/visits/testing/a-caseload.ts'
import { makeTestDatabase } from '../test/support/test-database.ts'
import { fileOfWeek, PATTERN } from './visit-import-file.ts'

const KB_A_MB = 1024
const LAUNCHER = join(import.meta.dirname, '../tools/tendwell.mjs')
/** Read by Node.js before the command: says at its end what the process took. */
const SAYS_AT_END = `import { writeSync } from 'node:fs'
if (process.argv[1]?.endsWith('main.ts')) process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); writeSync(2, '\\n' + JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime }) + '\\n') })
`

const weeks = Number(process.argv[2] ?? 1)
const people = Number(process.argv[3] ?? 1786)
const runs = Number(process.argv[4] ?? 1)
const folder = await mkdtemp(join(tmpdir(), 'visit-import-memory-'))
const database = await makeTestDatabase()
try {
  const house: House = { db: openDb(database.url, 2), clock: systemClock, jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
  // The weeks end before today, whichever day that is.
  const today = Temporal.Now.plainDateISO('Europe/London')
  const firstOn = today.subtract({ days: today.dayOfWeek - 1, weeks })
  const caseload = await aCaseload(house, { people, pattern: PATTERN, startsOn: firstOn.toString() })
  const file = join(folder, 'visits.csv')
  const out = createWriteStream(file)
  let [rows, good] = [0, 0]
  for (let week = 0; week < weeks; week += 1) {
    await planWeek(house, systemActor('bench'), { weekOn: firstOn.add({ weeks: week }) })
    const made = fileOfWeek(caseload, firstOn.add({ weeks: week }))
    out.write(week === 0 ? made.bytes : made.bytes.subarray(made.bytes.indexOf(10) + 1))
    rows += made.rows
    good += made.good
  }
  out.end()
  await finished(out)
  await house.db.destroy()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('vacuum analyze')
  const hook = join(folder, 'says-at-end.mjs')
  await writeFile(hook, SAYS_AT_END)
  for (let run = 0; run < runs; run += 1) {
    const told = await importFile(file, caseload.providerId, hook)
    if (told.new !== good || told.refused !== rows - good) throw new Error(`not every good row was new: ${JSON.stringify(told)}`)
    console.log(JSON.stringify({ bench: 'visit-import-memory', rows, weeks, people, fileMb: Math.round((await stat(file)).size / 1e6), ...told }))
    await client.query('truncate visits.visit_record, visits.visit_file restart identity cascade')
  }
  await client.end()
} finally {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
}

/** Imports a file by the command as anybody would call it. */
async function importFile(file: string, provider: string, hook: string): Promise<{ readonly new: number; readonly refused: number; readonly residentMb: number; readonly seconds: number; readonly processorSeconds: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, [LAUNCHER, 'import', 'visits', file, '--provider', provider, '--json'], { env: { ...process.env, DATABASE_URL: database.url, NODE_OPTIONS: `--import ${hook}` }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  await new Promise((resolve) => child.on('close', resolve))
  const seconds = (performance.now() - started) / 1000
  const used = /\{"maxRSS":(\d+),"cpu":(\d+)\}/.exec(err)
  const summary = /"new":(\d+),.*?"refused":(\d+)/.exec(out)
  if (used === null || summary === null) throw new Error(`the command did not answer: ${err}${out.slice(0, 500)}`)
  return { new: Number(summary[1]), refused: Number(summary[2]), residentMb: Math.round(Number(used[1]) / KB_A_MB), seconds: Math.round(seconds * 10) / 10, processorSeconds: Math.round(Number(used[2]) / 1e5) / 10 }
}

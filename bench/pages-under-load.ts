// Opens the awaiting-care board and a statement while nothing else goes on, while a visit file is imported and while two periods are paid. Pages are served by one process
// and the work is done by another of lower priority, as `tendwell serve` runs them: `node_modules/.bin/node bench/pages-under-load.ts [rows] [rounds]`. Prints one line of JSON and one for people:
// p99 of all loads of all rounds together, and the median of the rounds' own ratios.
import { fork, type ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { lowerPriority } from '../src/platform/action/lower-priority.ts'
import { makeTestDatabase } from '../test/support/test-database.ts'
import type { Serving, Stretch } from './busy-server.ts'
import type { Asked, Done, Made } from './busy-worker.ts'

const ROWS = Number(process.argv[2] ?? 20_000)
const ROUNDS = Number(process.argv[3] ?? 3)
/** Quiet before each piece of work, so that quiet loads are as many as the others and of the same minutes. */
const QUIET_MS = 8000
/** Each page has readers who load it, look at it for a while, and load it again. */
const READERS = 3
const LOOK_MS = 100
/** As `npm start` and `tendwell serve` start both: with a small young generation what a page leaves behind grows old, and is collected in stretches of 40 ms. */
const YOUNG = ['--max-semi-space-size=64']

const PAGES = ['board', 'statement'] as const
const WORK = ['import', 'pay'] as const
type Page = (typeof PAGES)[number]
type Times = Readonly<Record<Page, number[]>>

const database = await makeTestDatabase()
const worker = start('busy-worker.ts', { BENCH_ROWS: String(ROWS), BENCH_ROUNDS: String(ROUNDS) })
const { statementId } = await answer<Made>(worker)
lowerPriority(worker.pid)
const server = start('busy-server.ts', { BENCH_STATEMENT: statementId })
const { port, pages } = await answer<Serving>(server)
const agent = new Agent({ keepAlive: true, maxSockets: READERS * PAGES.length })
await readWhile(pause(10_000))

/** One measuring: the loads while a piece of work went on and in the quiet before it. */
interface Round { readonly quiet: Times; readonly busy: Times; readonly size: number; readonly seconds: number; readonly turnMs: number }
const rounds = { import: [] as Round[], pay: [] as Round[] }
for (let round = 0; round < ROUNDS; round += 1) {
  for (const work of WORK) {
    const quiet = await readWhile(pause(QUIET_MS))
    await stretch()
    const started = performance.now()
    const done = answer<Done>(worker)
    worker.send({ do: work, round } satisfies Asked)
    const busy = await readWhile(done)
    rounds[work].push({ quiet, busy, size: (await done).size, seconds: (performance.now() - started) / 1000, turnMs: (await stretch()).turnMs })
  }
}
const ended = [worker, server].map((child) => new Promise((resolve) => child.once('exit', resolve)))
worker.send('stop')
server.send('stop')
await Promise.all(ended)
agent.destroy()
await database.drop()

const p99 = (times: readonly number[]): number => at(times, 0.99)
const shown = Object.fromEntries(PAGES.map((page) => {
  const quiet = WORK.flatMap((work) => rounds[work].flatMap((round) => round.quiet[page]))
  const ofWork = Object.fromEntries(WORK.map((work) => {
    const busy = rounds[work].flatMap((round) => round.busy[page])
    return [work, { loads: busy.length, medianMs: at(busy, 0.5), p99Ms: p99(busy), ratio: rounded(p99(busy) / p99(quiet)), ratioOfRounds: rounded(median(rounds[work].map((round) => p99(round.busy[page]) / p99(round.quiet[page])))) }]
  }))
  return [page, { quiet: { loads: quiet.length, medianMs: at(quiet, 0.5), p99Ms: p99(quiet) }, ...ofWork }]
}))
const ofRounds = Object.fromEntries(WORK.map((work) => [work, { size: rounds[work][0]?.size, seconds: rounded(median(rounds[work].map((round) => round.seconds))), longestTurnMs: median(rounds[work].map((round) => round.turnMs)) }]))
console.log(JSON.stringify({ bench: 'pages-under-load', rounds: ROUNDS, load: rounded(loadavg()[0] ?? 0), ...ofRounds, ...shown }))
for (const page of PAGES) console.log(`${page}: ${JSON.stringify(shown[page])}`)

function start(file: string, env: NodeJS.ProcessEnv): ChildProcess {
  const child = fork(new URL(file, import.meta.url), { execArgv: YOUNG, env: { ...process.env, BENCH_DATABASE_URL: database.url, ...env } })
  child.once('exit', (code) => {
    if (code !== 0) throw new Error(`${file} ended with ${String(code)}`)
  })
  return child
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => { resolve(message as T) }))
}

function stretch(): Promise<Stretch> {
  const told = answer<Stretch>(server)
  server.send('stretch')
  return told
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Lets the readers load their pages until the work is done; answers the times to the last byte, in milliseconds. */
async function readWhile(work: Promise<unknown>): Promise<Times> {
  const times: Times = { board: [], statement: [] }
  let isDone = false
  void work.then(() => { isDone = true })
  await Promise.all(PAGES.flatMap((page) => Array.from({ length: READERS }, async () => {
    while (!isDone) {
      times[page].push(await load(pages[page]))
      await pause(LOOK_MS)
    }
  })))
  return times
}

function load({ path, cookie }: Serving['pages']['board']): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const asked = request({ host: '127.0.0.1', port, path, agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path} answered ${String(response.statusCode)}`))
      response.resume()
      response.on('end', () => { resolve(performance.now() - started) })
    })
    asked.on('error', reject)
    asked.end()
  })
}

function at(values: readonly number[], share: number): number {
  return Math.round((values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0) * 10) / 10
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

// Opens the awaiting-care board and a statement while nothing else goes on, while a visit file is imported and while a period is paid, all by one process, as
// `tendwell serve` is one: `node_modules/.bin/node bench/pages-under-load.ts [rows] [rounds]`. Prints one line of JSON and one for people; the pages' figures are of all loads of all rounds together, the rest are medians of the rounds.
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { makeTestDatabase } from '../test/support/test-database.ts'
import type { Asked, Done, Serving } from './busy-server.ts'

const ROWS = Number(process.argv[2] ?? 20_000)
const ROUNDS = Number(process.argv[3] ?? 3)
const QUIET_MS = 6000
/** Each page has readers who load it, look at it for a while, and load it again. */
const READERS = 3
const LOOK_MS = 100

const PAGES = ['board', 'statement'] as const
type Times = Readonly<Record<(typeof PAGES)[number], number[]>>

const database = await makeTestDatabase()
const server = fork(new URL('busy-server.ts', import.meta.url), { env: { ...process.env, BENCH_DATABASE_URL: database.url, BENCH_ROWS: String(ROWS), BENCH_ROUNDS: String(ROUNDS) } })
server.once('exit', (code) => {
  if (code !== 0) throw new Error(`the server ended with ${String(code)}`)
})
const { port, pages } = await answer<Serving>()
const agent = new Agent({ keepAlive: true, maxSockets: READERS * PAGES.length })
await readWhile(new Promise((resolve) => setTimeout(resolve, 3000)))

const figures = { quiet: [] as Times[], import: [] as Times[], pay: [] as Times[] }
const seconds = { import: [] as number[], pay: [] as number[] }
const turns = { import: [] as number[], pay: [] as number[] }
const sizes = { import: 0, pay: 0 }
for (let round = 0; round < ROUNDS; round += 1) {
  figures.quiet.push(await readWhile(new Promise((resolve) => setTimeout(resolve, QUIET_MS))))
  for (const work of ['import', 'pay'] as const) {
    const started = performance.now()
    const done = answer<Done>()
    ask({ do: work, round })
    figures[work].push(await readWhile(done))
    const { size, turnMs } = await done
    sizes[work] = size
    turns[work].push(turnMs)
    seconds[work].push((performance.now() - started) / 1000)
  }
}
ask('stop')
await new Promise((resolve) => server.once('exit', resolve))
agent.destroy()
await database.drop()

/** All loads of all rounds together: a p99 of few is the slowest of them. */
const shown = Object.fromEntries(
  PAGES.map((page) => {
    const [quiet, importing, paying] = [figures.quiet, figures.import, figures.pay].map((rounds) => rounds.flatMap((each) => each[page])) as [number[], number[], number[]]
    const p99 = (times: readonly number[]): number => at(times, 0.99)
    return [page, { quietMedianMs: at(quiet, 0.5), quietP99Ms: p99(quiet), importMedianMs: at(importing, 0.5), importP99Ms: p99(importing), payMedianMs: at(paying, 0.5), payP99Ms: p99(paying), importRatio: rounded(p99(importing) / p99(quiet)), payRatio: rounded(p99(paying) / p99(quiet)), loads: { quiet: quiet.length, import: importing.length, pay: paying.length } }]
  }),
)
console.log(JSON.stringify({ bench: 'pages-under-load', rows: sizes.import, lines: sizes.pay, rounds: ROUNDS, importSeconds: rounded(median(seconds.import)), paySeconds: rounded(median(seconds.pay)), longestTurnMs: { import: median(turns.import), pay: median(turns.pay) }, load: rounded(loadavg()[0] ?? 0), ...shown }))
for (const page of PAGES) console.log(`${page}: ${JSON.stringify(shown[page])}`)

function ask(asked: Asked): void {
  server.send(asked)
}

function answer<T>(): Promise<T> {
  return new Promise((resolve) => server.once('message', (message) => { resolve(message as T) }))
}

/** Lets the readers load their pages until the work is done; answers the times to the last byte, in milliseconds. */
async function readWhile(work: Promise<unknown>): Promise<Times> {
  const times: Times = { board: [], statement: [] }
  let isDone = false
  void work.then(() => { isDone = true })
  await Promise.all(PAGES.flatMap((page) => Array.from({ length: READERS }, async () => {
    while (!isDone) {
      times[page].push(await load(pages[page]))
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
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

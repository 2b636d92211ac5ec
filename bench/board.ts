// Opens the awaiting-care board with 2,000 waiting packages for 50 readers at once: `node_modules/.bin/node bench/board.ts`.
// The server is a process of its own. Prints one line of JSON and one for people.
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import pg from 'pg'
import { makeTestDatabase } from '../test/support/test-database.ts'
import { writeBrokerageFacts } from './brokerage-facts.ts'

const READERS = 50
const SECONDS = 10
/** How often somebody who watches the board loads it again. */
const RELOAD_MS = 5000

interface Started { readonly port: number; readonly cookie: string }

const database = await makeTestDatabase()
const client = new pg.Client({ connectionString: database.url })
await client.connect()
await writeBrokerageFacts(client, { providers: 60, placed: 3000, waiting: 2000 })
await client.end()
const server = fork(new URL('board-server.ts', import.meta.url), { env: { ...process.env, BENCH_DATABASE_URL: database.url } })
const { port, cookie } = await new Promise<Started>((resolve, reject) => {
  server.once('message', (message) => { resolve(message as Started) })
  server.once('exit', (code) => { reject(new Error(`the server ended with ${String(code)}`)) })
})
const agent = new Agent({ keepAlive: true, maxSockets: READERS })
const alone = await Promise.all([firstByte()]).then(async () => { const times: number[] = []; for (let n = 0; n < 10; n += 1) times.push((await firstByte()).ms); return times })
let bytes = 0
const paced = await readersFor(SECONDS, () => new Promise((resolve) => setTimeout(resolve, RELOAD_MS)))
const times = await readersFor(SECONDS, () => Promise.resolve())
server.send('stop')
await new Promise((resolve) => server.once('exit', resolve))
agent.destroy()
await database.drop()

const figures = { bench: 'board', waiting: 2000, readers: READERS, aloneMedianMs: at(alone, 0.5), watchingMedianMs: at(paced, 0.5), watchingP99Ms: at(paced, 0.99), busyMedianMs: at(times, 0.5), busyP99Ms: at(times, 0.99), pagesPerSecond: Math.round(times.length / SECONDS), pageBytes: bytes }
console.log(JSON.stringify(figures))
console.log(`The board with 2,000 waiting packages: first byte after ${String(figures.watchingMedianMs)} ms in the median and ${String(figures.watchingP99Ms)} ms at the 99th percentile for ${String(READERS)} readers who load it every five seconds; ${String(figures.busyMedianMs)} ms when all load it again at once without end; ${String(figures.aloneMedianMs)} ms for one alone.`)

/** Lets the readers load the board until the time is up, waiting between two loads; answers the times to the first byte. */
async function readersFor(seconds: number, wait: () => Promise<void>): Promise<number[]> {
  const until = performance.now() + seconds * 1000
  const found: number[] = []
  await Promise.all(Array.from({ length: READERS }, async (_, reader) => {
    await new Promise((resolve) => setTimeout(resolve, (reader * RELOAD_MS) / READERS))
    while (performance.now() < until) {
      const answer = await firstByte()
      found.push(answer.ms)
      bytes = answer.bytes
      await wait()
    }
  }))
  return found
}

function firstByte(): Promise<{ ms: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const asked = request({ host: '127.0.0.1', port, path: '/board', agent, headers: { cookie } }, (response) => {
      const ms = performance.now() - started
      let size = 0
      if (response.statusCode !== 200) reject(new Error(`the board answered ${String(response.statusCode)}`))
      response.on('data', (chunk: Buffer) => { size += chunk.length })
      response.on('end', () => { resolve({ ms, bytes: size }) })
    })
    asked.on('error', reject)
    asked.end()
  })
}

function at(values: readonly number[], share: number): number {
  return Math.round((values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0) * 10) / 10
}

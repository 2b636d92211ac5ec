// Re-prices and totals England's visits of a year, 250,000,000, from a column file on two threads:
// `node_modules/.bin/node bench/england.ts [visits] [folder]`. Makes the file by a seed, and removes it. Prints one line of JSON and one for people.
import assert from 'node:assert/strict'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { columnsIn, readColumnsHeader, VISIT_BYTES, writeColumnsHeader } from '../src/payment/files/visit-columns-file.ts'
import { priceVisit } from '../src/payment/rules/price-visit.ts'
import { columnPricer, columnTotals, noSums, type ColumnSums } from '../src/payment/rules/what-if/price-columns.ts'
import { factsOfKey, firstKey, secondKey, type ColumnWords } from '../src/payment/rules/what-if/visit-columns.ts'
import type { RuleSetDocument } from '../src/payment/terms/rule-set.ts'
import { drawnRuleSets } from './drawn-rule-sets.ts'
import { englandWords } from './england-facts.ts'

const VISITS = Number(process.argv[2] ?? 250_000_000)
const [THREADS, BLOCK_VISITS] = [2, 131_072]

const [, , rules] = drawnRuleSets(3, 4)
assert.ok(rules !== undefined)
const folder = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'tendwell-england-'))
const path = join(folder, 'visits.twv')
try {
  const words = englandWords()
  const first = writeColumnsHeader({ ...words, places: [...words.places], months: [...words.months], rates: [...words.rates], visits: VISITS, blockVisits: BLOCK_VISITS })
  writeFileSync(path, first)
  truncateSync(path, first.length + VISITS * VISIT_BYTES)
  const making = performance.now()
  await onThreads('make', first.length)
  const made = (performance.now() - making) / 1000

  const [clock, processor] = [performance.now(), process.cpuUsage()]
  const { from, header } = headerOf(path, first.length)
  const parts = await onThreads('price', from)
  const sums = noSums(header)
  for (const part of parts) for (const key of ['visits', 'minutes', 'pence'] as const) for (const [at, more] of part.sums[key].entries()) sums[key][at] = (sums[key][at] ?? 0) + more
  const totals = columnTotals(header, sums)
  const seconds = (performance.now() - clock) / 1000
  const used = process.cpuUsage(processor)

  assert.equal(totals.visits, VISITS)
  const alone = checkAlone(from, header, rules)
  const figures = {
    bench: 'england',
    visits: VISITS,
    threads: THREADS,
    fileGigabytes: rounded(statSync(path).size / 1e9),
    seconds: rounded(seconds),
    processorSeconds: rounded((used.user + used.system) / 1_000_000),
    residentMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    signaturesPriced: parts.reduce((most, part) => Math.max(most, part.signatures), 0),
    providers: totals.by.provider.length,
    pounds: totals.pence / 100,
    equalOneByOne: alone,
    madeSeconds: rounded(made),
    load: loadavg()[0],
  }
  console.log(JSON.stringify(figures))
  console.log(`${String(VISITS)} visits of ${String(figures.fileGigabytes)} GB priced and totalled for ${String(figures.providers)} providers in ${String(figures.seconds)} s on ${String(THREADS)} threads (${String(figures.processorSeconds)} s of processor time), at most ${String(figures.residentMegabytes)} MB resident.`)
} finally {
  rmSync(folder, { recursive: true })
}

interface Part {
  readonly sums: ColumnSums
  readonly signatures: number
}

async function onThreads(kind: 'make' | 'price', from: number): Promise<Part[]> {
  const next = new SharedArrayBuffer(4)
  return Promise.all(
    Array.from(
      { length: THREADS },
      () =>
        new Promise<Part>((resolve, reject) => {
          const worker = new Worker(new URL('./england-worker.ts', import.meta.url), { workerData: { kind, path, from, visits: VISITS, blockVisits: BLOCK_VISITS, rules, next } })
          worker.once('message', resolve)
          worker.once('error', reject)
        }),
    ),
  )
}

function headerOf(file: string, length: number) {
  const read = readColumnsHeader(readAt(file, 0, length), statSync(file).size)
  assert.ok(read.ok)
  return read
}

/** The first block again, visit by visit and without remembering: it must come to the same. Answers how many visits that were. */
function checkAlone(from: number, words: ColumnWords, own: RuleSetDocument): number {
  const length = Math.min(BLOCK_VISITS, VISITS)
  const columns = columnsIn(readAt(path, from, length * VISIT_BYTES), length)
  let pence = 0
  for (let at = 0; at < length; at += 1) {
    const facts = factsOfKey(firstKey(columns.planned[at] ?? 0, columns.minutes[at] ?? 0, columns.outcome[at] ?? 0, columns.workers[at] ?? 0), secondKey(columns.notice[at] ?? 0, columns.secondOutcome[at] ?? 0, columns.secondMinutes[at] ?? 0), words.rates[columns.rate[at] ?? 0] ?? 0)
    pence += priceVisit(own, facts).pence
  }
  const sums = noSums(words)
  columnPricer(own, words).add(columns, sums)
  assert.equal(pence, sums.pence.reduce((sum, each) => sum + each, 0))
  return length
}

function readAt(file: string, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  const open = openSync(file, 'r')
  readSync(open, bytes, 0, length, at)
  closeSync(open)
  return bytes
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

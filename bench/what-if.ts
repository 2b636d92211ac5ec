// A year of 2,000,000 visits under 1,000 rule sets, held against DuckDB on the same columns: `node_modules/.bin/node bench/what-if.ts [visits] [rule sets]`.
// Prints one line of JSON and one for people. Rounds are interleaved; figures are medians for one rule set.
import assert from 'node:assert/strict'
import { loadavg } from 'node:os'
import { foldColumns } from '../src/payment/rules/what-if/fold-columns.ts'
import { groupEntries } from '../src/payment/rules/what-if/folded-visits.ts'
import { ABREAST, foldPricer, foldTotals } from '../src/payment/rules/what-if/price-fold.ts'
import type { PriceTotals } from '../src/payment/rules/price-totals.ts'
import { drawnRuleSets } from './drawn-rule-sets.ts'
import { duckTotals, openDuck, ourTotals, totalsSql } from './duckdb-visits.ts'
import { emptyColumns, fillVisits, madeWords, seeded, wholeCouncil } from './made-visits.ts'

const VISITS = Number(process.argv[2] ?? 2_000_000)
const RULE_SETS = Number(process.argv[3] ?? 1000)
const [ROUNDS, DUCK_EACH] = [7, 3]

const words = madeWords({ providers: 44, zones: 7 })
const columns = emptyColumns(VISITS)
fillVisits(columns, wholeCouncil(words), seeded(1))
const ruleSets = drawnRuleSets(RULE_SETS, 2)
const duck = await openDuck(columns, words)

const folding = spent()
const fold = foldColumns(columns, words)
const price = foldPricer(fold)
const folded = folding()

const ours: Spent[] = []
const theirs: Spent[] = []
let equal = 0
const each = Math.ceil(RULE_SETS / ROUNDS)
for (let round = 0; round < ROUNDS; round += 1) {
  const own = ruleSets.slice(round * each, (round + 1) * each)
  const all = spent()
  const totals: PriceTotals[] = []
  for (let at = 0; at < own.length; at += ABREAST) totals.push(...foldTotals(fold, price(own.slice(at, at + ABREAST))))
  const took = all()
  ours.push({ clock: took.clock / own.length, processor: took.processor / own.length })
  for (const [at, rules] of own.slice(0, DUCK_EACH).entries()) {
    const sql = totalsSql(rules)
    const one = spent()
    await duck.run(sql)
    theirs.push(one())
    assert.deepEqual(sorted(await duckTotals(duck, sql, words)), sorted(ourTotals(totals[at])), rules.name)
    equal += 1
  }
}

const [our, their] = [ours, theirs].map((list) => ({ clock: median(list.map((one) => one.clock)), processor: median(list.map((one) => one.processor)) }))
assert.ok(our !== undefined && their !== undefined)
const figures = {
  bench: 'what-if',
  visits: VISITS,
  ruleSets: RULE_SETS,
  countedApart: fold.parts.length,
  signatures: fold.signatures.counted.length,
  groupEntries: groupEntries(fold),
  foldMs: rounded(folded.clock * 1000),
  oursMs: rounded(our.clock * 1000),
  oursWithFoldMs: rounded((our.clock + folded.clock / RULE_SETS) * 1000),
  duckMs: rounded(their.clock * 1000),
  ratio: rounded(our.clock / their.clock),
  ratioWithFold: rounded((our.clock + folded.clock / RULE_SETS) / their.clock),
  ourProcessorMs: rounded(our.processor * 1000),
  duckProcessorMs: rounded(their.processor * 1000),
  foldProcessorMs: rounded(folded.processor * 1000),
  ratioOfProcessorTime: rounded(our.processor / their.processor),
  equalToThePenny: equal,
  load: loadavg()[0],
}
console.log(JSON.stringify(figures))
console.log(`A rule set over ${String(VISITS)} visits took ${String(figures.oursMs)} ms (${String(figures.oursWithFoldMs)} ms with its part of the fold), DuckDB ${String(figures.duckMs)} ms: ${String(figures.ratio)} (${String(figures.ratioWithFold)}). ${String(figures.signatures)} signatures, ${String(figures.countedApart)} parts of them counted one by one. Equal to the penny in every group on ${String(equal)} rule sets.`)

interface Spent {
  readonly clock: number
  readonly processor: number
}

/** Seconds by the clock and of the processor, all threads together, from now to the call of what is answered. */
function spent(): () => Spent {
  const [clock, processor] = [performance.now(), process.cpuUsage()]
  return () => {
    const used = process.cpuUsage(processor)
    return { clock: (performance.now() - clock) / 1000, processor: (used.user + used.system) / 1_000_000 }
  }
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
}

function sorted(totals: ReadonlyMap<string, string>): (readonly [string, string])[] {
  return [...totals].toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

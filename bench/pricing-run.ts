// Pays a four-week period of about 85,000 visits and compares it with binary COPY, over the driver's protocol, of the very rows it wrote
// into the same table, in the same round; figures are medians:
// `node_modules/.bin/node bench/pricing-run.ts [rounds]`. Prints one line of JSON and one for people.
import pg from 'pg'
import { systemActor } from '../src/platform/access/actor.ts'
import { demonstrationRuleSets } from '../src/payment/rules/demonstration-rule-sets.ts'
import { adoptRuleSet } from '../src/payment/actions/adopt-rule-set.ts'
import { runPayment } from '../src/payment/actions/run-payment.ts'
import { priceVisit } from '../src/payment/rules/price-visit.ts'
import type { VisitFacts } from '../src/payment/terms/priced-visit.ts'
import { fixedClock } from '../src/platform/action/clock.ts'
import type { House } from '../src/platform/action/work.ts'
import { openDb } from '../src/platform/db/open.ts'
import { makeTestDatabase } from '../test/support/test-database.ts'
import { copyIn, copyOut } from './copy.ts'
import { writePricingFacts } from './pricing-facts.ts'

const COLUMNS =
  'statement_id, provider_id, kind, adjusts_line_id, placement_id, person_id, zone_id, service_line, tier, visit_on, planned_visit_id, visit_reference, planned_minutes, planned_workers, actual_minutes, counted_minutes, payable_minutes, pence_per_hour, pence, nhs_pence, outcome, rule_set_id, rate_id, record_ids, trace'
const ROUNDS = Number(process.argv[2] ?? 5)

const rules = demonstrationRuleSets[2]
if (rules === undefined) throw new Error('the demonstration has no third rule set')

const database = await makeTestDatabase()
const house: House = { db: openDb(database.url, 5), clock: fixedClock('2026-02-02T09:00:00Z'), jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const client = new pg.Client({ connectionString: database.url })
await client.connect()
const actor = systemActor('bench')
const { frameworkId, visits } = await writePricingFacts(client)
const periodFromOn = Temporal.PlainDate.from('2026-01-05')
await adoptRuleSet(house, actor, { frameworkId, fromOn: periodFromOn, document: rules })

const runSeconds: number[] = []
const copySeconds: number[] = []
let lines = 0
for (let round = 0; round < ROUNDS; round += 1) {
  const started = performance.now()
  lines = (await runPayment(house, actor, { frameworkId, periodFromOn })).lines
  runSeconds.push((performance.now() - started) / 1000)
  const rows = await copyOut(client, `copy (select ${COLUMNS} from payment.pay_line order by id) to stdout (format binary)`)
  // Only the lines go: their statements stay, so that COPY meets the same foreign keys and the same four indexes.
  await client.query('truncate payment.pay_line restart identity cascade')
  const copied = performance.now()
  await copyIn(client, `copy payment.pay_line (${COLUMNS}) from stdin (format binary)`, rows)
  copySeconds.push((performance.now() - copied) / 1000)
  await client.query('truncate payment.pay_line, payment.statement, payment.pay_run restart identity cascade')
}
const priced = pureRate()
await client.end()
await house.db.destroy()
await database.drop()

const run = median(runSeconds)
const copy = median(copySeconds)
const ratio = run / copy
console.log(JSON.stringify({ bench: 'pricing-run', visits, rounds: ROUNDS, lines, runSeconds: rounded(run), copySeconds: rounded(copy), ratio: rounded(ratio), visitsPricedPerSecond: Math.round(priced) }))
console.log(`Paying ${String(lines)} visits took ${run.toFixed(2)} s; binary COPY of the same rows ${copy.toFixed(2)} s: ${ratio.toFixed(2)} times as long. Pricing alone: ${String(Math.round(priced / 1000))} thousand visits a second.`)

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** Visits priced in a second by the rule alone, without a database. */
function pureRate(): number {
  const facts: VisitFacts[] = Array.from({ length: 100_000 }, (_, at) => ({ planned: { minutes: 30, workers: 1 }, records: [{ outcome: 'delivered', actualMinutes: 20 + (at % 20), noticeHours: null, secondWorker: false }], pencePerHour: 2210 }))
  let best = 0
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now()
    let pence = 0
    for (const visit of facts) pence += priceVisit(rules as NonNullable<typeof rules>, visit).pence
    if (pence === 0) throw new Error('nothing was priced')
    best = Math.max(best, facts.length / ((performance.now() - started) / 1000))
  }
  return best
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

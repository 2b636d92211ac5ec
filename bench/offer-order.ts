// Decides the offer order of one package among 200 providers, with 5,000 live packages in the database, and compares the rule with
// the same eligibility as one SQL statement: `node_modules/.bin/node bench/offer-order.ts`. One line of JSON, one for people.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { previewOfferOrder } from '../src/brokerage/actions/preview-offer-order.ts'
import { offerOrder } from '../src/brokerage/rules/offer-order.ts'
import type { OfferOrderFacts } from '../src/brokerage/rules/offer-order-facts.ts'
import { allow } from '../src/kernel/decision.ts'
import { frameworkTerms } from '../src/market/terms/contract-model.ts'
import { RATINGS, TIERS, type StandingFacts } from '../src/market/terms.ts'
import { systemActor } from '../src/platform/access/actor.ts'
import { fixedClock } from '../src/platform/action/clock.ts'
import type { House } from '../src/platform/action/work.ts'
import { openDb } from '../src/platform/db/open.ts'
import { makeTestDatabase } from '../test/support/test-database.ts'
import { ELIGIBILITY_SQL, writeBrokerageFacts } from './brokerage-facts.ts'

const PROVIDERS = 200
const ROUNDS = 400
const RULE_ROUNDS = 5000
const NOW = '2026-03-02T09:00:00Z'

const database = await makeTestDatabase()
const house: House = { db: openDb(database.url, 5), clock: fixedClock(NOW), jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const client = new pg.Client({ connectionString: database.url })
await client.connect()
const { packageIds } = await writeBrokerageFacts(client, { providers: PROVIDERS, placed: 3000, waiting: 2000 })
const actor = systemActor('bench')
const chosen = (round: number): string => packageIds[(round * 37) % packageIds.length] ?? ''

// Interleaved, so that whatever else the machine does falls on both alike.
const whole: number[] = []
const statement: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  whole.push(await timed(() => previewOfferOrder(house, actor, chosen(round))))
  statement.push(await timed(() => client.query({ name: 'eligibility', text: ELIGIBILITY_SQL, values: [chosen(round), '2026-03-02'] })))
}
const rule: number[] = []
const facts = inventedFacts()
for (let round = 0; round < RULE_ROUNDS; round += 1) {
  const started = performance.now()
  offerOrder(facts)
  rule.push(performance.now() - started)
}
await client.end()
await house.db.destroy()
await database.drop()

const figures = { bench: 'offer-order', providers: PROVIDERS, packages: 5000, ruleP99Ms: at(rule, 0.99), ruleMedianMs: at(rule, 0.5), wholeP99Ms: at(whole, 0.99), wholeMedianMs: at(whole, 0.5), sqlMedianMs: at(statement, 0.5), ruleToSql: round(at(rule, 0.5) / at(statement, 0.5)) }
console.log(JSON.stringify(figures))
console.log(`The rule with all its reasons for ${String(PROVIDERS)} providers: median ${String(figures.ruleMedianMs)} ms, p99 ${String(figures.ruleP99Ms)} ms. With the facts read and the read audited: median ${String(figures.wholeMedianMs)} ms, p99 ${String(figures.wholeP99Ms)} ms. One SQL statement: median ${String(figures.sqlMedianMs)} ms.`)

function inventedFacts(): OfferOrderFacts {
  const standings = Array.from({ length: PROVIDERS }, (_, index): StandingFacts => ({ providerId: randomUUID(), providerName: `Provider ${String(index)}`, tier: TIERS[index % 3] ?? 'spot', rank: 1 + (index % 40), languages: index % 4 === 0 ? ['Gujarati'] : [], rating: RATINGS[index % 5] ?? 'good', suspendedReason: index % 25 === 0 ? 'Late visits' : null, leftOn: null }))
  const rate = allow({ pencePerHour: 2000 })
  return {
    terms: frameworkTerms.parse({ model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 120 }, { tiers: ['secondary', 'spot'], replyWorkingMinutes: 240 }], eligibility: { refusedRatings: ['inadequate'], languagesRequired: true } }),
    on: Temporal.PlainDate.from('2026-03-02'), serviceLine: 'core', urgency: 'planned', weeklyMinutes: 630, blocks: new Map(), languages: ['Gujarati'], standings, crossZone: [], rates: { lead: rate, secondary: rate, spot: rate, 'last-resort': rate }, earlier: [],
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

function at(values: readonly number[], share: number): number {
  return round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

// What `tendwell worker` does, for `bench/pages-under-load.ts`: it makes the facts, and on a message imports a visit file or runs a payment, by the actions that its jobs call.
import pg from 'pg'
import { demonstrationRuleSets } from '../src/payment/rules/demonstration-rule-sets.ts'
import { adoptRuleSet } from '../src/payment/actions/adopt-rule-set.ts'
import { runPayment } from '../src/payment/actions/run-payment.ts'
import { systemActor } from '../src/platform/access/actor.ts'
import { systemClock } from '../src/platform/action/clock.ts'
import { lowerPriority } from '../src/platform/action/lower-priority.ts'
import type { House } from '../src/platform/action/work.ts'
import { CONNECTIONS, openDb } from '../src/platform/db/open.ts'
import { importVisits } from '../src/visits/actions/import-visits.ts'
import { planWeek } from '../src/visits/actions/plan-week.ts'
import { aCaseload } from '../src/visits/testing/a-caseload.ts'
import { writeBrokerageFacts } from './brokerage-facts.ts'
import { periodFrom, writePaidVisits } from './busy-facts.ts'
import { fileOfWeek, PATTERN, VISITS_A_WEEK } from './visit-import-file.ts'

/** What the bench asks: work of a round, of which one starts the file's name. */
export type Asked = { readonly do: 'import' | 'pay'; readonly round: number } | 'stop'
/** What it hears first: a statement to look at. */
export interface Made { readonly statementId: string }
/** What it hears of each piece of work: its rows or lines. */
export interface Done { readonly size: number }

/** Periods paid one after the other in each round, so that pages are loaded often enough meanwhile. */
const PERIODS_A_ROUND = 2

const rows = Number(process.env['BENCH_ROWS'])
const rounds = Number(process.env['BENCH_ROUNDS'])
const url = process.env['BENCH_DATABASE_URL'] ?? ''
const actor = systemActor('bench')
const house: House = { db: openDb(url, CONNECTIONS, {}, lowerPriority), clock: systemClock, jobs: { send: () => Promise.resolve(), listFailed: () => Promise.resolve([]), retry: () => Promise.resolve() } }
const client = new pg.Client({ connectionString: url })
await client.connect()
const { frameworkId } = await writeBrokerageFacts(client, { providers: 44, placed: 400, waiting: 2000 })
await writePaidVisits(client, rounds * PERIODS_A_ROUND + 1)
const [, , rules] = demonstrationRuleSets
if (rules === undefined) throw new Error('the demonstration has no third rule set')
await adoptRuleSet(house, actor, { frameworkId, fromOn: periodFrom(0), document: rules })
const caseload = await aCaseload(house, { people: Math.ceil(rows / VISITS_A_WEEK), pattern: PATTERN })
const weekOf = (round: number): Temporal.PlainDate => Temporal.PlainDate.from('2026-08-03').add({ weeks: round })
for (let round = 0; round < rounds; round += 1) await planWeek(house, actor, { weekOn: weekOf(round) })
// Made here, not when they are sent: a provider's system makes its file, not the program.
const files = Array.from({ length: rounds }, (_, round) => fileOfWeek(caseload, weekOf(round)))
await client.query('analyze')
await runPayment(house, actor, { frameworkId, periodFromOn: periodFrom(0) })
const statements = await client.query<{ id: string }>('select id from payment.statement order by line_count desc limit 1')
await client.end()
process.send?.({ statementId: statements.rows[0]?.id ?? '' } satisfies Made)
process.on('message', (asked: Asked) => {
  if (asked === 'stop') void house.db.destroy().then(() => process.exit())
  else void (asked.do === 'import' ? importWeek(asked.round) : payPeriods(asked.round)).then((size) => process.send?.({ size } satisfies Done))
})

async function importWeek(round: number): Promise<number> {
  const file = files[round]
  if (file === undefined) throw new Error(`there is no file of round ${String(round)}`)
  const { bytes, good, rows: sent } = file
  const { summary } = await importVisits(house, caseload.coordinator, { providerId: caseload.providerId, name: 'bench.csv', bytes, preview: false })
  if (summary.new !== good) throw new Error(`not every good row was new: ${JSON.stringify(summary)}`)
  return sent
}

async function payPeriods(round: number): Promise<number> {
  let lines = 0
  for (let period = 1; period <= PERIODS_A_ROUND; period += 1) lines += (await runPayment(house, actor, { frameworkId, periodFromOn: periodFrom(round * PERIODS_A_ROUND + period) })).lines
  return lines
}

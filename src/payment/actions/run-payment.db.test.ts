import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { systemActor } from '../../platform/access/actor.ts'
import { Forbidden, Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/test-house.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { anAccount } from '../../platform/web/testing/test-app.ts'
import { approveRun } from '../testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord, withdraw, type PaymentCouncil, type TestPlacement } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-30T09:00:00Z' })
const finance = actorWith('finance-officer')
const commissioner = actorWith('commissioner')
const day = (text: string) => Temporal.PlainDate.from(text)
const [JANUARY, FEBRUARY, MARCH] = ['2026-01-05', '2026-02-02', '2026-03-02'].map(day) as [Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate]
const [planned, , nearestFive] = demonstrationRuleSets
let made = 0

interface Scene {
  readonly council: PaymentCouncil
  readonly placement: TestPlacement
  readonly run: (period: Temporal.PlainDate) => ReturnType<typeof runPayment>
}

async function aScene(options: { rules?: unknown; in?: TestHouse } = {}): Promise<Scene> {
  made += 1
  const at = options.in ?? house
  const council = await aPaymentCouncil(at, `Framework ${made}`)
  const placement = await aPlacement(at, council, await aProvider(at, `Provider ${made}`))
  await adoptRuleSet(at, commissioner, { frameworkId: council.frameworkId, fromOn: JANUARY, document: options.rules ?? nearestFive })
  return { council, placement, run: (period) => runPayment(at, finance, { frameworkId: council.frameworkId, periodFromOn: period }) }
}

interface LineRow { kind: string; visit_on: string; pence: number; payable_minutes: number; outcome: string; adjusts_line_id: number | null; trace: unknown[][]; id: number }

async function linesOf(payRunId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`select l.* from payment.pay_line l join payment.statement s on s.id = l.statement_id where s.pay_run_id = ${payRunId} order by l.id`.execute(house.db)
  return rows
}

async function counts(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from payment.pay_run) as runs, (select count(*) from payment.statement) as statements, (select count(*) from payment.pay_line) as lines, (select sum(pence) from payment.pay_line) as pence, (select count(*) from notify.message) as messages`.execute(house.db)
  return rows[0]
}

async function assertSumsHold(): Promise<void> {
  const { rows } = await sql`select s.number from payment.statement s left join payment.pay_line l on l.statement_id = s.id group by s.id
    having coalesce(sum(l.pence) filter (where l.kind = 'visit'), 0) <> s.visits_pence or coalesce(sum(l.pence) filter (where l.kind = 'adjustment'), 0) <> s.adjustments_pence
      or sum(l.payable_minutes) <> s.payable_minutes or count(*) filter (where l.kind = 'visit') <> s.line_count or count(*) filter (where l.kind = 'adjustment') <> s.adjustment_count`.execute(house.db)
  assert.deepEqual(rows, [])
}

describe('a payment run', () => {
  test('pays each visit of the period by the rules of its date, and its lines sum to the statement', async () => {
    const { placement, run } = await aScene()
    const first = await plan(house, placement, '2026-01-05')
    const second = await plan(house, placement, '2026-02-01', { minutes: 45 })
    await plan(house, placement, '2026-01-20')
    await plan(house, placement, '2026-02-02')
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-05', plannedVisitId: first, minutes: 27 })
    await sendRecord(house, placement, { reference: 'B', on: '2026-02-01', plannedVisitId: second, minutes: 43 })
    await sendRecord(house, placement, { reference: 'C', on: '2026-01-08', minutes: 20 })
    const notes = () => house.db.selectFrom('kept.change').selectAll().execute()
    const before = await notes()
    const paid = await run(JANUARY)
    assert.deepEqual(await notes(), before, 'nothing that the board shows: what is kept of it stays')
    // 27 rounds to 25 (£10.00), 43 to 45 (£18.00); no record and not planned pay nothing by these rules.
    assert.deepEqual({ ...paid, payRunId: '' }, { payRunId: '', statements: 1, lines: 4, adjustments: 0, totalPence: 2800, already: false })
    const lines = await linesOf(paid.payRunId)
    assert.deepEqual(lines.map((line) => [line.visit_on, line.outcome, line.payable_minutes, line.pence]), [
      ['2026-01-05', 'delivered', 25, 1000],
      ['2026-01-08', 'delivered', 0, 0],
      ['2026-01-20', 'no-record', 0, 0],
      ['2026-02-01', 'delivered', 45, 1800],
    ])
    assert.deepEqual(lines[0]?.trace.at(-1), ['money', 25, 2400, 1000])
    await assertSumsHold()
  })

  test('pays a placement with a price of its own at that price, whatever rates begin', async () => {
    const { placement, run } = await aScene()
    await sql`update brokerage.placement set agreed_pence_per_hour = 1900 where id = ${placement.placementId}`.execute(house.db)
    const first = await plan(house, placement, '2026-01-05')
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-05', plannedVisitId: first, minutes: 30 })
    const paid = await run(JANUARY)
    assert.equal(paid.totalPence, 950)
    const { rows } = await sql<{ rate_id: string | null; pence_per_hour: number }>`select l.rate_id, l.pence_per_hour from payment.pay_line l join payment.statement s on s.id = l.statement_id where s.pay_run_id = ${paid.payRunId}`.execute(house.db)
    assert.deepEqual(rows, [{ rate_id: null, pence_per_hour: 1900 }])
  })

  test('run again for the same period changes nothing and says so', async () => {
    const { placement, run } = await aScene({ rules: planned })
    await plan(house, placement, '2026-01-06')
    const first = await run(JANUARY)
    const before = await counts()
    assert.deepEqual(await run(JANUARY), { ...first, already: true })
    assert.deepEqual(await counts(), before)
  })

  test('asked for twice at once pays once: the second waits and finds it done', async () => {
    const { placement, run } = await aScene({ rules: planned })
    for (let on = 10; on < 28; on += 1) await plan(house, placement, `2026-01-${on}`)
    const both = await Promise.all([run(JANUARY), run(JANUARY)])
    assert.deepEqual(both.map((each) => each.already).toSorted(), [false, true])
    assert.equal(both[0].payRunId, both[1].payRunId)
    assert.equal((await linesOf(both[0].payRunId)).length, 18)
  })

  test('adjusts a corrected record in the next run, again when it is corrected twice, and sums to what is owed now', async () => {
    const { placement, run } = await aScene()
    const visit = await plan(house, placement, '2026-01-12')
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-12', plannedVisitId: visit, minutes: 30 })
    const [first] = await linesOf((await run(JANUARY)).payRunId)
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-12', plannedVisitId: visit, minutes: 15, sequence: 2 })
    const february = await run(FEBRUARY)
    assert.deepEqual([february.lines, february.adjustments, february.totalPence], [0, 1, -600])
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-12', plannedVisitId: visit, minutes: 20, sequence: 3 })
    const march = await run(MARCH)
    assert.equal(march.totalPence, 200)
    const [adjustment] = await linesOf(march.payRunId)
    assert.equal(adjustment?.adjusts_line_id, first?.id)
    assert.deepEqual(adjustment?.trace.slice(-2), [['money', 20, 2400, 800], ['adjust', 15, 600, 5, 200]])
    const { rows } = await sql<{ pence: number }>`select sum(pence)::int as pence from payment.pay_line where planned_visit_id = ${visit}`.execute(house.db)
    assert.equal(rows[0]?.pence, 800)
    await assertSumsHold()
  })

  test('pays a record that came late in the next run', async () => {
    const { placement, run } = await aScene()
    const visit = await plan(house, placement, '2026-01-12')
    assert.equal((await run(JANUARY)).totalPence, 0)
    await sendRecord(house, placement, { reference: 'LATE', on: '2026-01-12', plannedVisitId: visit, minutes: 30 })
    assert.equal((await run(FEBRUARY)).totalPence, 1200)
  })

  test('takes back what was paid when a correction empties the visit, and moves with a record that answers another plan', async () => {
    const { placement, run } = await aScene()
    const [wrong, right] = [await plan(house, placement, '2026-01-12'), await plan(house, placement, '2026-01-13')]
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-12', plannedVisitId: wrong, minutes: 30 })
    await run(JANUARY)
    await sendRecord(house, placement, { reference: 'A', on: '2026-01-13', plannedVisitId: right, minutes: 30, sequence: 2 })
    const lines = await linesOf((await run(FEBRUARY)).payRunId)
    assert.deepEqual(lines.map((line) => [line.visit_on, line.kind, line.pence, line.outcome]), [['2026-01-12', 'adjustment', -1200, 'no-record'], ['2026-01-13', 'adjustment', 1200, 'delivered']])
  })

  test('takes back what was paid for a plan that was withdrawn afterwards', async () => {
    const { placement, run } = await aScene({ rules: planned })
    const visit = await plan(house, placement, '2026-01-12')
    assert.equal((await run(JANUARY)).totalPence, 1200)
    await withdraw(house, visit)
    const [line] = await linesOf((await run(FEBRUARY)).payRunId)
    assert.deepEqual([line?.kind, line?.pence, line?.outcome], ['adjustment', -1200, 'withdrawn'])
  })

  test('pays an unplanned visit once when its date is corrected into the next period', async () => {
    const { placement, run } = await aScene({ rules: { ...nearestFive, unplanned: 'pay-actual' } })
    await sendRecord(house, placement, { reference: 'X', on: '2026-02-01', minutes: 30 })
    assert.equal((await run(JANUARY)).totalPence, 1200)
    await sendRecord(house, placement, { reference: 'X', on: '2026-02-02', minutes: 40, sequence: 2 })
    const lines = await linesOf((await run(FEBRUARY)).payRunId)
    assert.deepEqual(lines.map((line) => [line.kind, line.pence]), [['adjustment', 400]])
    assert.equal((await run(MARCH)).statements, 0)
  })
})

describe('a payment run is refused', () => {
  const refusal = (code: string, words: RegExp) => (fault: unknown) => fault instanceof Refused && fault.code === code && words.test(fault.message)

  test('before the period has ended, out of order, and for a day on which no period begins', async () => {
    const { run } = await aScene()
    await assert.rejects(run(day('2026-03-30')), refusal('not-ended', /has not ended. It can be run from 27 April 2026/))
    await assert.rejects(run(day('2026-01-06')), refusal('not-a-period', /run the one that begins on 5 January 2026/))
    await run(FEBRUARY)
    await assert.rejects(run(JANUARY), refusal('before-first', /before 2 February 2026/))
  })

  test('when a visit has no rate or no rules, with a list of what is missing and nothing written but messages: to whoever adds what is missing, and to the provider whose statement waits', async () => {
    const { council, placement, run } = await aScene({ rules: planned })
    await sql`delete from market.rate where framework_id = ${council.frameworkId}`.execute(house.db)
    await plan(house, placement, '2026-01-12')
    await plan(house, placement, '2026-01-14')
    const before = await counts()
    await assert.rejects(run(JANUARY), refusal('cannot-price', /North, Core home care, tier lead: no rate has begun by 12 January 2026 \(2 visits\)/))
    assert.deepEqual(await counts(), before)
    await anAccount(house, 'provider-finance', placement.providerId)
    await anAccount(house, 'commissioner')
    await assert.rejects(run(JANUARY))
    const { rows } = await sql<{ template: string; says: boolean }>`select template, fields->>'why' like '%no rate has begun%' as says from notify.message where template in ('payment-held', 'statement-held') order by template`.execute(house.db)
    assert.deepEqual(rows, [{ template: 'payment-held', says: true }, { template: 'statement-held', says: null }])
  })

  test('to whoever is not a finance officer', async () => {
    const { council } = await aScene()
    await assert.rejects(runPayment(house, commissioner, { frameworkId: council.frameworkId, periodFromOn: JANUARY }), Forbidden)
  })
})

describe('what was paid', () => {
  test('cannot be edited or removed by either database role', async () => {
    const { placement, run } = await aScene({ rules: planned })
    await plan(house, placement, '2026-01-12')
    await run(JANUARY)
    for (const actor of [systemActor('test'), actorWith('provider-finance', placement.providerId)]) {
      for (const [table, column] of [['pay_line', 'pence'], ['statement', 'total_pence'], ['pay_run', 'run_by'], ['rule_set', 'document']]) {
        for (const statement of [`update payment.${table} set ${column} = ${column}`, `delete from payment.${table}`]) {
          await assert.rejects(read(house, actor, (work) => sql.raw(statement).execute(work.tx)), /permission denied/, statement)
        }
      }
    }
  })

  test('is seen by its own provider only, once the run is approved, also by raw SQL under the provider role', async () => {
    const { council, placement, run } = await aScene({ rules: planned })
    const other = await aPlacement(house, council, await aProvider(house, `Other ${made}`))
    await plan(house, placement, '2026-01-12')
    await plan(house, other, '2026-01-12')
    const { payRunId, statements } = await run(JANUARY)
    assert.equal(statements, 2)
    const look = () => read(house, actorWith('provider-finance', placement.providerId), (work) => sql<{ provider_id: string }>`select provider_id from payment.statement union select provider_id from payment.pay_line`.execute(work.tx))
    assert.deepEqual((await look()).rows, [])
    await approveRun(house, payRunId)
    const seen = await look()
    assert.deepEqual(seen.rows.map((row) => row.provider_id), [placement.providerId])
  })

  test('leaves an audit event for the run and for each statement', async () => {
    const { placement, run } = await aScene({ rules: planned })
    await plan(house, placement, '2026-01-12')
    const paid = await run(JANUARY)
    const { rows } = await sql<{ kind: string }>`select kind from audit.event where subject_id = ${paid.payRunId} or detail ->> 'payRunId' = ${paid.payRunId} order by seq`.execute(house.db)
    assert.deepEqual(rows.map((row) => row.kind), ['statement-made', 'payment-run'])
  })
})

describe('adopting rules', () => {
  test('makes the next version from a date, and never two from one date', async () => {
    const { council, placement, run } = await aScene({ rules: planned })
    await plan(house, placement, '2026-01-12')
    await run(JANUARY)
    const adopt = (fromOn: string) => adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: day(fromOn), document: nearestFive })
    assert.equal((await adopt('2026-02-02')).version, 2)
    await assert.rejects(adopt('2026-02-02'), /Version 2 already begins/)
    const visit = await plan(house, placement, '2026-02-03')
    await sendRecord(house, placement, { reference: 'N', on: '2026-02-03', plannedVisitId: visit, minutes: 18 })
    assert.equal((await run(FEBRUARY)).totalPence, 800, 'priced by version 2: 18 minutes round to 20')
  })

  test('names each setting that is wrong', async () => {
    const council = await aPaymentCouncil(house, 'Wrong rules')
    await assert.rejects(adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: JANUARY, document: { ...planned, basis: 'plan', colour: 1 } }), /basis must be one of planned, actual, lesser, claimed, banded. colour is not a setting that is known/)
  })
})

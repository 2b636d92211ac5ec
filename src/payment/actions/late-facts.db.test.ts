import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { setRates } from '../../market/actions/set-rates.ts'
import { systemActor } from '../../platform/access/actor.ts'
import { importVisits } from '../../visits/actions/import-visits.ts'
import { planWeek } from '../../visits/actions/plan-week.ts'
import { aCaseload, everyDay, placeCaseload, type Caseload } from '../../visits/testing/a-caseload.ts'
import { aVisitFile } from '../../visits/testing/a-visit-file.ts'
import { demonstrationRuleSets } from '../rules/demonstration-rule-sets.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan, sendRecord, type PaymentCouncil, type TestPlacement } from '../testing/payment-council.ts'
import { adoptRuleSet } from './adopt-rule-set.ts'
import { runPayment, type PaymentRun } from './run-payment.ts'

const house = await openTestHouse({ now: '2026-03-30T09:00:00Z' })
const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
const day = (text: string) => Temporal.PlainDate.from(text)
const [JANUARY, FEBRUARY, MARCH] = ['2026-01-05', '2026-02-02', '2026-03-02'].map(day) as [Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate]
const [planned, toTheMinute, nearestFive] = demonstrationRuleSets
let made = 0

interface Scene {
  readonly council: PaymentCouncil
  readonly placement: TestPlacement
}

const run = (of: { readonly frameworkId: string }, period: Temporal.PlainDate): Promise<PaymentRun> => runPayment(house, finance, { frameworkId: of.frameworkId, periodFromOn: period })
const rate = (of: PaymentCouncil, fromOn: string, pencePerHour: number, zoneId: string | null = null) =>
  setRates(house, commissioner, { frameworkId: of.frameworkId, rates: [{ zoneId, serviceLine: null, tier: null, fromOn: day(fromOn), pencePerHour }] })
const adopt = (of: PaymentCouncil, fromOn: string, document: unknown) => adoptRuleSet(house, commissioner, { frameworkId: of.frameworkId, fromOn: day(fromOn), document })

async function aScene(): Promise<Scene> {
  made += 1
  const council = await aPaymentCouncil(house, `Late facts ${made}`)
  const placement = await aPlacement(house, council, await aProvider(house, `Late provider ${made}`))
  await adopt(council, '2026-01-05', nearestFive)
  return { council, placement }
}

interface Line { kind: string; visit_on: string; pence: number; pence_per_hour: number; adjusts_line_id: number | null; id: number }

async function linesOf(payRunId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`select l.kind, l.visit_on::text, l.pence, l.pence_per_hour, l.adjusts_line_id, l.id from payment.pay_line l join payment.statement s on s.id = l.statement_id where s.pay_run_id = ${payRunId} order by l.id`.execute(house.db)
  return rows
}

/** What was paid for each day of a framework, all runs together. */
async function paidByDay(frameworkId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ visit_on: string; pence: number }>`select l.visit_on::text, sum(l.pence)::int as pence from payment.pay_line l
    join payment.statement s on s.id = l.statement_id join payment.pay_run r on r.id = s.pay_run_id where r.framework_id = ${frameworkId} group by 1 having sum(l.pence) <> 0`.execute(house.db)
  return Object.fromEntries(rows.map((row) => [row.visit_on, row.pence]))
}

async function visit({ placement }: Scene, reference: string, on: string, minutes: number): Promise<void> {
  await sendRecord(house, placement, { reference, on, plannedVisitId: await plan(house, placement, on), minutes })
}

describe('a rate that begins inside a period already paid', () => {
  test('makes an adjustment in the next run of each visit from its date on, pointing at the line it adjusts, and the lines paid stay as they were', async () => {
    const scene = await aScene()
    await visit(scene, 'A', '2026-01-12', 30)
    await visit(scene, 'B', '2026-01-26', 30)
    const before = await linesOf((await run(scene.council, JANUARY)).payRunId)
    await rate(scene.council, '2026-01-19', 3000)
    const february = await run(scene.council, FEBRUARY)
    assert.deepEqual((await linesOf(february.payRunId)).map((line) => [line.kind, line.visit_on, line.pence, line.pence_per_hour, line.adjusts_line_id]), [['adjustment', '2026-01-26', 300, 3000, before[1]?.id]])
    assert.deepEqual(await linesOf((await run(scene.council, JANUARY)).payRunId), before)
    assert.equal((await run(scene.council, FEBRUARY)).already, true)
    assert.equal((await run(scene.council, MARCH)).statements, 0, 'the run after it has nothing left to adjust')
  })

  test('leaves the visits of other places alone', async () => {
    const scene = await aScene()
    await visit(scene, 'A', '2026-01-12', 30)
    await run(scene.council, JANUARY)
    const other = randomUUID()
    await sql`insert into market.zone (id, framework_id, name, position) values (${other}, ${scene.council.frameworkId}, 'South', 2)`.execute(house.db)
    await rate(scene.council, '2026-01-05', 3000, other)
    assert.equal((await run(scene.council, FEBRUARY)).statements, 0)
  })

  test('never reaches visits before the first period that was paid', async () => {
    const scene = await aScene()
    await visit(scene, 'A', '2026-01-12', 30)
    await run(scene.council, FEBRUARY)
    await rate(scene.council, '2026-01-05', 3000)
    assert.equal((await run(scene.council, MARCH)).statements, 0)
  })
})

describe('rules that look across visits', () => {
  const byWeek = { ...toTheMinute, rounding: { unitMinutes: 30, mode: 'nearest', of: 'week' } }

  test('price a week as a whole, and a record corrected later adjusts the other visits of its week too', async () => {
    const scene = await aScene()
    await adopt(scene.council, '2026-01-06', byWeek)
    for (const [reference, on] of [['A', '2026-01-12'], ['B', '2026-01-13'], ['C', '2026-01-14'], ['D', '2026-01-20']] as const) await visit(scene, reference, on, 20)
    await run(scene.council, JANUARY)
    assert.deepEqual(await paidByDay(scene.council.frameworkId), { '2026-01-12': 1200, '2026-01-14': 1200, '2026-01-20': 1200 })
    const { rows } = await sql<{ planned_visit_id: number }>`select planned_visit_id from visits.visit_record where visit_reference = 'A' and provider_id = ${scene.placement.providerId}`.execute(house.db)
    await sendRecord(house, scene.placement, { reference: 'A', on: '2026-01-12', sequence: 2, minutes: 5, plannedVisitId: rows[0]?.planned_visit_id ?? null })
    await run(scene.council, FEBRUARY)
    assert.deepEqual(await paidByDay(scene.council.frameworkId), { '2026-01-13': 1200, '2026-01-14': 1200, '2026-01-20': 1200 })
    assert.equal((await run(scene.council, MARCH)).statements, 0, 'what is settled stays so')
  })

  test('ask of records what they must: those typed in by hand are paid by their own rule once they are too many', async () => {
    const scene = await aScene()
    await adopt(scene.council, '2026-01-06', { ...toTheMinute, manual: { overPercent: 50, pay: 'pay-nothing' } })
    for (const [reference, on] of [['A', '2026-01-12'], ['B', '2026-01-13'], ['C', '2026-02-10'], ['D', '2026-02-11']] as const) await visit(scene, reference, on, 30)
    await sql`update visits.visit_record set check_in_method = case when visit_reference in ('A', 'C', 'D') then 'manual' else 'app' end where provider_id = ${scene.placement.providerId}`.execute(house.db)
    await run(scene.council, JANUARY)
    await run(scene.council, FEBRUARY)
    assert.deepEqual(await paidByDay(scene.council.frameworkId), { '2026-01-12': 1200, '2026-01-13': 1200 })
  })
})

describe('rules that begin inside a period already paid', () => {
  test('make an adjustment in the next run of each visit that they pay otherwise', async () => {
    const scene = await aScene()
    await visit(scene, 'A', '2026-01-12', 27)
    await visit(scene, 'B', '2026-01-13', 30)
    assert.equal((await run(scene.council, JANUARY)).totalPence, 2200)
    const adopted = await adopt(scene.council, '2026-01-06', planned)
    assert.deepEqual([adopted.version, adopted.adjustsPaidFromOn?.toString()], [2, '2026-01-06'])
    const february = await run(scene.council, FEBRUARY)
    assert.deepEqual((await linesOf(february.payRunId)).map((line) => [line.kind, line.visit_on, line.pence]), [['adjustment', '2026-01-12', 200]])
    assert.equal((await run(scene.council, MARCH)).statements, 0)
  })

  test('say so only when something was paid from their date on', async () => {
    const { council } = await aScene()
    assert.equal((await adopt(council, '2026-01-06', planned)).adjustsPaidFromOn, null)
    await run(council, FEBRUARY)
    assert.equal((await adopt(council, '2026-01-07', planned)).adjustsPaidFromOn?.toString(), '2026-02-02', 'nothing before the first period paid is paid here')
    assert.equal((await adopt(council, '2026-03-02', planned)).adjustsPaidFromOn, null)
  })
})

type Late = { readonly kind: 'rate'; readonly on: string; readonly pence: number } | { readonly kind: 'rules'; readonly on: string; readonly which: number } | { readonly kind: 'record'; readonly reference: string; readonly sequence: number; readonly minutes: number }
const VISITS = { A: '2026-01-05', B: '2026-01-20', C: '2026-02-01', D: '2026-02-02', E: '2026-02-20', F: '2026-03-10' } as const
const someDay = fc.constantFrom('2026-01-06', '2026-01-20', '2026-02-01', '2026-02-02', '2026-02-15', '2026-03-05')
const late: fc.Arbitrary<Late> = fc.oneof(
  fc.record({ kind: fc.constant('rate' as const), on: someDay, pence: fc.constantFrom(1999, 2400, 2731, 3000) }),
  fc.record({ kind: fc.constant('rules' as const), on: someDay, which: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('record' as const), reference: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), sequence: fc.integer({ min: 2, max: 9 }), minutes: fc.integer({ min: 1, max: 50 }) }),
)
/** One rate and one rule set for a date: the second of a date is refused, as it should be. */
const lates = fc.uniqueArray(late, { maxLength: 6, selector: (each) => (each.kind === 'record' ? `${each.reference} ${each.sequence}` : `${each.kind} ${each.on}`) })

async function tell(scene: Scene, plans: ReadonlyMap<string, number>, news: Late): Promise<void> {
  if (news.kind === 'rate') await rate(scene.council, news.on, news.pence)
  else if (news.kind === 'rules') await adopt(scene.council, news.on, [planned, toTheMinute, nearestFive][news.which])
  else await sendRecord(house, scene.placement, { reference: news.reference, on: VISITS[news.reference as keyof typeof VISITS], plannedVisitId: plans.get(news.reference) ?? null, minutes: news.minutes, sequence: news.sequence })
}

async function aSceneWithVisits(): Promise<{ scene: Scene; plans: Map<string, number> }> {
  const scene = await aScene()
  const plans = new Map<string, number>()
  for (const [reference, on] of Object.entries(VISITS)) {
    const plannedVisitId = await plan(house, scene.placement, on)
    plans.set(reference, plannedVisitId)
    await sendRecord(house, scene.placement, { reference, on, plannedVisitId, minutes: 33 })
  }
  return { scene, plans }
}

test('whenever rates, rules and corrections come between the runs, each day is paid in the end as all of them together price it', async () => {
  await fc.assert(
    fc.asyncProperty(lates, fc.array(fc.nat({ max: 2 }), { minLength: 6, maxLength: 6 }), async (news, when) => {
      const sorted = news.toSorted((a, b) => (a.kind === 'record' && b.kind === 'record' ? a.sequence - b.sequence : 0))
      const [known, told] = [await aSceneWithVisits(), await aSceneWithVisits()]
      for (const each of sorted) await tell(known.scene, known.plans, each)
      for (const period of [JANUARY, FEBRUARY, MARCH]) await run(known.scene.council, period)
      // Records keep their order: a lower sequence after a higher one is history. What comes at 2 comes before the last run.
      let earliest = 0
      const at = sorted.map((_, place) => (earliest = Math.max(earliest, when[place] ?? 0)))
      for (const [place, period] of [JANUARY, FEBRUARY, MARCH].entries()) {
        for (const [index, each] of sorted.entries()) if (at[index] === place) await tell(told.scene, told.plans, each)
        await run(told.scene.council, period)
        assert.equal((await run(told.scene.council, period)).already, true)
      }
      assert.deepEqual(await paidByDay(told.scene.council.frameworkId), await paidByDay(known.scene.council.frameworkId))
    }),
    { numRuns: 40 },
  )
})

const rows = fc.uniqueArray(fc.record({ reference: fc.constantFrom('A', 'B', 'C', 'D'), on: fc.constantFrom('2026-01-06', '2026-01-07', '2026-02-04'), at: fc.constantFrom('08:00', '08:40', '12:10') }), { minLength: 1, maxLength: 4, selector: (each) => each.reference })

test('whether the file or the placement comes first, and whether before or after a run, each day is paid the same in the end', async () => {
  const weeks = [day('2026-01-05'), day('2026-02-02')]
  const planAll = async () => { for (const weekOn of weeks) await planWeek(house, systemActor('test'), { weekOn }) }
  const aCase = async (isPlaced: boolean): Promise<Caseload> => {
    const of = await aCaseload(house, { isPlaced, pattern: [...everyDay(480), ...everyDay(720)] })
    await sql`update market.framework set payment_anchor_on = '2026-01-05' where id = ${of.frameworkId}`.execute(house.db)
    await sql`insert into market.rate (id, framework_id, from_on, pence_per_hour, created_at) values (${randomUUID()}, ${of.frameworkId}, '2025-12-01', 2400, '2025-12-01T09:00:00Z')`.execute(house.db)
    await adoptRuleSet(house, commissioner, { frameworkId: of.frameworkId, fromOn: JANUARY, document: { ...nearestFive, unplanned: 'pay-actual' } })
    return of
  }
  await fc.assert(
    fc.asyncProperty(rows, fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }), async (sent, fileAt, placedAt, plannedAt) => {
      const [first, later] = [await aCase(true), await aCase(false)]
      const send = (of: Caseload) => importVisits(house, of.coordinator, { providerId: of.providerId, name: 'visits.csv', preview: false, bytes: aVisitFile(sent.map((each) => ({ visit_reference: each.reference, person_reference: of.people[0]?.personReference ?? '', visit_date: each.on, check_in: each.at, check_out: each.at.replace(/..$/, '58') }))) })
      await planAll()
      await send(first)
      for (const period of [JANUARY, FEBRUARY, MARCH]) await run(first, period)
      const place = async (at: number): Promise<void> => {
        if (at === fileAt) await send(later)
        if (at === placedAt) await placeCaseload(house, later)
        if (at === Math.max(plannedAt, placedAt)) await planAll()
      }
      for (const [at, period] of [JANUARY, FEBRUARY, MARCH].entries()) {
        await place(at)
        if (at === 2) await place(3)
        await run(later, period)
      }
      assert.deepEqual(await paidByDay(later.frameworkId), await paidByDay(first.frameworkId))
    }),
    { numRuns: 40 },
  )
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../src/platform/action/work.ts'
import { adoptRuleSet } from '../../src/payment/actions/adopt-rule-set.ts'
import { exportPayments } from '../../src/payment/actions/export-payments.ts'
import { runPayment } from '../../src/payment/actions/run-payment.ts'
import { demonstrationRuleSets } from '../../src/payment/rules/demonstration-rule-sets.ts'
import { approveRun } from '../../src/payment/testing/approve-run.ts'
import { actorWith, aPaymentCouncil, aPlacement, aProvider, plan } from '../../src/payment/testing/payment-council.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { Refused } from '../../src/platform/action/refused.ts'
import { importVisits } from '../../src/visits/actions/import-visits.ts'
import { planWeek } from '../../src/visits/actions/plan-week.ts'
import { aCaseload, type Caseload } from '../../src/visits/testing/a-caseload.ts'
import { aVisitFile, type FileRow } from '../../src/visits/testing/a-visit-file.ts'
import { countFates } from '../../src/visits/testing/count-fates.ts'

/** What is posted to the API for an operation, and by whom. */
export interface OperationRequest {
  readonly by: 'provider-coordinator' | 'finance-officer'
  readonly path: string
  readonly type: 'text/csv' | 'application/json'
  readonly body: Uint8Array<ArrayBuffer> | string
}

/** An operation that is cut off: done again with the same `input` it must end in the same state. */
export interface Operation {
  readonly name: 'import' | 'pay-run' | 'export'
  run(house: House): Promise<unknown>
  /** The same, as a program is asked for it. */
  readonly request: OperationRequest
  /** After a cut: all of it is there, or nothing. Throws what is wrong. */
  check(house: House): Promise<void>
  /** After it was done (again): it is there once. Throws what is wrong. */
  checkDone(house: House): Promise<void>
}

const [finance, commissioner] = [actorWith('finance-officer'), actorWith('commissioner')]
export const PERIOD = Temporal.PlainDate.from('2026-01-05')
let made = 0

/** One provider with three people and a planned week, to whom every import of a campaign is sent. */
export async function anImporter(house: House): Promise<Caseload> {
  const caseload = await aCaseload(house, { people: 3 })
  await planWeek(house, systemActor('test'), { weekOn: Temporal.PlainDate.from('2026-03-02') })
  return caseload
}

/** A file with new records, a repeated one, a changed one, a person nobody knows and a row that is refused; all references are its own. */
export function anImport(caseload: Caseload, nr: number): Operation {
  const references = caseload.people.map((person) => person.personReference)
  const row = (at: number, changes: Partial<FileRow> = {}): FileRow => ({ visit_reference: `K${String(nr)}-${String(at)}`, person_reference: references[at % 3] ?? '', visit_date: `2026-03-0${String(2 + (at % 6))}`, worker_reference: `W${String(nr)}-${String(at)}`, check_in: '08:00', check_out: '08:30', ...changes })
  const rows = [...Array.from({ length: 12 }, (_, at) => row(at)), row(3), row(4, { sequence: 2, check_out: '08:40' }), row(20, { person_reference: 'NOBODY' }), row(21, { check_in: 'half past' })]
  return importOf(caseload, nr, aVisitFile(rows))
}

function importOf(caseload: Caseload, nr: number, bytes: Buffer): Operation {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = async (house: House) => (await sql<{ id: string; sum: number; read: number }>`select id, read_count as read, new_count + changed_count + repeated_count + refused_count + unallocated_count as sum from visits.visit_file where provider_id = ${caseload.providerId} and sha256 = ${sha256}`.execute(house.db)).rows
  const check = async (house: House): Promise<void> => {
    const files = await file(house)
    const records = (await sql<{ count: number }>`select count(*) as count from visits.visit_record where provider_id = ${caseload.providerId} and visit_reference like ${`K${String(nr)}-%`}`.execute(house.db)).rows[0]?.count ?? 0
    const audited = (await sql<{ count: number }>`select count(*) as count from audit.event where kind = 'visit-file-received' and subject_id = ${files[0]?.id ?? ''}`.execute(house.db)).rows[0]?.count ?? 0
    assert.deepEqual({ files: files.length, records, audited }, files.length === 0 ? { files: 0, records: 0, audited: 0 } : { files: 1, records: 14, audited: 1 }, 'part of a file was kept')
  }
  return {
    name: 'import',
    request: { by: 'provider-coordinator', path: `/api/v1/visit-files?name=${String(nr)}.csv`, type: 'text/csv', body: Uint8Array.from(bytes) },
    run: (house) => importVisits(house, caseload.coordinator, { providerId: caseload.providerId, name: `${String(nr)}.csv`, bytes, preview: false }),
    check,
    checkDone: async (house) => {
      await check(house)
      const [kept] = await file(house)
      assert.ok(kept, 'the file is not there')
      const counted = await countFates(house.db, kept.id, bytes)
      assert.deepEqual([kept.read, kept.sum, counted.read], [16, 16, 16])
      const { rows } = await sql<{ current: number; references: number }>`select count(*) filter (where superseded_by is null) as current, count(distinct visit_reference) as references from visits.visit_record where provider_id = ${caseload.providerId} and visit_reference like ${`K${String(nr)}-%`}`.execute(house.db)
      assert.deepEqual(rows[0], { current: 13, references: 13 }, 'a record is there twice')
    },
  }
}

/** A period of two providers with three visits to pay. */
export async function aPeriod(house: House): Promise<string> {
  made += 1
  const council = await aPaymentCouncil(house, `Framework ${String(made)}`)
  await adoptRuleSet(house, commissioner, { frameworkId: council.frameworkId, fromOn: PERIOD, document: demonstrationRuleSets[0] })
  for (const [letter, days] of [['A', ['2026-01-12', '2026-01-13']], ['B', ['2026-01-12']]] as const) {
    const placement = await aPlacement(house, council, await aProvider(house, `${letter} ${String(made)}`))
    for (const on of days) await plan(house, placement, on)
  }
  return council.frameworkId
}

/** Throws unless the period was run as often as one of `runs` says, whole. */
export async function checkPayRun(at: House, frameworkId: string, runs: readonly number[]): Promise<void> {
  const { rows } = await sql<{ runs: number; statements: number; lines: number; pence: string; statementPence: string }>`
    select (select count(*) from payment.pay_run where framework_id = ${frameworkId}) as runs, count(distinct s.id) as statements, count(l.id) as lines, coalesce(sum(l.pence), 0) as pence,
      (select coalesce(sum(total_pence), 0) from payment.statement x join payment.pay_run y on y.id = x.pay_run_id where y.framework_id = ${frameworkId}) as "statementPence"
    from payment.statement s join payment.pay_run r on r.id = s.pay_run_id left join payment.pay_line l on l.statement_id = s.id where r.framework_id = ${frameworkId}`.execute(at.db)
  const found = rows[0]
  assert.ok(found !== undefined && runs.includes(found.runs), `${String(found?.runs)} runs`)
  assert.deepEqual({ ...found, pence: Number(found.pence), statementPence: Number(found.statementPence) }, found.runs === 0 ? { runs: 0, statements: 0, lines: 0, pence: 0, statementPence: 0 } : { runs: 1, statements: 2, lines: 3, pence: 3600, statementPence: 3600 }, 'part of a run was kept')
}

/** A payment run of a period of its own. */
export async function aPayRun(house: House): Promise<Operation> {
  const frameworkId = await aPeriod(house)
  const request = { by: 'finance-officer', path: '/api/v1/pay-runs', type: 'application/json', body: JSON.stringify({ frameworkId, periodFromOn: PERIOD.toString() }) } as const
  return { name: 'pay-run', request, run: (at) => runPayment(at, finance, { frameworkId, periodFromOn: PERIOD }), check: (at) => checkPayRun(at, frameworkId, [0, 1]), checkDone: (at) => checkPayRun(at, frameworkId, [1]) }
}

/** The payments file of an approved run of its own. */
export async function anExport(house: House): Promise<Operation> {
  const { payRunId } = await runPayment(house, finance, { frameworkId: await aPeriod(house), periodFromOn: PERIOD })
  await approveRun(house, payRunId)
  const check = async (at: House, counts: readonly number[]): Promise<void> => {
    const { rows } = await sql<{ nr: number; pence: string; dues: number; duePence: string; events: number }>`
      select e.nr, e.total_pence as pence, (select count(*) from payment.payment_due d where d.export_id = e.id) as dues, (select sum(d.pence) from payment.payment_due d where d.export_id = e.id) as "duePence",
        (select count(*) from payment.pay_run_event v where v.pay_run_id = e.pay_run_id and v.kind = 'exported') as events
      from payment.payment_export e where e.pay_run_id = ${payRunId}`.execute(at.db)
    assert.ok(counts.includes(rows.length), `${String(rows.length)} payments files`)
    for (const row of rows) assert.deepEqual({ ...row, pence: Number(row.pence), duePence: Number(row.duePence) }, { nr: 1, pence: 3600, dues: 2, duePence: 3600, events: 1 }, 'part of a payments file was kept')
    const { rows: gaps } = await sql<{ gap: number }>`select coalesce(max(sequence) - min(sequence) + 1 - count(*), 0)::int as gap from payment.payment_export`.execute(at.db)
    assert.equal(gaps[0]?.gap, 0, 'the numbers of payments files have a gap')
  }
  return {
    name: 'export',
    request: { by: 'finance-officer', path: `/api/v1/pay-runs/${payRunId}/exports`, type: 'application/json', body: '{}' },
    // Done before: it says so, and that is an answer.
    run: (at) => exportPayments(at, finance, { payRunId }).catch((fault: unknown) => { if (!(fault instanceof Refused) || fault.code !== 'not-paid') throw fault }),
    check: (at) => check(at, [0, 1]),
    checkDone: (at) => check(at, [1]),
  }
}

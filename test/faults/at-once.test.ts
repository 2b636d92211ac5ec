import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import type { House } from '../../src/platform/action/work.ts'
import { openDb } from '../../src/platform/db/open.ts'
import { putForwardRun, decideRun } from '../../src/payment/actions/decide-run.ts'
import { exportPayments } from '../../src/payment/actions/export-payments.ts'
import { runPayment } from '../../src/payment/actions/run-payment.ts'
import { actorWith } from '../../src/payment/testing/payment-council.ts'
import { openTestHouse } from '../support/test-house.ts'
import { cutDuring } from './cut-at-statement.ts'
import { IS_LONG } from './form.ts'
import { aPeriod, PERIOD } from './kill-operations.ts'

const AT_ONCE = 64
const ROUNDS = IS_LONG ? 50 : 1
const finance = actorWith('finance-officer')

/** What 64 at once left behind. */
interface Left {
  readonly runs: number
  readonly approvals: number
  readonly exports: number
}

/** 64 people at once run a period, then approve the run, then export it. */
async function round(house: House): Promise<Left> {
  const frameworkId = await aPeriod(house)
  const all = <T>(one: (nr: number) => Promise<T>) => Promise.allSettled(Array.from({ length: AT_ONCE }, (_, nr) => one(nr)))
  const ran = await all(() => runPayment(house, finance, { frameworkId, periodFromOn: PERIOD }))
  const payRunId = ran.find((each) => each.status === 'fulfilled')?.value.payRunId ?? ''
  await putForwardRun(house, finance, { payRunId, note: null })
  await all((nr) => decideRun(house, { ...actorWith('commissioner'), name: `Approver ${String(nr)}` }, { payRunId, isApproved: true, note: null }))
  await all(() => exportPayments(house, finance, { payRunId }))
  const { rows } = await sql<Left>`select (select count(*) from payment.pay_run where framework_id = ${frameworkId}) as runs,
    (select count(*) from payment.pay_run_event e join payment.pay_run r on r.id = e.pay_run_id where r.framework_id = ${frameworkId} and e.kind = 'approved') as approvals,
    (select count(*) from payment.payment_export e join payment.pay_run r on r.id = e.pay_run_id where r.framework_id = ${frameworkId}) as exports`.execute(house.db)
  return rows[0] ?? { runs: 0, approvals: 0, exports: 0 }
}

describe(`of ${String(AT_ONCE)} at once`, () => {
  test('who run a period, approve and export, one does: one run, one approval, one payments file', async (t) => {
    const house = await openTestHouse({ t })
    const db = openDb(house.url, 16)
    try {
      for (let nr = 0; nr < ROUNDS; nr += 1) assert.deepEqual(await round({ ...house, db }), { runs: 1, approvals: 1, exports: 1 })
    } finally {
      await db.destroy()
    }
  })

  test('negative control: without the locks, and the keys behind them, there is more than one', async (t) => {
    const house = await openTestHouse({ t })
    const { rows: keys } = await sql<{ table: string; name: string }>`select conrelid::regclass::text as table, conname as name from pg_constraint where (contype = 'u' and conrelid::regclass::text in ('payment.pay_run', 'payment.payment_export')) or (contype = 'p' and conrelid = 'payment.pay_run_event'::regclass)`.execute(house.db)
    for (const { table, name } of keys) await sql`alter table ${sql.raw(table)} drop constraint ${sql.ref(name)} cascade`.execute(house.db)
    for (const name of ['pay_run_event_approved_once', 'pay_line_visit_once', 'pay_line_unplanned_once']) await sql`drop index payment.${sql.ref(name)}`.execute(house.db)
    const db = openDb(house.url, 16)
    try {
      let left: Left | undefined
      const { fault } = await cutDuring({ cut: null, withoutTransaction: false, withoutLocks: true }, async () => { left = await round({ ...house, db }) })
      assert.ifError(fault)
      t.diagnostic(JSON.stringify(left))
      assert.ok(left !== undefined && left.runs > 1 && left.approvals > 1)
    } finally {
      await db.destroy()
    }
  })
})

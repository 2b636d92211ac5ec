import { sql, type NotNull } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { ReportedRun, PaidTally } from '../terms.ts'

/** Payment runs approved before an instant (a draft pays nobody yet), of the frameworks that are named. */
export async function listReportRuns(tx: Tx, knownBefore: Temporal.Instant, frameworkNames: ReadonlyMap<string, string>): Promise<ReportedRun[]> {
  const rows = await tx
    .selectFrom('payment.published_pay_run')
    .select(['pay_run_id', 'framework_id', 'from_on', 'to_on'])
    .where('approved_at', '<', knownBefore.toString())
    .orderBy('from_on')
    .$narrowType<{ pay_run_id: NotNull; framework_id: NotNull; from_on: NotNull; to_on: NotNull }>()
    .execute()
  return rows.filter((row) => frameworkNames.has(row.framework_id)).map((row) => ({
    payRunId: row.pay_run_id,
    framework: frameworkNames.get(row.framework_id) ?? '',
    fromOn: Temporal.PlainDate.from(row.from_on),
    toOn: Temporal.PlainDate.from(row.to_on),
  }))
}

/** The lines of some runs, added up by run, zone and kind. */
export async function tallyPaid(tx: Tx, payRunIds: readonly string[]): Promise<PaidTally[]> {
  if (payRunIds.length === 0) return []
  const rows = await tx
    .selectFrom('payment.published_statement_part')
    .select([
      'pay_run_id', 'zone_id', 'kind',
      sql<number>`sum(lines)::bigint`.as('lines'),
      sql<number>`sum(payable_minutes)::bigint`.as('minutes'),
      sql<number>`sum(pence)::bigint`.as('pence'),
      sql<number>`sum(nhs_pence)::bigint`.as('nhs_pence'),
    ])
    .where('pay_run_id', 'in', [...payRunIds])
    .groupBy(['pay_run_id', 'zone_id', 'kind'])
    .$narrowType<{ pay_run_id: NotNull }>()
    .execute()
  return rows.map((row) => ({
    payRunId: row.pay_run_id,
    zoneId: row.zone_id,
    // A fee at risk is no visit: it corrects what was paid.
    kind: row.kind === 'visit' ? 'visit' : 'adjustment',
    lines: row.lines,
    minutes: row.minutes,
    pence: row.pence,
    nhsPence: row.nhs_pence,
  }))
}

import { z } from 'zod'
import { sql } from 'kysely'
import type { Pence } from '../../kernel/amounts.ts'
import type { Tx } from '../../platform/db/handles.ts'
import { contributionTermsDocument, reckonedVisit, type ContributionLine, type ContributionTerms } from '../terms/contribution.ts'

/** Terms of a framework's refunds of contributions, the newest first. */
export async function listContributionTerms(tx: Tx, frameworkId: string): Promise<ContributionTerms[]> {
  const rows = await tx.selectFrom('payment.contribution_terms').selectAll().where('framework_id', '=', frameworkId).orderBy('from_on', 'desc').execute()
  return rows.map((row) => ({ id: row.id, frameworkId: row.framework_id, fromOn: Temporal.PlainDate.from(row.from_on), document: contributionTermsDocument.parse(row.document), setAt: Temporal.Instant.from(row.set_at), setBy: row.set_by }))
}

/** Which lines: of a run, one of them, or all of a package's week. */
export type ContributionFilter = { readonly payRunId: string } | { readonly id: number } | { readonly packageId: string; readonly weekOn: Temporal.PlainDate }

/** Lines by week, package and number. */
export async function listContributionLines(tx: Tx, filter: ContributionFilter): Promise<ContributionLine[]> {
  let query = tx.selectFrom('payment.contribution_line').selectAll().orderBy('week_on').orderBy('package_id').orderBy('nr')
  if ('id' in filter) query = query.where('id', '=', filter.id)
  else if ('payRunId' in filter) query = query.where('pay_run_id', '=', filter.payRunId)
  else query = query.where('package_id', '=', filter.packageId).where('week_on', '=', filter.weekOn.toString())
  return (await query.execute()).map((row) => ({
    id: row.id,
    frameworkId: row.framework_id,
    payRunId: row.pay_run_id,
    packageId: row.package_id,
    personId: row.person_id,
    weekOn: Temporal.PlainDate.from(row.week_on),
    nr: row.nr,
    contributionPence: row.contribution_pence,
    duePence: row.due_pence,
    plannedMinutes: row.planned_minutes,
    givenMinutes: row.given_minutes,
    lostMinutes: row.lost_minutes,
    refundPence: row.refund_pence,
    pence: row.pence,
    visits: z.array(reckonedVisit).parse(row.visits),
    termsId: row.terms_id,
    reckonedAt: Temporal.Instant.from(row.reckoned_at),
    reckonedBy: row.reckoned_by,
  }))
}

/** How the newest line of each package's week stands, by package and week (ISO), of weeks that begin between two days. */
export async function newestOfWeeks(tx: Tx, frameworkId: string, fromOn: string, toOn: string): Promise<Map<string, { readonly nr: number; readonly contributionPence: Pence; readonly duePence: Pence; readonly refundPence: Pence; readonly lostMinutes: number; readonly givenMinutes: number }>> {
  const rows = await tx
    .selectFrom('payment.contribution_line')
    .distinctOn(['package_id', 'week_on'])
    .select(['package_id', 'week_on', 'nr', 'contribution_pence', 'due_pence', 'refund_pence', 'lost_minutes', 'given_minutes'])
    .where('framework_id', '=', frameworkId)
    .where('week_on', '>=', fromOn)
    .where('week_on', '<=', toOn)
    .orderBy('package_id')
    .orderBy('week_on')
    .orderBy('nr', 'desc')
    .execute()
  return new Map(rows.map((row) => [`${row.package_id} ${row.week_on}`, { nr: row.nr, contributionPence: row.contribution_pence, duePence: row.due_pence, refundPence: row.refund_pence, lostMinutes: row.lost_minutes, givenMinutes: row.given_minutes }]))
}

/** Placements and days of earlier visits that the lines of a run correct. */
export async function listCorrectedDays(tx: Tx, payRunId: string): Promise<{ readonly placementId: string; readonly visitOn: string }[]> {
  const { rows } = await sql<{ placement_id: string; visit_on: string }>`
    select distinct l.placement_id, l.visit_on::text as visit_on from payment.statement s join payment.pay_line l on l.statement_id = s.id
    where s.pay_run_id = ${payRunId} and l.kind = 'adjustment' and l.placement_id is not null`.execute(tx)
  return rows.map((row) => ({ placementId: row.placement_id, visitOn: row.visit_on }))
}

/** The hour's price that a run last paid for each placement. */
export async function listPaidRates(tx: Tx, payRunId: string): Promise<Map<string, Pence>> {
  const { rows } = await sql<{ placement_id: string; pence_per_hour: number }>`
    select distinct on (l.placement_id) l.placement_id, l.pence_per_hour from payment.statement s join payment.pay_line l on l.statement_id = s.id
    where s.pay_run_id = ${payRunId} and l.placement_id is not null order by l.placement_id, l.visit_on desc, l.id desc`.execute(tx)
  return new Map(rows.map((row) => [row.placement_id, row.pence_per_hour]))
}

/** Ids of the runs with which contributions of a framework were reckoned. */
export async function listReckonedRuns(tx: Tx, frameworkId: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('payment.contribution_line').select('pay_run_id').distinct().where('framework_id', '=', frameworkId).execute()
  return new Set(rows.map((row) => row.pay_run_id))
}

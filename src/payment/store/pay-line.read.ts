import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { TraceStep } from '../terms/priced-visit.ts'
import type { LineKind, LineOutcome, PayLine } from '../terms/statement.ts'

/** Which lines of a statement; each part left out asks nothing. */
export interface LineFilter {
  readonly statementId: string
  readonly personId?: string | undefined
  readonly fromOn?: string | undefined
  readonly toOn?: string | undefined
  /** `differences`: paid otherwise than planned, corrections among them. */
  readonly only?: 'differences' | 'adjustments' | undefined
}

/** The columns a list of lines can be ordered by. */
export const LINE_ORDERS = { date: 'visit_on', planned: 'planned_minutes', actual: 'actual_minutes', paid: 'payable_minutes', pence: 'pence' } as const
export type LineOrder = keyof typeof LINE_ORDERS

/** One page of lines: by date unless told otherwise, then in the order they were made. */
export async function listPayLines(tx: Tx, filter: LineFilter, slice: { readonly order?: LineOrder | undefined; readonly descending?: boolean; readonly limit: number; readonly offset: number }): Promise<PayLine[]> {
  const rows = await fitting(tx, filter)
    .selectAll()
    .orderBy(LINE_ORDERS[slice.order ?? 'date'], (by) => (slice.descending === true ? by.desc().nullsLast() : by.asc().nullsFirst()))
    .orderBy('id')
    .limit(slice.limit)
    .offset(slice.offset)
    .execute()
  return rows.map(toPayLine)
}

export async function countPayLines(tx: Tx, filter: LineFilter): Promise<{ readonly lines: number; readonly pence: number }> {
  const row = await fitting(tx, filter).select((eb) => [eb.fn.countAll<number>().as('lines'), sql<number>`coalesce(sum(pence), 0)::bigint`.as('pence')]).executeTakeFirst()
  return { lines: row?.lines ?? 0, pence: row?.pence ?? 0 }
}

export async function findPayLine(tx: Tx, statementId: string, payLineId: number): Promise<PayLine | undefined> {
  const row = await tx.selectFrom('payment.pay_line').selectAll().where('id', '=', payLineId).where('statement_id', '=', statementId).executeTakeFirst()
  return row === undefined ? undefined : toPayLine(row)
}

/** The first line of a visit and every adjustment of it, in the order they were made, with the statement each stands on. */
export async function listLinesOfVisit(tx: Tx, firstLineId: number): Promise<{ readonly line: PayLine; readonly statementNumber: string }[]> {
  const rows = await tx
    .selectFrom('payment.pay_line as l')
    .innerJoin('payment.statement as s', 's.id', 'l.statement_id')
    .selectAll('l')
    .select('s.number as statement_number')
    .where((eb) => eb.or([eb('l.id', '=', firstLineId), eb('l.adjusts_line_id', '=', firstLineId)]))
    .orderBy('l.id')
    .execute()
  return rows.map((row) => ({ line: toPayLine(row), statementNumber: row.statement_number }))
}

function fitting(tx: Tx, filter: LineFilter) {
  let query = tx.selectFrom('payment.pay_line').where('statement_id', '=', filter.statementId)
  if (filter.personId !== undefined) query = query.where('person_id', '=', filter.personId)
  if (filter.fromOn !== undefined) query = query.where('visit_on', '>=', filter.fromOn)
  if (filter.toOn !== undefined) query = query.where('visit_on', '<=', filter.toOn)
  if (filter.only === 'adjustments') query = query.where('kind', '=', 'adjustment')
  if (filter.only === 'differences') query = query.where((eb) => eb.or([eb('kind', '=', 'adjustment'), eb('payable_minutes', '<>', sql<number>`planned_minutes * planned_workers`)]))
  return query
}

interface Row {
  id: number
  statement_id: string
  kind: string
  adjusts_line_id: number | null
  placement_id: string | null
  person_id: string | null
  zone_id: string | null
  service_line: string | null
  tier: string | null
  visit_on: string
  planned_visit_id: number | null
  visit_reference: string | null
  planned_minutes: number
  planned_workers: number
  actual_minutes: number | null
  counted_minutes: number
  payable_minutes: number
  pence_per_hour: number
  pence: number
  nhs_pence: number
  outcome: string
  rule_set_id: string
  rate_id: string | null
  record_ids: unknown[]
  trace: unknown
}

function toPayLine(row: Row): PayLine {
  return {
    id: row.id,
    statementId: row.statement_id,
    kind: row.kind as LineKind,
    adjustsLineId: row.adjusts_line_id,
    placementId: row.placement_id,
    personId: row.person_id,
    zoneId: row.zone_id,
    serviceLine: row.service_line,
    tier: row.tier,
    visitOn: Temporal.PlainDate.from(row.visit_on),
    plannedVisitId: row.planned_visit_id,
    visitReference: row.visit_reference,
    plannedMinutes: row.planned_minutes,
    plannedWorkers: row.planned_workers,
    actualMinutes: row.actual_minutes,
    countedMinutes: row.counted_minutes,
    payableMinutes: row.payable_minutes,
    pencePerHour: row.pence_per_hour,
    pence: row.pence,
    nhsPence: row.nhs_pence,
    outcome: row.outcome as LineOutcome,
    ruleSetId: row.rule_set_id,
    rateId: row.rate_id,
    recordIds: row.record_ids.map(Number),
    trace: row.trace as readonly TraceStep[],
  }
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows, type BulkColumn } from '../../platform/db/insert-rows.ts'
import type { PayRun } from '../terms.ts'
import type { NewPayLine, StatementPart, StatementTotals } from '../terms/statement.ts'

export async function insertPayRun(tx: Tx, run: PayRun): Promise<void> {
  await tx
    .insertInto('payment.pay_run')
    .values({ id: run.id, framework_id: run.frameworkId, from_on: run.fromOn.toString(), to_on: run.toOn.toString(), run_at: run.runAt.toString(), run_by: run.runBy, run_by_account: run.runByAccount, needs_approval: run.needsApproval, newest_record_id: run.newestRecordId, rate_ids: run.rateIds === null ? null : [...run.rateIds], rule_set_ids: run.ruleSetIds === null ? null : [...run.ruleSetIds] })
    .execute()
}

/** Writes statements in order and answers the number that each was given, by its id. */
export async function insertStatements(tx: Tx, statements: readonly (StatementTotals & { readonly id: string; readonly payRunId: string; readonly providerId: string })[]): Promise<Map<string, string>> {
  const rows = await tx
    .insertInto('payment.statement')
    .values(
      statements.map((statement) => ({
        id: statement.id,
        pay_run_id: statement.payRunId,
        provider_id: statement.providerId,
        number: sql<string>`'S' || nextval('payment.statement_number')`,
        line_count: statement.lineCount,
        adjustment_count: statement.adjustmentCount,
        planned_minutes: statement.plannedMinutes,
        payable_minutes: statement.payableMinutes,
        visits_pence: statement.visitsPence,
        adjustments_pence: statement.adjustmentsPence,
        total_pence: statement.totalPence,
        nhs_pence: statement.nhsPence,
      })),
    )
    .returning(['id', 'number'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.number]))
}

/** The lines of one statement. */
export interface LinesOfStatement {
  readonly id: string
  readonly providerId: string
  readonly lines: readonly NewPayLine[]
}

/** Writes the lines of statements, set-based: a large provider has 8,000 a period. */
export async function insertPayLines(tx: Tx, statements: readonly LinesOfStatement[]): Promise<void> {
  await insertRows(tx, 'payment.pay_line', lineColumns(), statements.flatMap((statement) => statement.lines.map((line) => ({ statement, line }))))
}

/** Writes the sums of statements' lines by zone, tier and kind. */
export async function insertStatementParts(tx: Tx, parts: readonly (StatementPart & { readonly statementId: string })[]): Promise<void> {
  await insertRows<StatementPart & { readonly statementId: string }>(
    tx,
    'payment.statement_part',
    [
      { name: 'statement_id', type: 'uuid', value: (part) => part.statementId },
      { name: 'zone_id', type: 'uuid', value: (part) => part.zoneId },
      { name: 'tier', type: 'text', value: (part) => part.tier },
      { name: 'kind', type: 'text', value: (part) => part.kind },
      { name: 'lines', type: 'int', value: (part) => part.lines },
      { name: 'payable_minutes', type: 'bigint', value: (part) => part.payableMinutes },
      { name: 'pence', type: 'bigint', value: (part) => part.pence },
      { name: 'nhs_pence', type: 'bigint', value: (part) => part.nhsPence },
    ],
    parts,
  )
}

/** Writes traces as JSON, each that lines share once. */
function jsonOf(): (trace: NewPayLine['trace']) => string {
  const written = new Map<NewPayLine['trace'], string>()
  return (trace) => {
    const json = written.get(trace) ?? JSON.stringify(trace)
    written.set(trace, json)
    return json
  }
}

interface LineOfStatement {
  readonly statement: LinesOfStatement
  readonly line: NewPayLine
}

function lineColumns(): BulkColumn<LineOfStatement>[] {
  const json = jsonOf()
  return [
    { name: 'statement_id', type: 'uuid', value: ({ statement }) => statement.id },
    { name: 'provider_id', type: 'uuid', value: ({ statement }) => statement.providerId },
    { name: 'kind', type: 'text', value: ({ line }) => line.kind },
    { name: 'adjusts_line_id', type: 'bigint', value: ({ line }) => line.adjustsLineId },
    { name: 'placement_id', type: 'uuid', value: ({ line }) => line.placementId },
    { name: 'person_id', type: 'uuid', value: ({ line }) => line.personId },
    { name: 'zone_id', type: 'uuid', value: ({ line }) => line.zoneId },
    { name: 'service_line', type: 'text', value: ({ line }) => line.serviceLine },
    { name: 'tier', type: 'text', value: ({ line }) => line.tier },
    { name: 'visit_on', type: 'date', value: ({ line }) => line.visitOn },
    { name: 'planned_visit_id', type: 'bigint', value: ({ line }) => line.plannedVisitId },
    { name: 'visit_reference', type: 'text', value: ({ line }) => line.visitReference },
    { name: 'planned_minutes', type: 'smallint', value: ({ line }) => line.plannedMinutes },
    { name: 'planned_workers', type: 'smallint', value: ({ line }) => line.plannedWorkers },
    { name: 'actual_minutes', type: 'int', value: ({ line }) => line.actualMinutes },
    { name: 'counted_minutes', type: 'int', value: ({ line }) => line.countedMinutes },
    { name: 'payable_minutes', type: 'int', value: ({ line }) => line.payableMinutes },
    { name: 'pence_per_hour', type: 'int', value: ({ line }) => line.pencePerHour },
    { name: 'pence', type: 'int', value: ({ line }) => line.pence },
    { name: 'nhs_pence', type: 'int', value: ({ line }) => line.nhsPence },
    { name: 'outcome', type: 'text', value: ({ line }) => line.outcome },
    { name: 'rule_set_id', type: 'uuid', value: ({ line }) => line.ruleSetId },
    { name: 'rate_id', type: 'uuid', value: ({ line }) => line.rateId },
    { name: 'record_ids', type: 'bigint[]', value: ({ line }) => `{${line.recordIds.join(',')}}` },
    { name: 'trace', type: 'jsonb', value: ({ line }) => json(line.trace), few: true },
  ]
}

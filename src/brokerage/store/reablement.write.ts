import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { insertRows } from '../../platform/db/insert-rows.ts'
import type { ReablementCapacity, ReablementDecision, ReablementExit, ReablementRule, ReablementStart } from '../terms/reablement.ts'

/** Sets a rule from now on. */
export async function insertReablementRule(tx: Tx, rule: ReablementRule): Promise<void> {
  await tx.insertInto('brokerage.reablement_rule').values({ id: rule.id, document: JSON.stringify(rule.document), note: rule.note, set_at: rule.setAt.toString(), set_by: rule.setBy }).execute()
}

/** Declares what a zone has from a day on. */
export async function insertReablementCapacity(tx: Tx, id: string, of: ReablementCapacity): Promise<void> {
  await tx.insertInto('brokerage.reablement_capacity').values({ id, zone_id: of.zoneId, from_on: of.fromOn.toString(), unit: of.unit, size: of.size, note: of.note, declared_at: of.declaredAt.toString(), declared_by: of.declaredBy }).execute()
}

/** A decision on its way into the store. */
export interface DecisionRow extends ReablementDecision {
  readonly packageId: string
}

/** Keeps what was decided on referrals. */
export async function insertReablementDecisions(tx: Tx, of: { readonly ruleId: string | null; readonly version: string; readonly at: Temporal.Instant; readonly by: string }, rows: readonly DecisionRow[]): Promise<void> {
  await insertRows<DecisionRow>(
    tx,
    'brokerage.reablement_decision',
    [
      { name: 'package_id', type: 'uuid', value: (row) => row.packageId },
      { name: 'rule_id', type: 'uuid', value: () => of.ruleId },
      { name: 'goes_first', type: 'boolean', value: (row) => row.goesFirst },
      { name: 'reasons', type: 'jsonb', value: (row) => JSON.stringify(row.reasons) },
      { name: 'rule_version', type: 'text', value: () => of.version },
      { name: 'decided_at', type: 'timestamptz', value: () => of.at.toString() },
      { name: 'decided_by', type: 'text', value: () => of.by },
    ],
    rows,
  )
}

/** Puts people on the waiting list of reablement. */
export async function insertReablements(tx: Tx, rows: readonly { readonly id: string; readonly packageId: string; readonly personId: string; readonly zoneId: string | null }[], of: { readonly on: Temporal.PlainDate; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  if (rows.length === 0) return
  await tx.insertInto('brokerage.reablement').values(rows.map((row) => ({ id: row.id, package_id: row.packageId, person_id: row.personId, zone_id: row.zoneId, referred_on: of.on.toString(), referred_at: of.at.toString(), referred_by: of.by }))).execute()
}

/** Gives a place; answers false when it was given before. */
export async function insertReablementStart(tx: Tx, reablementId: string, start: ReablementStart, at: Temporal.Instant): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.reablement_start')
    .values({ reablement_id: reablementId, starts_on: start.startsOn.toString(), planned_end_on: start.plannedEndOn.toString(), weekly_minutes: start.weeklyMinutes, team: start.team, recorded_at: at.toString(), recorded_by: start.recordedBy })
    .onConflict((conflict) => conflict.constraint('reablement_start_pk').doNothing())
    .returning('reablement_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps how reablement ended; answers false when that was recorded before. */
export async function insertReablementExit(tx: Tx, reablementId: string, exit: ReablementExit, version: string): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.reablement_exit')
    .values({ reablement_id: reablementId, exit_on: exit.exitOn.toString(), ending: exit.ending, minutes_before: exit.minutesBefore, minutes_after: exit.minutesAfter, result: exit.result, rule_version: version, note: exit.note, next_package_id: exit.nextPackageId, recorded_at: exit.recordedAt.toString(), recorded_by: exit.recordedBy })
    .onConflict((conflict) => conflict.constraint('reablement_exit_pk').doNothing())
    .returning('reablement_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Makes those who use the places of a zone, or act on one reablement, wait for one another until the transaction ends. */
export async function lockReablement(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7210362))`.execute(tx)
}

import type { Tx } from '../../platform/db/handles.ts'

/** An assignment to be kept; the parts that are documents come as JSON text. */
export interface AssignmentToKeep {
  readonly id: string
  readonly ruleVersion: string
  readonly seed: number
  readonly rounds: number
  readonly rules: string
  readonly inputsHash: string
  readonly inputs: string
  readonly result: string
  readonly comparison: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
}

/** Keeps an assignment for ever. */
export async function insertAssignment(tx: Tx, kept: AssignmentToKeep): Promise<void> {
  await tx
    .insertInto('brokerage.assignment')
    .values({
      id: kept.id, rule_version: kept.ruleVersion, rules: kept.rules, seed: kept.seed, rounds: kept.rounds, inputs_hash: kept.inputsHash,
      inputs: kept.inputs, result: kept.result, comparison: kept.comparison, made_at: kept.madeAt.toString(), made_by: kept.madeBy,
    })
    .execute()
}

/** What a broker decided about a package of an assignment. */
export interface DecisionToKeep {
  readonly assignmentId: string
  readonly packageId: string
  readonly decision: 'accepted' | 'refused'
  readonly providerId: string | null
  readonly poolZoneId: string | null
  readonly callOffId: string | null
  readonly note: string | null
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
}

/** Keeps a decision; answers false when one is kept already. */
export async function insertDecision(tx: Tx, kept: DecisionToKeep): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.assignment_decision')
    .values({
      assignment_id: kept.assignmentId, package_id: kept.packageId, decision: kept.decision, provider_id: kept.providerId, pool_zone_id: kept.poolZoneId,
      call_off_id: kept.callOffId, note: kept.note, decided_at: kept.decidedAt.toString(), decided_by: kept.decidedBy,
    })
    .onConflict((conflict) => conflict.constraint('assignment_decision_pk').doNothing())
    .returning('package_id')
    .executeTakeFirst()
  return row !== undefined
}

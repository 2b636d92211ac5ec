import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import { keptInputs, keptResult, switchCost, type KeptAssignment } from '../terms/kept-assignment.ts'

/** One assignment as it was kept; undefined when there is none. */
export async function findAssignment(tx: Tx, id: string): Promise<KeptAssignment | undefined> {
  const row = await tx.selectFrom('brokerage.assignment').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    seed: row.seed,
    rounds: row.rounds,
    inputsHash: row.inputs_hash,
    inputs: keptInputs.parse(row.inputs),
    result: keptResult.parse(row.result),
    comparison: switchCost.array().parse(row.comparison),
    madeAt: Temporal.Instant.from(row.made_at),
    madeBy: row.made_by,
  }
}

/** What a list says of an assignment. */
export interface AssignmentSummary {
  readonly id: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
  readonly placedPackages: number
  readonly placedMinutes: number
  readonly waitingPackages: number
  readonly waitingMinutes: number
  readonly accepted: number
  readonly refused: number
}

/** Assignments, the newest first, at most 200. */
export async function listAssignments(tx: Tx): Promise<AssignmentSummary[]> {
  const rows = await tx
    .selectFrom('brokerage.assignment as s')
    .select(['s.id', 's.made_at', 's.made_by', sql<Record<string, number>>`s.result -> 'counts'`.as('counts')])
    .select((is) => is.selectFrom('brokerage.assignment_decision as d').select((each) => each.fn.countAll<number>().as('n')).whereRef('d.assignment_id', '=', 's.id').where('d.decision', '=', 'accepted').as('accepted'))
    .select((is) => is.selectFrom('brokerage.assignment_decision as d').select((each) => each.fn.countAll<number>().as('n')).whereRef('d.assignment_id', '=', 's.id').where('d.decision', '=', 'refused').as('refused'))
    .orderBy('s.made_at', 'desc')
    .orderBy('s.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    madeAt: Temporal.Instant.from(row.made_at),
    madeBy: row.made_by,
    placedPackages: row.counts['placedPackages'] ?? 0,
    placedMinutes: row.counts['placedMinutes'] ?? 0,
    waitingPackages: row.counts['waitingPackages'] ?? 0,
    waitingMinutes: row.counts['waitingMinutes'] ?? 0,
    accepted: row.accepted ?? 0,
    refused: row.refused ?? 0,
  }))
}

/** What was decided about the packages of an assignment. */
export interface KeptDecision {
  readonly packageId: string
  readonly decision: 'accepted' | 'refused'
  readonly providerId: string | null
  readonly note: string | null
  readonly decidedAt: Temporal.Instant
  readonly decidedBy: string
}

/** The decisions about an assignment, by package. */
export async function listDecisions(tx: Tx, assignmentId: string): Promise<Map<string, KeptDecision>> {
  const rows = await tx.selectFrom('brokerage.assignment_decision').selectAll().where('assignment_id', '=', assignmentId).execute()
  return new Map(rows.map((row) => [row.package_id, {
    packageId: row.package_id, decision: row.decision === 'accepted' ? 'accepted' : 'refused', providerId: row.provider_id, note: row.note,
    decidedAt: Temporal.Instant.from(row.decided_at), decidedBy: row.decided_by,
  }]))
}

import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { assignmentLines } from '../rules/assignment-lines.ts'
import { findAssignment, listAssignments, listDecisions, type AssignmentSummary } from '../store/assignment.read.ts'
import type { AssignmentLine } from '../terms/assignment.ts'
import type { KeptAssignment } from '../terms/kept-assignment.ts'
import { SEE_BOARD } from '../terms.ts'

/** An assignment with its lines and what was decided about them. */
export interface SeenAssignment extends KeptAssignment {
  readonly lines: readonly AssignmentLine[]
}

/** The best assignments that were worked out, the newest first. */
export async function seeAssignments(house: House, actor: Actor): Promise<AssignmentSummary[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    return listAssignments(work.tx)
  })
}

/** One assignment as it was worked out, with what brokers decided since. Throws `NotFound`. */
export async function seeAssignment(house: House, actor: Actor, assignmentId: string): Promise<SeenAssignment> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    return getAssignment(work, assignmentId)
  })
}

/** As `seeAssignment`, within a transaction. Asks no permission. */
export async function getAssignment(work: Work, assignmentId: string): Promise<SeenAssignment> {
  const kept = await findAssignment(work.tx, assignmentId)
  if (kept === undefined) throw new NotFound('The assignment')
  const decisions = await listDecisions(work.tx, assignmentId)
  const asked = [...decisions.values()].flatMap((each) => each.providerId ?? [])
  const names = asked.length === 0 ? new Map<string, string>() : await providerNames(work, asked)
  const lines = assignmentLines(kept).map((line): AssignmentLine => {
    const decided = decisions.get(line.packageId)
    return { ...line, decision: decided === undefined ? null : { ...decided, providerName: names.get(decided.providerId ?? '') ?? null } }
  })
  return { ...kept, lines }
}

import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { bestAssignment } from '../rules/assignment/best-assignment.ts'
import { compareRules } from '../rules/assignment/compare-rules.ts'
import { assignmentRules, type AssignmentRules } from '../terms/assignment-problem.ts'
import { insertAssignment } from '../store/assignment.write.ts'
import { COMPARE_EFFORT, RUN_EFFORT } from '../terms/assignment.ts'
import type { SwitchCost } from '../terms/kept-assignment.ts'
import { SEND_OFFERS } from '../terms.ts'
import { gatherAssignment } from './gather-assignment.ts'

/** The switches that a broker sets; weights and what is not known of travel stay as they are. */
export type RunRules = Pick<AssignmentRules, 'crossZone' | 'leadFirst' | 'ratingFloor' | 'mostSharePercent'>

/**
 * Works out the best assignment of the packages that wait and are not on offer to the declared hours that count today, compares what each switch
 * costs, and keeps all of it with its inputs. Nobody is asked and nothing is placed by it.
 */
export async function assignWaiting(house: House, actor: Actor, input: { readonly rules: RunRules }): Promise<{ readonly assignmentId: string }> {
  need(actor, SEND_OFFERS)
  // Travel is not known: it counts as none for everybody, so that standing alone decides between places with room.
  const rules = assignmentRules.parse({ ...input.rules, mostShareOf: 'zone', unknownTravelMinutes: 0 })
  // Read first and kept afterwards: the search takes a second, and no transaction waits for it.
  const gathered = await read(house, actor, gatherAssignment)
  const result = bestAssignment(gathered.problem, rules, RUN_EFFORT)
  const comparison = compareRules(gathered.problem, rules, undefined, COMPARE_EFFORT).map((each): SwitchCost => ({
    switch: each.switch,
    withRule: { packages: each.withRule.counts.waitingPackages, minutes: each.withRule.counts.waitingMinutes },
    withoutRule: { packages: each.withoutRule.counts.waitingPackages, minutes: each.withoutRule.counts.waitingMinutes },
  }))
  const inputs = JSON.stringify(gathered)
  const id = randomUUID()
  return write(house, actor, async (work) => {
    const inputsHash = createHash('sha256').update(inputs).digest('hex')
    await insertAssignment(work.tx, {
      id, ruleVersion: result.ruleVersion, seed: result.seed, rounds: result.rounds, rules: JSON.stringify(rules), inputsHash, inputs,
      result: JSON.stringify(result), comparison: JSON.stringify(comparison), madeAt: work.now, madeBy: actor.name,
    })
    work.audit({ kind: 'assignment-made', subjectKind: 'assignment', subjectId: id, detail: { inputsHash, placed: result.counts.placedPackages, waiting: result.counts.waitingPackages } })
    return { assignmentId: id }
  })
}

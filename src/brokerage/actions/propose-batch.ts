import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { bestAssignment } from '../rules/assignment/best-assignment.ts'
import { assignmentLines } from '../rules/assignment-lines.ts'
import { insertFailureBatch } from '../store/failure-batch.write.ts'
import { listFailures } from '../store/failure.read.ts'
import { RUN_EFFORT } from '../terms/assignment.ts'
import { assignmentRules, type Assignment } from '../terms/assignment-problem.ts'
import { MARK_FAILURES, type PlaceToGo } from '../terms/failure.ts'
import { keptInputs, keptResult } from '../terms/kept-assignment.ts'
import { gatherFor, type Gathered } from './gather-assignment.ts'
import { auditFailureReads, peopleOfFailure, type PersonToMove } from './people-of-failure.ts'

/** Most people of one batch. */
export const MOST_OF_BATCH = 200
const HIGHEST_PRIORITY = 9
/** Every rating that the framework accepts may be asked, as in the ordinary order; travel is not known and counts as none. */
const RULES = assignmentRules.parse({ ratingFloor: 'inadequate', unknownTravelMinutes: 0 })

/** The question of where a failing provider's people could go. */
export type BatchQuestion = Omit<Gathered, 'leftOut'>

/** Gathers it: their packages at the priority of their risk, the declared hours that count today, and the reserve of the providers of last resort. Asks no permission. */
export async function gatherBatch(work: Work, failedProviderId: string, people: readonly PersonToMove[]): Promise<BatchQuestion> {
  const inZones = people.filter(({ carePackage }) => carePackage.zoneId !== null)
  const gathered = await gatherFor(work, inZones.map(({ carePackage }) => carePackage), failedProviderId)
  const points = new Map(inZones.map(({ shown }) => [shown.packageReference, shown.risk.points]))
  // All begin to wait on the same day: risk alone says who comes first.
  const packages = gathered.problem.packages.map((each) => ({ ...each, waitingSince: work.today, priority: Math.min(HIGHEST_PRIORITY, points.get(each.id) ?? 0) }))
  return { ...gathered, problem: { ...gathered.problem, packages } }
}

/** Works it out. It takes a second for hundreds of people, and no transaction is to wait for it. */
export function assignBatch(question: BatchQuestion): Assignment {
  return bestAssignment(question.problem, RULES, RUN_EFFORT)
}

/** Where each would go, by the reference of their package. */
export function placesToGo(question: BatchQuestion, assignment: Assignment): Map<string, PlaceToGo> {
  const inputs = keptInputs.parse(JSON.parse(JSON.stringify({ ...question, leftOut: { onOffer: 0, noZone: 0 } })))
  const result = keptResult.parse(JSON.parse(JSON.stringify(assignment)))
  return new Map(assignmentLines({ inputs, result }).map(({ reference, proposed, reasons, choices }) => [reference, { proposed, reasons, choices }]))
}

/**
 * Proposes where the people at the highest risk who are still with a failing provider could go, by the best assignment to the hours declared today with the
 * providers of last resort as net, and keeps it with its inputs. Nobody is asked or moved by it: a broker edits the batch and sends it. Throws `Refused` when nobody is left, `NotFound`.
 */
export async function proposeBatch(house: House, actor: Actor, input: { readonly failureId: string; readonly people: number }): Promise<{ readonly batchId: string }> {
  need(actor, MARK_FAILURES)
  if (!Number.isInteger(input.people) || input.people < 1 || input.people > MOST_OF_BATCH) throw new Refused('batch-size', `Enter a whole number from 1 to ${String(MOST_OF_BATCH)}`, 'people')
  const { question, placementIds } = await read(house, actor, async (work) => {
    const [failure] = await listFailures(work.tx, input.failureId)
    if (failure === undefined) throw new NotFound('The failure')
    const still = (await peopleOfFailure(work, failure)).filter(({ shown }) => shown.step === 'with-provider').slice(0, input.people)
    if (still.length === 0) throw new Refused('nobody-left', 'Nobody is left with this provider', 'people')
    auditFailureReads(work, still.map(({ shown }) => shown))
    return { question: await gatherBatch(work, failure.providerId, still), placementIds: Object.fromEntries(still.map(({ shown }) => [shown.packageReference, shown.placementId])) }
  })
  const result = assignBatch(question)
  const inputs = JSON.stringify({ ...question, placementIds })
  const batchId = randomUUID()
  return write(house, actor, async (work) => {
    const inputsHash = createHash('sha256').update(inputs).digest('hex')
    await insertFailureBatch(work.tx, { id: batchId, failureId: input.failureId, ruleVersion: result.ruleVersion, inputsHash, inputs, result: JSON.stringify(result), madeAt: work.now, madeBy: actor.name })
    work.audit({ kind: 'failure-batch-proposed', subjectKind: 'failure', subjectId: input.failureId, detail: { batchId, inputsHash, people: Object.keys(placementIds).length, placed: result.counts.placedPackages } })
    return { batchId }
  })
}

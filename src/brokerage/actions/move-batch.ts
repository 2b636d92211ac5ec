import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { londonDate } from '../../kernel/london.ts'
import { providerNames } from '../../market/public.ts'
import { assignmentLines } from '../rules/assignment-lines.ts'
import { findFailureBatch, type KeptFailureBatch } from '../store/failure-batch.read.ts'
import { insertFailureMoves } from '../store/failure-batch.write.ts'
import { listFailures } from '../store/failure.read.ts'
import type { AssignmentLine } from '../terms/assignment.ts'
import { MARK_FAILURES, type ProviderFailure } from '../terms/failure.ts'
import { movePeople, type FirstAsked, type Move, type MovedPerson } from './move-people.ts'

/** Whom a batch has moved. */
export interface BatchOutcome {
  readonly referred: number
  /** Searches that found somebody to ask. */
  readonly searching: number
  /** Chosen, but had ended or been moved before. */
  readonly passedOver: number
}

/** Moves some of a failing provider's people, each with a search in the ordinary order (`movePeople`). Throws `Refused`, `NotFound`. */
export async function moveBatch(house: House, actor: Actor, input: { readonly failureId: string; readonly placementIds: readonly string[]; readonly handoverOn: Temporal.PlainDate }): Promise<BatchOutcome> {
  return write(house, actor, async (work) => {
    need(actor, MARK_FAILURES)
    const failure = await getFailure(work, input.failureId)
    const { moved, passedOver } = await movePeople(work, failure, input.placementIds.map((placementId) => ({ placementId, first: null })), input.handoverOn)
    return audited(work, failure, moved, passedOver, input.handoverOn)
  })
}

/** A batch as a broker edited it: who goes, and who is asked first for each; null for the ordinary order. */
export interface EditedBatch {
  readonly failureId: string
  readonly batchId: string
  readonly handoverOn: Temporal.PlainDate
  readonly people: readonly { readonly placementId: string; readonly providerId: string | null }[]
}

/** Sends a proposed batch as the broker edited it: each person moves, and the provider chosen for them is asked first, alone. Nothing is placed: providers answer. Throws `Refused`, `NotFound`. */
export async function sendBatch(house: House, actor: Actor, input: EditedBatch): Promise<BatchOutcome> {
  return write(house, actor, async (work) => {
    need(actor, MARK_FAILURES)
    const batch = await findFailureBatch(work.tx, input.batchId)
    if (batch?.failureId !== input.failureId) throw new NotFound('The batch')
    const failure = await getFailure(work, batch.failureId)
    const lines = linesByPlacement(batch)
    const failed = (await providerNames(work, [failure.providerId])).get(failure.providerId) ?? ''
    const moves = input.people.map((each): Move => {
      const line = lines.get(each.placementId)
      if (line === undefined) throw new NotFound('The person')
      return { placementId: each.placementId, first: each.providerId === null ? null : firstOf(batch, failed, line, each.providerId) }
    })
    const { moved, passedOver } = await movePeople(work, failure, moves, input.handoverOn)
    await insertFailureMoves(work.tx, moved.map(({ move, packageId, callOffId }) => ({
      placementId: move.placementId, batchId: batch.id, packageId, proposedProviderId: lines.get(move.placementId)?.proposed?.providerId ?? null,
      providerId: move.first?.providerId ?? null, poolZoneId: move.first?.poolZoneId ?? null, callOffId, handoverOn: input.handoverOn, movedAt: work.now, movedBy: actor.name,
    })))
    return audited(work, failure, moved, passedOver, input.handoverOn, batch.id)
  })
}

/** The lines of a batch by the placement that each is about. */
export function linesByPlacement(batch: KeptFailureBatch): Map<string, Omit<AssignmentLine, 'decision'>> {
  return new Map(assignmentLines({ inputs: { ...batch.inputs, leftOut: { onOffer: 0, noZone: 0 } }, result: batch.result }).map((line) => [batch.inputs.placementIds[line.reference] ?? '', line]))
}

function firstOf(batch: KeptFailureBatch, failed: string, line: Omit<AssignmentLine, 'decision'>, providerId: string): FirstAsked {
  const isProposed = line.proposed?.providerId === providerId
  const choice = isProposed ? line.proposed : line.choices.find((each) => each.providerId === providerId)
  if (choice == null) throw new Refused('no-declared-hours', `For package ${line.reference} choose a provider of the list, or the ordinary order`, 'placements')
  const when = `after the failure of ${failed}, ${wordsForDate(londonDate(batch.madeAt))}`
  const words = isProposed ? `Best assignment ${when}: it has declared hours for this package and is asked alone first.` : `Chosen by the broker in place of what the best assignment ${when} proposed: it is asked alone first.`
  return { providerId, providerName: choice.providerName, poolZoneId: choice.poolId.split(' ')[1] ?? '', reason: { clause: 'best-assignment', words } }
}

async function getFailure(work: Work, failureId: string): Promise<ProviderFailure> {
  const [failure] = await listFailures(work.tx, failureId)
  if (failure === undefined) throw new NotFound('The failure')
  return failure
}

function audited(work: Work, failure: ProviderFailure, moved: readonly MovedPerson[], passedOver: number, handoverOn: Temporal.PlainDate, batchId?: string): BatchOutcome {
  const outcome = { referred: moved.length, searching: moved.filter((each) => each.isAsked).length, passedOver }
  const first = moved.filter((each) => each.move.first !== null).length
  work.audit({ kind: 'failure-batch-moved', subjectKind: 'provider', subjectId: failure.providerId, detail: { failureId: failure.id, ...(batchId === undefined ? {} : { batchId }), referred: outcome.referred, searching: outcome.searching, askedFirst: first, handoverOn: handoverOn.toString() } })
  return outcome
}

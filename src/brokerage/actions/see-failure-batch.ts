import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { failureReserve } from '../rules/failure-reserve.ts'
import { findFailureBatch, listFailureMoves } from '../store/failure-batch.read.ts'
import { listFailures } from '../store/failure.read.ts'
import { SEE_FAILURES, type FailureBatch, type FailureMove, type FailurePerson, type PlaceToGo, type ProviderFailure, type Reserve } from '../terms/failure.ts'
import { linesByPlacement } from './move-batch.ts'
import { auditFailureReads, peopleOfFailure } from './people-of-failure.ts'

/** A person of a batch: how far they have come, where they would go, and what was sent. */
export interface BatchPerson extends FailurePerson {
  readonly place: PlaceToGo
  readonly move: (FailureMove & { readonly providerName: string | null }) | null
}

/** A batch with its people, those at the highest risk first. */
export interface SeenFailureBatch {
  readonly batch: FailureBatch & { readonly seed: number; readonly rounds: number }
  readonly failure: ProviderFailure
  readonly providerName: string
  readonly people: readonly BatchPerson[]
  readonly reserve: Reserve
  readonly today: Temporal.PlainDate
}

/** A batch as it was proposed, edited and sent. Audits one read for each person. Throws `NotFound`. */
export async function seeFailureBatch(house: House, actor: Actor, input: { readonly failureId: string; readonly batchId: string }): Promise<SeenFailureBatch> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FAILURES)
    const kept = await findFailureBatch(work.tx, input.batchId)
    const [failure] = kept?.failureId === input.failureId ? await listFailures(work.tx, kept.failureId) : []
    if (kept === undefined || failure === undefined) throw new NotFound('The batch')
    const lines = linesByPlacement(kept)
    const moves = await listFailureMoves(work.tx, kept.id)
    const names = await providerNames(work, [...new Set([failure.providerId, ...[...moves.values()].flatMap((move) => move.providerId ?? [])])])
    const placementIds = new Set(Object.values(kept.inputs.placementIds))
    const all = (await peopleOfFailure(work, failure)).map((each) => each.shown).filter((each) => placementIds.has(each.placementId))
    auditFailureReads(work, all)
    const people = all.map((each): BatchPerson => {
      const line = lines.get(each.placementId)
      const move = moves.get(each.placementId)
      return { ...each, place: line ?? { proposed: null, reasons: [{ clause: 'no-zone', words: 'The package lies in no zone, so that nobody can be asked.' }], choices: [] }, move: move === undefined ? null : { ...move, providerName: move.providerId === null ? null : (names.get(move.providerId) ?? '') } }
    })
    const { id, failureId, ruleVersion, inputsHash, madeAt, madeBy } = kept
    return {
      batch: { id, failureId, ruleVersion, inputsHash, madeAt, madeBy, seed: kept.result.seed, rounds: kept.result.rounds },
      failure, providerName: names.get(failure.providerId) ?? '', people, reserve: failureReserve(kept.inputs.problem.capacity, kept.result.counts.minutesByTier), today: work.today,
    }
  })
}

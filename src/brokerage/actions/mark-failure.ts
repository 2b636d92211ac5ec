import { randomUUID } from 'node:crypto'
import { listPackages } from '../../care/public.ts'
import { getProvider, suspendFromNewWork } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { listFailures } from '../store/failure.read.ts'
import { insertFailure } from '../store/failure.write.ts'
import { lockPlacement } from '../store/placement-life.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { MARK_FAILURES, type FailureKind, type ProviderFailure } from '../terms/failure.ts'
import { endAndRefer } from './end-and-refer.ts'
import { beginSearch } from './open-call-off.ts'
import { ordersAfterFailure } from './order-after-failure.ts'
import { tellOfFailure, tellOfMoves } from './tell-practitioners.ts'

const REVIEW_AFTER_DAYS = 28

/** Marks a provider as failing and freezes it: it is offered nothing new, and what it was offered it can no longer accept. Throws `Refused` when it was marked from that day before, `NotFound`. */
export async function markFailure(house: House, actor: Actor, input: { readonly providerId: string; readonly kind: FailureKind; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<{ readonly failureId: string }> {
  return write(house, actor, async (work) => {
    need(actor, MARK_FAILURES)
    const { providerId, kind, fromOn } = input
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('failure-reason', 'Enter why the provider fails', 'reason')
    const provider = await getProvider(work, providerId)
    const failureId = randomUUID()
    if (!(await insertFailure(work.tx, { id: failureId, providerId, kind, fromOn, reason, markedAt: work.now, markedBy: actor.name }))) throw new Refused('failure-once', `The failure of ${provider.name} from that day is marked already`, 'fromOn')
    await freeze(work, { providerId, fromOn, reason })
    const told = await tellOfFailure(work, { id: providerId, name: provider.name })
    work.audit({ kind: 'failure-marked', subjectKind: 'provider', subjectId: providerId, detail: { failureId, kind, fromOn: fromOn.toString(), practitionersTold: told } })
    return { failureId }
  })
}

/** A suspension that covers those days already freezes it as well. */
async function freeze(work: Work, input: { readonly providerId: string; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  try {
    await suspendFromNewWork(work, { ...input, reviewOn: input.fromOn.add({ days: REVIEW_AFTER_DAYS }), reason: `Failure: ${input.reason}` })
  } catch (fault) {
    if (!(fault instanceof Refused && fault.code === 'suspension-once')) throw fault
  }
}

/** Whom a batch has moved. */
export interface BatchOutcome {
  readonly referred: number
  /** Searches that found somebody to ask. */
  readonly searching: number
  /** Chosen, but had ended or been moved before. */
  readonly passedOver: number
}

/**
 * Moves a batch of a failing provider's people: each placement ends on the handover day, the person is referred again, and the search
 * begins, with the provider of last resort as its last step. Who was moved before is passed over, so that two at once do no harm.
 */
export async function moveBatch(house: House, actor: Actor, input: { readonly failureId: string; readonly placementIds: readonly string[]; readonly handoverOn: Temporal.PlainDate }): Promise<BatchOutcome> {
  return write(house, actor, async (work) => {
    need(actor, MARK_FAILURES)
    const [failure] = await listFailures(work.tx, input.failureId)
    if (failure === undefined) throw new NotFound('The failure')
    const chosen = [...new Set(input.placementIds)].toSorted()
    if (chosen.length === 0) throw new Refused('nobody-chosen', 'Choose at least one person', 'placements')
    for (const placementId of chosen) await lockPlacement(work.tx, placementId)
    const held = new Map((await listPlacementRows(work.tx, { providerId: failure.providerId })).map((each) => [each.id, each]))
    if (chosen.some((placementId) => !held.has(placementId))) throw new NotFound('The placement')
    const placements = chosen.flatMap((placementId) => held.get(placementId) ?? []).filter((each) => each.endsOn === null)
    const referred = placements.length === 0 ? [] : await endAndRefer(work, placements.map((placement) => ({ placement, lastOn: input.handoverOn })), { cause: 'failure', failureId: failure.id, source: 'provider-hand-back', reason: 'provider-failed', note: 'The provider fails.' })
    await tellOfMoves(work, referred.map((each, place) => ({ packageId: placements[place]?.packageId ?? '', newPackageId: each.packageId, newReference: each.packageReference })))
    const searching = await searchFor(work, failure, referred.map((each) => each.packageId))
    work.audit({ kind: 'failure-batch-moved', subjectKind: 'provider', subjectId: failure.providerId, detail: { failureId: failure.id, referred: referred.length, searching, handoverOn: input.handoverOn.toString() } })
    return { referred: referred.length, searching, passedOver: chosen.length - referred.length }
  })
}

async function searchFor(work: Work, failure: ProviderFailure, packageIds: readonly string[]): Promise<number> {
  const orderOf = ordersAfterFailure(work, failure.providerId)
  let searching = 0
  for (const carePackage of await listPackages(work, packageIds)) {
    if (carePackage.zoneId === null) continue
    const { offersSent } = await beginSearch(work, carePackage, carePackage.zoneId, await orderOf(carePackage, carePackage.zoneId))
    if (offersSent > 0) searching += 1
  }
  return searching
}

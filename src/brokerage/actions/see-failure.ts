import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { failureReserve } from '../rules/failure-reserve.ts'
import { failureDays } from '../rules/failure-days.ts'
import { listFailureBatches } from '../store/failure-batch.read.ts'
import { countMoved, listFailures } from '../store/failure.read.ts'
import { listGivenBack } from '../store/given-back.read.ts'
import { SEE_FAILURES, type FailureDay, type FailurePerson, type ProviderFailure, type RehearsedPerson, type Reserve } from '../terms/failure.ts'
import { ordersAfterFailure } from './order-after-failure.ts'
import { auditFailureReads, peopleOfFailure } from './people-of-failure.ts'
import { assignBatch, gatherBatch, placesToGo } from './propose-batch.ts'

/** A failure as the list shows it. */
export interface ListedFailure {
  readonly failure: ProviderFailure
  readonly providerName: string
  /** People who were referred again so far. */
  readonly moved: number
}

/** Every failure that was marked, and every provider, for the form. */
export async function seeFailures(house: House, actor: Actor): Promise<{ readonly failures: readonly ListedFailure[]; readonly providers: readonly { readonly id: string; readonly name: string }[]; readonly today: Temporal.PlainDate }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FAILURES)
    const names = await providerNames(work)
    const moved = await countMoved(work.tx)
    const failures = (await listFailures(work.tx)).map((failure) => ({ failure, providerName: names.get(failure.providerId) ?? '', moved: moved.get(failure.id) ?? 0 }))
    return { failures, providers: [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1)), today: work.today }
  })
}

/** A failure with everybody it touches. */
export interface SeenFailure extends Omit<ListedFailure, 'moved'> {
  readonly people: readonly FailurePerson[]
  readonly batches: Awaited<ReturnType<typeof listFailureBatches>>
  /** Days on which somebody moved on, the latest first. */
  readonly days: readonly FailureDay[]
  readonly today: Temporal.PlainDate
}

/** A failure and how far each of the provider's people has come, those at the highest risk first. Audits one read for each person. Throws `NotFound`. */
export async function seeFailure(house: House, actor: Actor, failureId: string): Promise<SeenFailure> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FAILURES)
    const [failure] = await listFailures(work.tx, failureId)
    if (failure === undefined) throw new NotFound('The failure')
    const people = (await peopleOfFailure(work, failure)).map((each) => each.shown)
    auditFailureReads(work, people)
    return { failure, providerName: (await providerNames(work, [failure.providerId])).get(failure.providerId) ?? '', people, batches: await listFailureBatches(work.tx, failureId), days: failureDays(people), today: work.today }
  })
}

/** A failure as it would go. */
export interface Rehearsal {
  readonly providerName: string
  readonly people: readonly RehearsedPerson[]
  readonly reserve: Reserve
  readonly today: Temporal.PlainDate
}

/**
 * What would happen if a provider failed today: its people by risk, each with the order in which others would be asked and where the best assignment would
 * have them go. The same rules as the real thing on facts as they stand; writes nothing but who looked. Throws `NotFound`.
 */
export async function rehearseFailure(house: House, actor: Actor, providerId: string): Promise<Rehearsal> {
  const gathered = await read(house, actor, async (work) => {
    need(actor, SEE_FAILURES)
    const providerName = (await providerNames(work, [providerId])).get(providerId)
    if (providerName === undefined) throw new NotFound('The provider')
    const still = (await peopleOfFailure(work, { providerId, fromOn: work.today })).filter(({ shown }) => shown.step === 'with-provider')
    const orderOf = ordersAfterFailure(work, providerId, await listGivenBack(work.tx, still.map(({ carePackage }) => carePackage.id)))
    const people: Omit<RehearsedPerson, 'place'>[] = []
    for (const { shown, placement, carePackage } of still) people.push({ ...shown, order: await orderOf(carePackage, placement.zoneId) })
    auditFailureReads(work, people)
    return { providerName, people, question: await gatherBatch(work, providerId, still), today: work.today }
  })
  const assignment = assignBatch(gathered.question)
  const places = placesToGo(gathered.question, assignment)
  const people = gathered.people.map((each): RehearsedPerson => ({ ...each, place: places.get(each.packageReference) ?? { proposed: null, reasons: [], choices: [] } }))
  return { providerName: gathered.providerName, people, reserve: failureReserve(gathered.question.problem.capacity, assignment.counts.minutesByTier), today: gathered.today }
}

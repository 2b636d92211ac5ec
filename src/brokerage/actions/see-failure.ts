import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { countMoved, listFailures } from '../store/failure.read.ts'
import { SEE_FAILURES, type FailurePerson, type ProviderFailure, type RehearsedPerson } from '../terms/failure.ts'
import { ordersAfterFailure } from './order-after-failure.ts'
import { peopleOfFailure } from './people-of-failure.ts'

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
  readonly today: Temporal.PlainDate
}

/** A failure and how far each of the provider's people has come, those at the highest risk first. Audits one read for each person. Throws `NotFound`. */
export async function seeFailure(house: House, actor: Actor, failureId: string): Promise<SeenFailure> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FAILURES)
    const [failure] = await listFailures(work.tx, failureId)
    if (failure === undefined) throw new NotFound('The failure')
    const people = (await peopleOfFailure(work, failure)).map((each) => each.shown)
    auditReads(work, people)
    return { failure, providerName: (await providerNames(work, [failure.providerId])).get(failure.providerId) ?? '', people, today: work.today }
  })
}

/** What would happen if a provider failed today: its people by risk, each with the order in which others would be asked. Writes nothing but who looked. Throws `NotFound`. */
export async function rehearseFailure(house: House, actor: Actor, providerId: string): Promise<{ readonly providerName: string; readonly people: readonly RehearsedPerson[]; readonly today: Temporal.PlainDate }> {
  return read(house, actor, async (work) => {
    need(actor, SEE_FAILURES)
    const providerName = (await providerNames(work, [providerId])).get(providerId)
    if (providerName === undefined) throw new NotFound('The provider')
    const orderOf = ordersAfterFailure(work, providerId)
    const people: RehearsedPerson[] = []
    for (const { shown, placement, carePackage } of await peopleOfFailure(work, { providerId, fromOn: work.today })) {
      if (shown.step === 'with-provider') people.push({ ...shown, order: await orderOf(carePackage, placement.zoneId) })
    }
    auditReads(work, people)
    return { providerName, people, today: work.today }
  })
}

/** The risk of a person is made from their record. */
function auditReads(work: Work, people: readonly FailurePerson[]): void {
  for (const { placementId, personId } of people) work.audit({ kind: 'placement-read', subjectKind: 'placement', subjectId: placementId, personId, detail: { part: 'failure' } })
}

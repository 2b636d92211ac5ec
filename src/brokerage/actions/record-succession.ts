import { getProvider, isSuspended, listSuccessions, succeedProvider } from '../../market/public.ts'
import { londonInstant } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { successionFault, type SuccessionFacts } from '../rules/succession.ts'
import { SUCCEED_PROVIDERS, SUCCESSION_DUE, type SuccessionReason } from '../terms/succession.ts'
import { withdrawFromProvider } from './withdraw-from-provider.ts'

/** A merger or buy-out: who takes over from whom, from which day. */
export interface SuccessionInput {
  readonly providerId: string
  readonly successorId: string
  /** First day of the successor. */
  readonly fromOn: Temporal.PlainDate
  readonly reason: SuccessionReason
  /** Whether the successor takes the provider's places in zones where it has none of its own. */
  readonly takesStandings: boolean
  readonly note: string | null
}

/**
 * Records that a provider leaves and that its live placements pass to another on a day. It is offered nothing more from now on, what it was
 * offered is withdrawn, and those searches go on; its standings and guaranteed hours pass on or end with that day. The placements
 * themselves pass on the day (`carryOutSuccession`), so that the successor sees nobody before. Throws `Refused` with the field.
 */
export async function recordSuccession(house: House, actor: Actor, input: SuccessionInput): Promise<{ readonly leavingId: string; readonly offersWithdrawn: number }> {
  return write(house, actor, async (work) => {
    need(actor, SUCCEED_PROVIDERS)
    const fault = successionFault(await successionFacts(work, input))
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    const { leavingId } = await succeedProvider(work, { ...input, leftOn: input.fromOn.subtract({ days: 1 }) })
    const offersWithdrawn = await withdrawFromProvider(work, input.providerId)
    work.publish(SUCCESSION_DUE, { leavingId }, { startAfter: londonInstant(input.fromOn, 0) })
    return { leavingId, offersWithdrawn }
  })
}

/** What the rule asks about the two providers. */
export async function successionFacts(work: Work, { providerId, successorId, fromOn }: Pick<SuccessionInput, 'providerId' | 'successorId' | 'fromOn'>): Promise<SuccessionFacts> {
  const expected = (await listSuccessions(work, providerId)).map(({ leftOn }) => leftOn.add({ days: 1 }))
  return {
    provider: await getProvider(work, providerId),
    successor: { ...(await getProvider(work, successorId)), isSuspended: await isSuspended(work, successorId) },
    fromOn,
    expectedFrom: expected.filter((on) => Temporal.PlainDate.compare(on, work.today) > 0),
    today: work.today,
  }
}

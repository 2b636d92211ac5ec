import { randomUUID } from 'node:crypto'
import { overlapOf } from '../../kernel/date-range.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { lockProvider } from '../store/provider.write.ts'
import { listSuspensions } from '../store/standing.read.ts'
import { insertSuspension } from '../store/standing.write.ts'
import { SUSPEND_PROVIDERS } from '../terms.ts'

/**
 * Gives a provider no new packages from a date; the packages it has stay. Returns the suspension's id.
 * Throws `Forbidden`, `NotFound`, and `Refused` when the review lies before the start, no reason is given, or a suspension covers those days.
 */
export async function suspendProvider(house: House, actor: Actor, input: { readonly providerId: string; readonly fromOn: Temporal.PlainDate; readonly reviewOn: Temporal.PlainDate; readonly reason: string }): Promise<{ suspensionId: string }> {
  return write(house, actor, async (work) => {
    need(actor, SUSPEND_PROVIDERS)
    return suspendFromNewWork(work, input)
  })
}

/** What `suspendProvider` does, within a transaction whose permission was asked. */
export async function suspendFromNewWork(work: Work, input: { readonly providerId: string; readonly fromOn: Temporal.PlainDate; readonly reviewOn: Temporal.PlainDate; readonly reason: string }): Promise<{ suspensionId: string }> {
  if (!(await lockProvider(work.tx, input.providerId))) throw new NotFound('The provider')
  const { providerId, fromOn, reviewOn } = input
  if (input.reason.trim() === '') throw new Refused('suspension-reason', 'Enter why the provider is suspended', 'reason')
  if (Temporal.PlainDate.compare(reviewOn, fromOn) < 0) throw new Refused('suspension-review', `The review must be on or after ${wordsForDate(fromOn)}, when the suspension begins`, 'reviewOn-day')
  const clash = (await listSuspensions(work.tx, [providerId])).find((held) => overlapOf(held, { fromOn, toOn: null }) !== undefined)
  if (clash !== undefined) throw new Refused('suspension-once', `The provider is suspended from ${wordsForDate(clash.fromOn)} already. Lift that suspension first.`, 'fromOn-day')
  const suspensionId = randomUUID()
  await insertSuspension(work.tx, { id: suspensionId, providerId, fromOn, reviewOn, toOn: null, reason: input.reason.trim() })
  work.audit({ kind: 'provider-suspended', subjectKind: 'provider', subjectId: providerId, detail: { suspensionId, fromOn: fromOn.toString(), reviewOn: reviewOn.toString() } })
  return { suspensionId }
}

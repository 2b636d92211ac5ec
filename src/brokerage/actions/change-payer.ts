import { changeFunding, getPackage } from '../../care/public.ts'
import type { Funding } from '../../care/terms/funding.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { CHANGE_FUNDING } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'

const FURTHEST_DAYS = 365

/** Says who pays for a placement from a day, which may have passed: the next pay run then moves what was paid between council and NHS, and the provider's total stays. Throws `Refused`. */
export async function changePayer(house: House, actor: Actor, input: Funding & { readonly placementId: string; readonly fromOn: Temporal.PlainDate; readonly reason: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, CHANGE_FUNDING)
    const { placement } = await lockedLife(work, input.placementId)
    const { fromOn } = input
    if (input.reason.trim() === '') throw new Refused('reason-missing', 'Enter why somebody else pays', 'reason')
    if (Temporal.PlainDate.compare(fromOn, placement.startsOn) < 0) throw new Refused('funder-before-start', `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, 'fromOn')
    if (placement.endsOn !== null && Temporal.PlainDate.compare(fromOn, placement.endsOn) > 0) throw new Refused('funder-after-end', `Care ends on ${wordsForDate(placement.endsOn)}. Give that day or an earlier one`, 'fromOn')
    if (Temporal.PlainDate.compare(fromOn, work.today.add({ days: FURTHEST_DAYS })) > 0) throw new Refused('funder-too-far', 'The first day is more than a year ahead. Check the year', 'fromOn')
    await changeFunding(work, await getPackage(work, placement.packageId), { ...input, reason: input.reason.trim() })
  })
}

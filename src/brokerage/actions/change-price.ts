import { randomUUID } from 'node:crypto'
import type { Pence } from '../../kernel/amounts.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { isSame } from '../rules/spending-limit.ts'
import { insertPriceChange, insertPriceDecision } from '../store/placement-away.write.ts'
import { APPROVE_PRICES, ASK_FOR_PRICES } from '../terms/placement-life.ts'
import { lockedLife } from './own-placement.ts'

const MOST_PENCE = 100_000
const FURTHEST_DAYS = 365

/** Asks for another price of one placement from a day, which may have passed; without a price, that the framework's rates apply again. It holds once somebody else approves it. Throws `Refused`. */
export async function askForPrice(house: House, actor: Actor, input: { readonly placementId: string; readonly fromOn: Temporal.PlainDate; readonly pencePerHour: Pence | null; readonly reason: string }): Promise<{ readonly priceId: string }> {
  return write(house, actor, async (work) => {
    need(actor, ASK_FOR_PRICES)
    const { placement, life } = await lockedLife(work, input.placementId)
    const { fromOn, pencePerHour } = input
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('reason-missing', 'Enter why the price changes', 'reason')
    if (pencePerHour !== null && (!Number.isInteger(pencePerHour) || pencePerHour < 1 || pencePerHour > MOST_PENCE)) throw new Refused('price-impossible', 'Enter a price an hour from £0.01 to £1,000', 'pounds')
    if (Temporal.PlainDate.compare(fromOn, placement.startsOn) < 0) throw new Refused('price-before-start', `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, 'fromOn')
    if (placement.endsOn !== null && Temporal.PlainDate.compare(fromOn, placement.endsOn) > 0) throw new Refused('price-after-end', `Care ends on ${wordsForDate(placement.endsOn)}. Give that day or an earlier one`, 'fromOn')
    if (Temporal.PlainDate.compare(fromOn, work.today.add({ days: FURTHEST_DAYS })) > 0) throw new Refused('price-too-far', 'The first day is more than a year ahead. Check the year', 'fromOn')
    const open = life.prices.find((price) => price.decision === null)
    if (open !== undefined) throw new Refused('price-open', `Another price from ${wordsForDate(open.fromOn)} waits for approval. It is decided on first`, 'fromOn')
    const priceId = randomUUID()
    await insertPriceChange(work.tx, { id: priceId, placementId: placement.id, fromOn, pencePerHour, reason, askedAt: work.now, askedBy: actor.name, askedByAccount: actor.userId, decision: null })
    work.audit({ kind: 'price-asked', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { priceId, fromOn: fromOn.toString(), pencePerHour } })
    return { priceId }
  })
}

/** Approves or refuses another price. Visits already paid are priced anew by the next pay run. Throws `Refused` for whoever asked for it, and when it was decided before. */
export async function decidePrice(house: House, actor: Actor, input: { readonly placementId: string; readonly priceId: string; readonly isApproved: boolean; readonly note: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, APPROVE_PRICES)
    const { placement, life } = await lockedLife(work, input.placementId)
    const price = life.prices.find((each) => each.id === input.priceId)
    if (price === undefined) throw new NotFound('The price')
    if (isSame({ accountId: price.askedByAccount, name: price.askedBy }, { accountId: actor.userId, name: actor.name })) throw new Refused('own-price', 'You asked for this, so somebody else decides on it', 'decision')
    if (!(await insertPriceDecision(work.tx, price.id, { isApproved: input.isApproved, note: input.note, decidedAt: work.now, decidedBy: actor.name }))) throw new Refused('already-decided', 'This price was decided on already. Nothing was changed', 'decision')
    work.audit({ kind: 'price-decided', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { priceId: price.id, isApproved: input.isApproved, fromOn: price.fromOn.toString(), pencePerHour: price.pencePerHour } })
  })
}

import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Pence } from '../../kernel/amounts.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import type { Reason } from '../../kernel/decision.ts'
import { listStaff } from '../../platform/access/store/staff.read.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { approvalFault, costToApprove } from '../rules/spending-limit.ts'
import { insertPriceChange, insertPriceDecision } from '../store/placement-away.write.ts'
import { APPROVE_PRICES, ASK_FOR_PRICES, type PlacementLife, type PriceChange } from '../terms/placement-life.ts'
import type { Placement } from '../terms.ts'
import { APPROVAL_WANTED } from '../terms/spending.ts'
import { getPlacement, placementLives } from '../public.ts'
import { standingOf } from './check-spending.ts'
import { NO_LIMIT } from './decide-spending.ts'
import { changeEstimator, type ChangeCost } from './estimate-change.ts'
import { lockedLife } from './own-placement.ts'
import { tellProviders } from './placement-news.ts'

const MOST_PENCE = 100_000
const MOST_PENCE_A_WEEK = 2_000_000
const FURTHEST_DAYS = 365

/** Asks for another price of one placement from a day, which may have passed, by the hour or for the whole week; without a price, that the framework's rates apply again. It holds once somebody else approves it: the approvers are asked by a job. Throws `Refused`. */
export async function askForPrice(house: House, actor: Actor, input: { readonly placementId: string; readonly fromOn: Temporal.PlainDate; readonly pencePerHour: Pence | null; readonly pencePerWeek?: Pence | null; readonly reason: string }): Promise<{ readonly priceId: string }> {
  return write(house, actor, async (work) => {
    need(actor, ASK_FOR_PRICES)
    const { placement, life } = await lockedLife(work, input.placementId)
    const { fromOn, pencePerHour, pencePerWeek = null } = input
    const reason = input.reason.trim()
    if (reason === '') throw new Refused('reason-missing', 'Enter why the price changes', 'reason')
    if (pencePerHour !== null && (!Number.isInteger(pencePerHour) || pencePerHour < 1 || pencePerHour > MOST_PENCE)) throw new Refused('price-impossible', 'Enter a price an hour from £0.01 to £1,000', 'pounds')
    if (pencePerWeek !== null && (!Number.isInteger(pencePerWeek) || pencePerWeek < 1 || pencePerWeek > MOST_PENCE_A_WEEK)) throw new Refused('price-impossible', 'Enter a price for the week from £0.01 to £20,000', 'week')
    if (pencePerHour !== null && pencePerWeek !== null) throw new Refused('two-prices', 'Enter a price an hour or a price for the week, not both', 'week')
    if (Temporal.PlainDate.compare(fromOn, placement.startsOn) < 0) throw new Refused('price-before-start', `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, 'fromOn')
    if (placement.endsOn !== null && Temporal.PlainDate.compare(fromOn, placement.endsOn) > 0) throw new Refused('price-after-end', `Care ends on ${wordsForDate(placement.endsOn)}. Give that day or an earlier one`, 'fromOn')
    if (Temporal.PlainDate.compare(fromOn, work.today.add({ days: FURTHEST_DAYS })) > 0) throw new Refused('price-too-far', 'The first day is more than a year ahead. Check the year', 'fromOn')
    const open = life.prices.find((price) => price.decision === null)
    if (open !== undefined) throw new Refused('price-open', `Another price from ${wordsForDate(open.fromOn)} waits for approval. It is decided on first`, 'fromOn')
    const priceId = randomUUID()
    await insertPriceChange(work.tx, { id: priceId, placementId: placement.id, fromOn, pencePerHour, pencePerWeek, reason, askedAt: work.now, askedBy: actor.name, askedByAccount: actor.userId, decision: null })
    work.audit({ kind: 'price-asked', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { priceId, fromOn: fromOn.toString(), pencePerHour, pencePerWeek } })
    work.publish(APPROVAL_WANTED, { subjectId: priceId })
    return { priceId }
  })
}

/**
 * Approves or refuses another price; whoever asked for it is told, and of an approval its provider. Visits already paid are priced anew by the next pay run.
 * Throws `Refused` for whoever asked for it, for a limit below what the week then costs, and when it was decided before.
 */
export async function decidePrice(house: House, actor: Actor, input: { readonly placementId: string; readonly priceId: string; readonly isApproved: boolean; readonly note: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, APPROVE_PRICES)
    const { placement, life } = await lockedLife(work, input.placementId)
    const price = life.prices.find((each) => each.id === input.priceId)
    if (price === undefined) throw new NotFound('The price')
    const fault = await faultOfApprover(work, placement, life, price, input.isApproved)
    if (fault !== undefined) throw new Refused(fault.clause === 'own-request' ? 'own-price' : fault.clause, fault.words, 'decision')
    if (!(await insertPriceDecision(work.tx, price.id, { isApproved: input.isApproved, note: input.note, decidedAt: work.now, decidedBy: actor.name }))) throw new Refused('already-decided', 'This price was decided on already. Nothing was changed', 'decision')
    work.audit({ kind: 'price-decided', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { priceId: price.id, isApproved: input.isApproved, fromOn: price.fromOn.toString(), pencePerHour: price.pencePerHour, pencePerWeek: price.pencePerWeek } })
    const asker = (await listStaff(work.tx)).filter((each) => each.id === price.askedByAccount)
    const { reference } = await getPackage(work, placement.packageId)
    await notifyAccounts(work, asker, 'approval-decided', { package: reference, decision: input.isApproved ? 'the price is approved' : 'the price is not approved', link: `/placements/${placement.id}/prices/${price.id}` })
    if (input.isApproved) await tellProviders(work, [placement])
  })
}

/** What another price would cost a week, why the actor cannot approve it (null when they can), and whether they may decide at all: refusing needs no limit. Part of the placement, whose reading is audited by `seePlacement`. */
export async function seePriceCost(house: House, actor: Actor, input: { readonly placementId: string; readonly priceId: string }): Promise<ChangeCost & { readonly fault: string | null; readonly mayDecide: boolean }> {
  return read(house, actor, async (work) => {
    if (!holds(actor, ASK_FOR_PRICES)) need(actor, APPROVE_PRICES)
    const placement = await getPlacement(work, input.placementId)
    const life = (await placementLives(work, [placement.id])).get(placement.id)
    const price = life?.prices.find((each) => each.id === input.priceId)
    if (life === undefined || price === undefined) throw new NotFound('The price')
    const isApprover = holds(actor, APPROVE_PRICES)
    const fault = isApprover ? (await faultOfApprover(work, placement, life, price, true))?.words : `You cannot ${APPROVE_PRICES.words}`
    const mayDecide = isApprover && price.decision === null && (await faultOfApprover(work, placement, life, price, false)) === undefined
    return { ...(await costOf(work, placement, life, price)), fault: fault ?? null, mayDecide }
  })
}

async function faultOfApprover(work: Work, placement: Placement, life: PlacementLife, price: PriceChange, isApproved: boolean): Promise<Reason | undefined> {
  const { actor } = work
  const standing = (await standingOf(work)) ?? NO_LIMIT
  const costPence = standing.limitPence !== null && isApproved ? costToApprove(await costOf(work, placement, life, price)) : 0
  return approvalFault({ by: { accountId: price.askedByAccount, name: price.askedBy }, costPence }, { accountId: actor.userId, name: actor.name, standing }, isApproved)
}

async function costOf(work: Work, placement: Placement, life: PlacementLife, price: PriceChange): Promise<ChangeCost> {
  return changeEstimator(work).ofPrice(placement, life, (await getPackage(work, placement.packageId)).pattern, price)
}

import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import type { AskedFirst } from '../rules/ask-first.ts'
import { insertCallOff, insertPlaces } from '../store/call-off.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEND_OFFERS, type CallOff, type OfferOrder } from '../terms.ts'
import { exhaust } from './move-on.ts'
import { orderAskingFirst } from './order-asking-first.ts'
import { refuseUnapproved } from './refuse-unapproved.ts'
import { sendStep } from './send-step.ts'

/** What came of beginning a search. */
export interface OpenedCallOff {
  readonly callOffId: string
  /** Offers sent in its first step; 0 when nobody could be asked and the search has ended as exhausted. */
  readonly offersSent: number
  /** When the first step's replies are wanted; null when nobody was asked. */
  readonly replyByAt: Temporal.Instant | null
}

/**
 * Begins the search for a provider: decides the offer order, keeps it with every reason, and sends the first step.
 * Throws `Refused` when the package is withdrawn, placed, in no zone, already on offer, or its cost waits for approval.
 * `first` names a provider to be asked alone before the ordinary order, which must hold it.
 */
export async function openCallOff(house: House, actor: Actor, input: { readonly packageId: string; readonly first?: AskedFirst }): Promise<OpenedCallOff> {
  return write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const carePackage = await getPackage(work, input.packageId)
    const zoneId = zoneToSearch(carePackage)
    const order = await orderAskingFirst(work, carePackage, zoneId, input.first)
    return beginSearch(work, carePackage, zoneId, order)
  })
}

/** Begins a search with an order that is decided, and sends its first step. Throws `Refused` when the package is placed, already on offer, or its cost waits for approval. */
export async function beginSearch(work: Work, carePackage: CarePackage, zoneId: string, order: OfferOrder): Promise<OpenedCallOff> {
  const callOff: CallOff = { id: randomUUID(), packageId: carePackage.id, frameworkId: carePackage.frameworkId, zoneId, steps: order.steps, openedAt: work.now, openedBy: work.actor.name, closedAt: null, closedReason: null }
  if (!(await insertCallOff(work.tx, callOff, order.ruleVersion))) {
    await refuseUnapproved(work, carePackage)
    throw new Refused('already-on-offer', `Package ${carePackage.reference} is already on offer. Wait for the replies, or withdraw the offers first`)
  }
  // Asked after the search is there: an acceptance of the search before may have been on its way until now.
  await refusePlaced(work, carePackage)
  await insertPlaces(work.tx, callOff.id, order.places)
  work.audit({ kind: 'call-off-opened', subjectKind: 'call-off', subjectId: callOff.id, personId: carePackage.personId, detail: { packageId: carePackage.id, ruleVersion: order.ruleVersion, providers: order.places.length, steps: order.steps.length } })
  const first = order.places.filter((place) => place.step === 1)
  if (first.length === 0) {
    await exhaust(work, callOff, carePackage)
    return { callOffId: callOff.id, offersSent: 0, replyByAt: null }
  }
  const offers = await sendStep(work, carePackage, callOff, 1, first)
  return { callOffId: callOff.id, offersSent: offers.length, replyByAt: offers[0]?.replyByAt ?? null }
}

/** The zone to search in; throws `Refused` when the package is no longer wanted or lies in none. */
export function zoneToSearch(carePackage: CarePackage): string {
  if (carePackage.withdrawnOn !== null) throw new Refused('package-withdrawn', `Package ${carePackage.reference} was withdrawn on ${wordsForDate(carePackage.withdrawnOn)}. Refer the person again if care is needed after all`)
  if (carePackage.zoneId === null) throw new Refused('no-zone', `No zone of the framework holds the postcode of package ${carePackage.reference}. Add its area to a zone, or correct the postcode and refer again`)
  return carePackage.zoneId
}

async function refusePlaced(work: Work, carePackage: CarePackage): Promise<void> {
  const placements = await listPlacementRows(work.tx, { packageId: carePackage.id })
  if (placements.length > 0) throw new Refused('already-placed', `Package ${carePackage.reference} is placed. Nothing was sent`)
}

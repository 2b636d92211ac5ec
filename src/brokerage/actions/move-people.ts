import { listPackages } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { askFirst } from '../rules/ask-first.ts'
import { listGivenBack } from '../store/given-back.read.ts'
import { lockPlacement } from '../store/placement-life.write.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { NotFound } from '../../platform/action/refused.ts'
import type { OfferOrder, Placement } from '../terms.ts'
import type { ProviderFailure } from '../terms/failure.ts'
import { endAndRefer } from './end-and-refer.ts'
import { beginSearch } from './open-call-off.ts'
import { ordersAfterFailure } from './order-after-failure.ts'
import { refuseOversold } from './refuse-oversold.ts'
import { tellOfMoves } from './tell-practitioners.ts'

/** A provider to be asked alone first, with the zone of the declared hours that its offer takes from. */
export interface FirstAsked {
  readonly providerId: string
  readonly providerName: string
  readonly poolZoneId: string
  readonly reason: Reason
}

/** A person to be moved; with nobody to ask first the search asks in the ordinary order. */
export interface Move {
  readonly placementId: string
  readonly first: FirstAsked | null
}

/** A person who was moved, with the package that follows and its search. */
export interface MovedPerson {
  readonly move: Move
  readonly packageId: string
  /** Null where the package lies in no zone, so that nobody can be asked. */
  readonly callOffId: string | null
  readonly isAsked: boolean
}

/**
 * Moves people of a failing provider: each placement ends on the handover day, the person is referred again, their practitioner is told, and the search
 * begins, with the provider of last resort as its last step. Who was moved before is passed over, so that two at once do no harm. Throws `Refused` when
 * a provider that is to be asked first has too few declared hours left or may not be asked: nothing is moved then.
 */
export async function movePeople(work: Work, failure: ProviderFailure, moves: readonly Move[], handoverOn: Temporal.PlainDate): Promise<{ readonly moved: readonly MovedPerson[]; readonly passedOver: number }> {
  const chosen = [...new Map(moves.map((each) => [each.placementId, each])).values()].toSorted((a, b) => (a.placementId < b.placementId ? -1 : 1))
  if (chosen.length === 0) throw new Refused('nobody-chosen', 'Choose at least one person', 'placements')
  for (const { placementId } of chosen) await lockPlacement(work.tx, placementId)
  const held = new Map((await listPlacementRows(work.tx, { providerId: failure.providerId })).map((each) => [each.id, each]))
  if (chosen.some(({ placementId }) => !held.has(placementId))) throw new NotFound('The placement')
  const going = chosen.flatMap((move) => {
    const placement = held.get(move.placementId)
    return placement === undefined || placement.endsOn !== null ? [] : [{ move, placement }]
  })
  if (going.length === 0) return { moved: [], passedOver: chosen.length }
  await refuseShort(work, going)
  const referred = await endAndRefer(work, going.map(({ placement }) => ({ placement, lastOn: handoverOn })), { cause: 'failure', failureId: failure.id, source: 'provider-hand-back', reason: 'provider-failed', note: 'The provider fails.', ...(failure.kind === 'emergency' ? { urgency: 'emergency' } : {}) })
  await tellOfMoves(work, referred.map((each, place) => ({ packageId: going[place]?.placement.packageId ?? '', newPackageId: each.packageId, newReference: each.packageReference })))
  const packages = new Map((await listPackages(work, referred.map((each) => each.packageId))).map((each) => [each.id, each]))
  const orderOf = ordersAfterFailure(work, failure.providerId, await listGivenBack(work.tx, [...packages.keys()]))
  const moved: MovedPerson[] = []
  for (const [place, { move }] of going.entries()) {
    const carePackage = packages.get(referred[place]?.packageId ?? '')
    if (carePackage !== undefined) moved.push({ move, packageId: carePackage.id, ...(await searchFor(work, carePackage, move, orderOf)) })
  }
  return { moved, passedOver: chosen.length - going.length }
}

async function searchFor(work: Work, carePackage: CarePackage, { first }: Move, orderOf: ReturnType<typeof ordersAfterFailure>): Promise<Pick<MovedPerson, 'callOffId' | 'isAsked'>> {
  if (carePackage.zoneId === null) return { callOffId: null, isAsked: false }
  const order = await orderOf(carePackage, carePackage.zoneId)
  const { callOffId, offersSent } = await beginSearch(work, carePackage, carePackage.zoneId, first === null ? order : askedFirst(order, first, carePackage))
  return { callOffId, isAsked: offersSent > 0 }
}

function askedFirst(order: OfferOrder, first: FirstAsked, carePackage: CarePackage): OfferOrder {
  const asked = askFirst(order, first)
  if (asked !== undefined) return asked
  const why = order.places.find((place) => place.providerId === first.providerId)?.reasons.map((reason) => reason.words).join(' ') ?? 'it stands neither in its zone nor where cross-zone work is allowed'
  throw new Refused('not-in-order', `${first.providerName} cannot be offered package ${carePackage.reference}: ${why} Nobody was moved`, 'placements')
}

/** No more is sent to a provider than the hours it declared hold, those of one batch together. */
async function refuseShort(work: Work, going: readonly { readonly move: Move; readonly placement: Placement }[]): Promise<void> {
  const packages = new Map((await listPackages(work, going.map(({ placement }) => placement.packageId))).map((each) => [each.id, each]))
  await refuseOversold(work, going.flatMap(({ move: { first }, placement }) => {
    const carePackage = packages.get(placement.packageId)
    return first === null || carePackage === undefined ? [] : [{ ...first, zoneId: first.poolZoneId, carePackage }]
  }))
}

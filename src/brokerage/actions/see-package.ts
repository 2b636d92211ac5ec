import { fundingOn, fundingsOf, getPackage, listParts, personLabels } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import type { Funding } from '../../care/terms/funding.ts'
import { getFramework, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { offerStatus } from '../rules/offer-status.ts'
import type { ExpectedWait } from '../rules/expected-wait.ts'
import { waitingPriority, type WaitingPriority } from '../rules/waiting-priority.ts'
import { nearnessOf } from '../rules/share-out.ts'
import { waitDays } from '../rules/waiting.ts'
import type { WaitingReason } from '../rules/waiting-reason.ts'
import { listBidScores, type KeptBidScore } from '../store/bid.read.ts'
import { listCallOffs, listPlaces, type StoredPlace } from '../store/call-off.read.ts'
import { listInterimCover } from '../store/interim-cover.read.ts'
import type { CoverRecord } from '../terms/interim-cover.ts'
import { listOffers } from '../store/offer.read.ts'
import { listMoveReasons } from '../store/framework-move.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEE_BOARD, type CallOff, type Offer, type OfferOrder, type OfferStatus, type Placement } from '../terms.ts'
import { decideOrder } from './decide-order.ts'
import { waitingReasons, zoneNames } from './see-board.ts'
import { expectedWaitOf } from './see-expected-wait.ts'

/** A search with its places as decided and the offers made, each with its status now. */
export interface SeenSearch {
  readonly callOff: CallOff
  /** Of a mini-competition that was decided, best first. */
  readonly bids: readonly (KeptBidScore & { readonly providerName: string })[]
  readonly places: readonly (StoredPlace & { readonly providerName: string; readonly offer: (Offer & { readonly status: OfferStatus }) | null })[]
}

/** Everything the page of a package shows. */
export interface SeenPackage {
  readonly carePackage: CarePackage
  readonly person: { readonly reference: string; readonly initials: string }
  readonly frameworkName: string
  /** Why it is in this framework instead of the one that it replaces; empty as a rule. */
  readonly movedWords: string
  readonly zoneName: string | null
  readonly days: number
  readonly placement: (Placement & { readonly providerName: string }) | null
  /** Newest first. */
  readonly searches: readonly SeenSearch[]
  /** Whom a search begun now would ask; null while one runs, and when none can be begun. */
  readonly order: OfferOrder | null
  readonly reason: WaitingReason | null
  readonly cover: CoverRecord | null
  /** How long packages like it waited (null also when too few can be compared), and how much it presses; null once it waits no longer. */
  readonly expected: ExpectedWait | null
  /** Who pays today. */
  readonly funding: Funding
  readonly priority: WaitingPriority | null
  /** Of a package that was split, or is a part: the whole and all its parts, each with who gives it. */
  readonly split: SeenSplit | null
}

/** A package that was split. */
export interface SeenSplit {
  readonly whole: { readonly id: string; readonly reference: string }
  readonly parts: readonly { readonly carePackage: CarePackage; readonly providerName: string | null }[]
}

/** One package with its search for a provider. Audits `package-read`: needs are part of a person's record. */
export async function seePackage(house: House, actor: Actor, packageId: string): Promise<SeenPackage> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const carePackage = await getPackage(work, packageId)
    const { id, personId, zoneId } = carePackage
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: id, personId })
    const [placement] = await listPlacementRows(work.tx, { packageId: id })
    const searches = await seeSearches(work, id)
    const isWaiting = placement === undefined && carePackage.withdrawnOn === null
    const cover = (await listInterimCover(work.tx, [id])).get(id) ?? null
    const days = waitDays(carePackage.receivedOn, work.today)
    const isOnOffer = searches.some((each) => each.callOff.closedAt === null)
    return {
      carePackage,
      person: (await personLabels(work, [personId])).get(personId) ?? { reference: '', initials: '' },
      frameworkName: (await getFramework(work, carePackage.frameworkId)).name,
      movedWords: (await listMoveReasons(work.tx, id)).join(' '),
      zoneName: zoneId === null ? null : ((await zoneNames(work, [carePackage.frameworkId])).get(zoneId) ?? null),
      days,
      placement: placement === undefined ? null : { ...placement, providerName: (await providerNames(work, [placement.providerId])).get(placement.providerId) ?? '' },
      searches,
      order: isWaiting && !isOnOffer && zoneId !== null ? await decideOrder(work, carePackage, zoneId) : null,
      reason: isWaiting ? ((await waitingReasons(work, [carePackage])).get(id) ?? null) : null,
      cover,
      expected: isWaiting ? await expectedWaitOf(work, carePackage, days) : null,
      funding: await fundingToday(work, carePackage),
      priority: isWaiting ? waitingPriority({ urgency: carePackage.urgency, nearness: nearnessOf(carePackage, work.today), days, cover }) : null,
      split: await seeSplit(work, carePackage),
    }
  })
}

async function fundingToday(work: Work, carePackage: CarePackage): Promise<Funding> {
  const history = (await fundingsOf(work, [carePackage.id])).get(carePackage.id)
  return history === undefined ? { funder: carePackage.funder, nhsPercent: null, contributionPence: null } : fundingOn(history, work.today)
}

async function seeSplit(work: Work, carePackage: CarePackage): Promise<SeenSplit | null> {
  const parts = await listParts(work, [carePackage.part?.wholeId ?? carePackage.id])
  const whole = carePackage.part === null ? carePackage : await getPackage(work, carePackage.part.wholeId)
  if (parts.length === 0) return null
  const held: SeenSplit['parts'][number][] = []
  for (const part of parts) {
    const [placement] = await listPlacementRows(work.tx, { packageId: part.id })
    held.push({ carePackage: part, providerName: placement === undefined ? null : ((await providerNames(work, [placement.providerId])).get(placement.providerId) ?? '') })
  }
  return { whole: { id: whole.id, reference: whole.reference }, parts: held }
}

/** How the bids of each decided mini-competition for a package compared, the newest search first. Audits `package-read`. */
export async function seeBids(house: House, actor: Actor, packageId: string): Promise<readonly SeenSearch[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BOARD)
    const { id, personId } = await getPackage(work, packageId)
    work.audit({ kind: 'package-read', subjectKind: 'package', subjectId: id, personId, detail: { part: 'bids' } })
    return (await seeSearches(work, id)).filter((search) => search.bids.length > 0)
  })
}

async function seeSearches(work: Work, packageId: string): Promise<SeenSearch[]> {
  const callOffs = await listCallOffs(work.tx, packageId)
  const ids = callOffs.map((each) => each.id)
  const offers = await listOffers(work.tx, { callOffIds: ids })
  const places = await listPlaces(work.tx, ids)
  const names = await providerNames(work, [...new Set(places.map((place) => place.providerId))])
  const scores = await listBidScores(work.tx, ids)
  return callOffs.map((callOff) => ({
    callOff,
    bids: scores.filter((each) => each.callOffId === callOff.id).map((each) => ({ ...each, providerName: names.get(each.providerId) ?? '' })),
    places: places.filter((place) => place.callOffId === callOff.id).map((place) => {
      const offer = offers.find((each) => each.callOffId === callOff.id && each.providerId === place.providerId)
      const status = offer === undefined ? undefined : offerStatus({ answer: offer.answer?.answer ?? null, replyByAt: offer.replyByAt, searchClosedAt: callOff.closedAt }, work.now)
      return { ...place, providerName: names.get(place.providerId) ?? '', offer: offer === undefined || status === undefined ? null : { ...offer, status } }
    }),
  }))
}

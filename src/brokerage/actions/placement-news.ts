import { listPackages } from '../../care/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { PLACEMENT_ENDED, type Placement } from '../terms.ts'
import { PLACEMENT_CHANGED } from '../terms/placement-life.ts'
import { PLACEMENT_CHANGE, PLACEMENT_END } from '../terms/webhooks.ts'

type Told = Pick<Placement, 'id' | 'packageId' | 'providerId'>

/** Passes on that the days or the week of a placement changed: to the slices, to webhooks, and by message to its provider when the council changed it. */
export async function placementChanged(work: Work, placement: Told): Promise<void> {
  work.publish(PLACEMENT_CHANGED, { placementId: placement.id })
  work.announce(PLACEMENT_CHANGE, [placement.providerId], { placementId: placement.id, link: linkOf(placement) })
  await tellProviders(work, [placement])
}

/** The same of placements that were given their last day; `isTold` false leaves the message out, when the provider gave the day itself. */
export async function placementsEnded(work: Work, placements: readonly Told[], isTold = true): Promise<void> {
  for (const placement of placements) {
    work.publish(PLACEMENT_ENDED, { placementId: placement.id })
    work.announce(PLACEMENT_END, [placement.providerId], { placementId: placement.id, link: linkOf(placement) })
  }
  if (isTold) await tellProviders(work, placements)
}

/** Tells the providers of placements, by message, that the council changed something about them. A provider need not be told what it did itself. */
export async function tellProviders(work: Work, placements: readonly Told[]): Promise<void> {
  if (work.actor.organisationId !== null) return
  const references = new Map((await listPackages(work, placements.map((each) => each.packageId))).map((each) => [each.id, each.reference]))
  await notifyEach(work, 'provider-coordinator', 'placement-changed', placements.map((each) => ({ organisationId: each.providerId, fields: { package: references.get(each.packageId) ?? '', link: linkOf(each) } })))
}

function linkOf({ id }: Told): string {
  return `/placements/${id}`
}

import { fundingOn, fundingsOf, personLabels } from '../../care/public.ts'
import type { PatternVisit } from '../../care/terms.ts'
import type { Funding, FundingHistory } from '../../care/terms/funding.ts'
import { getFramework, noticeDaysOf, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { getPlacement, placementLives } from '../public.ts'
import { placementStatus, type PlacementStatus } from '../rules/placement-status.ts'
import { agreedOn, lifeStatus, patternOn, type LifeStatus } from '../rules/placement-life.ts'
import { listPackageFigures, listPattern } from '../store/offered-package.read.ts'
import { findPlacementEnd, listPlacementRows } from '../store/placement.read.ts'
import { listSubcontracts, type NamedSubcontract } from '../store/subcontract.read.ts'
import type { AgreedPrice, PlacementLife } from '../terms/placement-life.ts'
import type { ChangeTerms } from '../rules/change-approval.ts'
import { SEE_SUBCONTRACTS } from '../terms/subcontract.ts'
import { SEE_OWN_PLACEMENTS, SEE_PLACEMENTS, type Placement, type PlacementEndReason } from '../terms.ts'
import { zoneNames } from './see-board.ts'

/** A placement with what lists say of it. Of the person: reference and initials. */
export interface SeenPlacement {
  readonly placement: Placement
  readonly status: PlacementStatus
  /** The same with days in hospital counted. */
  readonly lifeStatus: LifeStatus
  readonly packageReference: string
  readonly person: { readonly reference: string; readonly initials: string }
  readonly providerName: string
  readonly zoneName: string
  readonly weeklyMinutes: number
  readonly weeklyVisits: number
}

/** The placements the actor may see: a provider its own, council staff all; those that start last on top. */
export async function seePlacements(house: House, actor: Actor): Promise<SeenPlacement[]> {
  return read(house, actor, async (work) => {
    needPlacements(actor)
    const placements = (await listPlacementRows(work.tx, {})).filter((each) => isOwnOrganisation(actor, each.providerId))
    return describe(work, placements.toReversed())
  })
}

/** One placement in full. */
export interface WholePlacement extends SeenPlacement {
  /** The week that holds today. */
  readonly pattern: readonly PatternVisit[]
  readonly life: PlacementLife
  /** Days of notice that the framework asks for, and its terms for changes; null when it says nothing. */
  readonly noticeDays: number | null
  readonly changeTerms: ChangeTerms | null
  /** Who pays today; null for providers. */
  readonly funding: Funding | null
  readonly fundings: FundingHistory | null
  /** The price agreed for this placement today. */
  readonly agreedNow: AgreedPrice
  readonly endReason: PlacementEndReason | null
  /** Hours passed on; null for who may not see them. */
  readonly subcontracts: readonly NamedSubcontract[] | null
  readonly today: Temporal.PlainDate
}

/** One placement with its week and how it ended. Audits `placement-read`. Throws `NotFound` for another provider's. */
export async function seePlacement(house: House, actor: Actor, placementId: string): Promise<WholePlacement> {
  return read(house, actor, async (work) => {
    needPlacements(actor)
    const placement = await getPlacement(work, placementId)
    const [seen] = await describe(work, [placement])
    if (seen === undefined || !isOwnOrganisation(actor, placement.providerId)) throw new NotFound('The placement')
    work.audit({ kind: 'placement-read', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId })
    const end = await findPlacementEnd(work.tx, placement.id)
    const life = (await placementLives(work, [placement.id])).get(placement.id)
    if (life === undefined) throw new NotFound('The placement')
    const pattern = [...patternOn(await listPattern(work.tx, placement.packageId), life.changes, work.today)]
    const { terms } = await getFramework(work, placement.frameworkId)
    const fundings = actor.organisationId === null ? ((await fundingsOf(work, [placement.packageId])).get(placement.packageId) ?? null) : null
    return { ...seen, pattern, life, fundings, funding: fundings === null ? null : fundingOn(fundings, work.today), agreedNow: agreedOn(placement.agreedPencePerHour, life.prices, work.today), noticeDays: await noticeDaysOf(work, placement.frameworkId), changeTerms: terms.changes ?? null, endReason: end?.reason ?? null, subcontracts: holds(actor, SEE_SUBCONTRACTS) ? await listSubcontracts(work.tx, { placementId }) : null, today: work.today }
  })
}

function needPlacements(actor: Actor): void {
  need(actor, actor.organisationId === null ? SEE_PLACEMENTS : SEE_OWN_PLACEMENTS)
}

async function describe(work: Work, placements: readonly Placement[]): Promise<SeenPlacement[]> {
  const figures = await listPackageFigures(work.tx, placements.map((each) => each.packageId))
  const people = await personLabels(work, [...new Set(placements.map((each) => each.personId))])
  const providers = await providerNames(work, [...new Set(placements.map((each) => each.providerId))])
  const zones = await zoneNames(work, placements.map((each) => each.frameworkId))
  const lives = await placementLives(work, placements.map((each) => each.id))
  return placements.map((placement) => {
    const figure = figures.get(placement.packageId)
    return {
      placement,
      status: placementStatus(placement, work.today),
      lifeStatus: lifeStatus(placement, lives.get(placement.id)?.stays ?? [], work.today, lives.get(placement.id)?.absences),
      packageReference: figure?.reference ?? '',
      person: people.get(placement.personId) ?? { reference: '', initials: '' },
      providerName: providers.get(placement.providerId) ?? '',
      zoneName: zones.get(placement.zoneId) ?? '',
      weeklyMinutes: figure?.weeklyMinutes ?? 0,
      weeklyVisits: figure?.weeklyVisits ?? 0,
    }
  })
}

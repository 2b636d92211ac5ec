import type { Minutes } from '../../kernel/amounts.ts'
import { modelOf, type ContractModel } from '../../market/terms/contract-model.ts'
import { TIER_NAMES, type FrameworkTerms, type Tier, type TierTarget } from '../../market/terms.ts'
import type { CompetitionFacts } from '../terms/competition.ts'
import type { Obligation } from '../terms/obligation.ts'
import { shareOf } from './subcontract.ts'

/** Minutes a week that a provider holds in a zone in a tier. */
export interface HeldFacts {
  readonly zoneId: string
  readonly providerId: string
  readonly tier: Tier
  readonly weeklyMinutes: Minutes
}

/** What the obligations of a framework are measured from, all as on one day. */
export interface ObligationFacts {
  readonly terms: FrameworkTerms
  readonly held: readonly HeldFacts[]
  /** Minutes passed on by subcontracts in force. */
  readonly passedOn: readonly { readonly zoneId: string; readonly providerId: string; readonly weeklyMinutes: Minutes }[]
  readonly blocks: readonly { readonly zoneId: string; readonly providerId: string; readonly weeklyMinutes: Minutes }[]
  readonly targets: readonly TierTarget[]
  /** Offers to leads that were answered in the last four weeks, and those of them that were accepted. */
  /** Mini-competitions that ended in the last four weeks. */
  readonly competitions: readonly CompetitionFacts[]
  readonly leadOffers: readonly { readonly zoneId: string; readonly providerId: string; readonly answered: number; readonly accepted: number }[]
}

/**
 * Measures what a framework asks of its providers: the share of each tier against its target, the share that a prime provider
 * passes on, the use of guaranteed hours, the share of a zone from which a lead may pay subcontractors less, how many bids
 * mini-competitions draw and where in the price window these lie, and how many of the offers made to leads were accepted. Every share names its numerator and denominator.
 */
export function obligationsOf(facts: ObligationFacts): Obligation[] {
  const models = [facts.terms, ...Object.values(facts.terms.lines ?? {})]
  const has = (name: ContractModel['model']): boolean => models.some((model) => model.model === name)
  return [...tierShares(facts), ...(has('prime') ? subcontractShares(facts, models) : []), ...blockUse(facts), ...zoneMajorities(facts), ...competitionBids(facts), ...priceWindowUse(facts), ...leadAcceptance(facts)]
}

function tierShares({ held, targets }: ObligationFacts): Obligation[] {
  const zones = [null, ...zonesOf(held)]
  return targets.flatMap(({ tier, lowPercent, highPercent }) =>
    zones.map((zoneId): Obligation => {
      const within = held.filter((each) => zoneId === null || each.zoneId === zoneId)
      const share = shareOf(sum(within.filter((each) => each.tier === tier)), sum(within))
      const met = share.percent === null ? null : share.numerator * 100 >= lowPercent * share.denominator && share.numerator * 100 <= highPercent * share.denominator
      return { clause: 'tier-share', what: `${TIER_NAMES[tier]} providers’ share of the hours placed`, zoneId, providerId: null, unit: 'minutes', share, lowPercent, highPercent, met }
    }),
  )
}

/** A prime provider passes on at least the contract's share of the hours referred to it, over all its zones (Isle of Wight: 30 %). */
function subcontractShares({ held, passedOn }: ObligationFacts, models: readonly ContractModel[]): Obligation[] {
  const lowPercent = Math.max(...models.map((model) => (model.model === 'prime' ? model.minimumSubcontractPercent : 0)))
  const primes = [...new Set(held.filter((each) => each.tier === 'lead').map((each) => each.providerId))].toSorted()
  return primes.map((providerId) => {
    const share = shareOf(sum(passedOn.filter((each) => each.providerId === providerId)), sum(held.filter((each) => each.providerId === providerId && each.tier === 'lead')))
    return { clause: 'subcontract-share', what: 'Share of the hours referred to it that a prime provider passes on', zoneId: null, providerId, unit: 'minutes', share, lowPercent, highPercent: null, met: share.percent === null ? null : share.numerator * 100 >= lowPercent * share.denominator }
  })
}

/** How much of its guaranteed hours a provider holds. Hours above the guarantee do not count, they are bought besides. */
function blockUse({ blocks, held }: ObligationFacts): Obligation[] {
  return blocks.map(({ zoneId, providerId, weeklyMinutes }) => {
    const used = sum(held.filter((each) => each.zoneId === zoneId && each.providerId === providerId))
    return { clause: 'block-use', what: 'Use of guaranteed hours', zoneId, providerId, unit: 'minutes', share: shareOf(Math.min(used, weeklyMinutes), weeklyMinutes), lowPercent: null, highPercent: null, met: null }
  })
}

function zoneMajorities({ terms, held }: ObligationFacts): Obligation[] {
  const lowPercent = terms.vastMajorityPercent
  if (lowPercent === undefined) return []
  const leads = [...new Map(held.filter((each) => each.tier === 'lead').map((each) => [`${each.zoneId} ${each.providerId}`, each])).values()]
  return leads.map(({ zoneId, providerId }) => {
    const within = held.filter((each) => each.zoneId === zoneId)
    const share = shareOf(sum(within.filter((each) => each.providerId === providerId)), sum(within))
    return { clause: 'vast-majority', what: 'Lead’s share of the zone’s hours, from which it may pay subcontractors less than the council pays', zoneId, providerId, unit: 'minutes', share, lowPercent, highPercent: null, met: share.numerator * 100 >= lowPercent * share.denominator }
  })
}

/** How many bids a mini-competition draws, in each zone and over all. */
function competitionBids({ competitions }: ObligationFacts): Obligation[] {
  return zonesAndAll(competitions).map(([zoneId, within]) => ({ clause: 'competition-bids', what: 'Bids for each mini-competition', zoneId, providerId: null, unit: 'bids', share: shareOf(total(within, 'bids'), total(within, 'competitions')), lowPercent: null, highPercent: null, met: null }))
}

/**
 * Where in the price window the bids lie: what they are above its lowest price, of what they would be if all were at its highest. Bids
 * made under another window count up to the ends of the present one.
 */
function priceWindowUse({ competitions, terms }: ObligationFacts): Obligation[] {
  const open = competitions.flatMap((each) => {
    const model = modelOf(terms, each.serviceLine)
    if (model.model !== 'open' || each.bids === 0) return []
    const width = (model.highestPencePerHour - model.lowestPencePerHour) * each.bids
    return [{ zoneId: each.zoneId, above: Math.min(width, Math.max(0, each.pence - model.lowestPencePerHour * each.bids)), width }]
  })
  return zonesAndAll(open).map(([zoneId, within]) => ({ clause: 'price-window', what: 'Use of the price window by bids', zoneId, providerId: null, unit: 'pence', share: shareOf(total(within, 'above'), total(within, 'width')), lowPercent: null, highPercent: null, met: null }))
}

function zonesAndAll<F extends { readonly zoneId: string }>(facts: readonly F[]): (readonly [zoneId: string | null, within: readonly F[]])[] {
  if (facts.length === 0) return []
  return [[null, facts], ...[...new Set(facts.map((each) => each.zoneId))].toSorted().map((zoneId) => [zoneId, facts.filter((each) => each.zoneId === zoneId)] as const)]
}

function total<K extends string>(facts: readonly Readonly<Record<K, number>>[], of: K): number {
  return facts.reduce((sum, each) => sum + each[of], 0)
}

function leadAcceptance({ leadOffers }: ObligationFacts): Obligation[] {
  return leadOffers.map(({ zoneId, providerId, answered, accepted }) => ({ clause: 'lead-acceptance', what: 'Offers to a lead that it accepted, of those it was asked in the last four weeks', zoneId, providerId, unit: 'offers', share: shareOf(accepted, answered), lowPercent: null, highPercent: null, met: null }))
}

function zonesOf(held: readonly HeldFacts[]): string[] {
  return [...new Set(held.map((each) => each.zoneId))].toSorted()
}

function sum(held: readonly { readonly weeklyMinutes: Minutes }[]): Minutes {
  return held.reduce((total, each) => total + each.weeklyMinutes, 0)
}

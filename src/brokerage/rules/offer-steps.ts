import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf, hoursFigure, wordsForPence } from '../../kernel/words.ts'
import type { ContractModel } from '../../market/terms/contract-model.ts'
import { TIERS, TIER_NAMES, type StandingFacts, type Tier } from '../../market/terms.ts'
import type { OfferStep } from '../terms.ts'
import type { BlockRoom, OfferOrderFacts } from './offer-order-facts.ts'

/** Providers asked at once, with how long they have and why each is asked then. */
interface Step extends OfferStep {
  readonly standings: readonly StandingFacts[]
  reasonOf(standing: StandingFacts): Reason
}

type Settings<Name extends ContractModel['model']> = Extract<ContractModel, { model: Name }>

/** The steps in which eligible providers are asked, by the contract model. Steps with nobody in them are left out. */
export function stepsOf(model: ContractModel, eligible: readonly StandingFacts[], facts: Pick<OfferOrderFacts, 'blocks' | 'weeklyMinutes'>): Step[] {
  switch (model.model) {
    case 'tiered':
      return tierSteps(model.steps, eligible)
    case 'ranked':
      return rankedSteps(model, eligible)
    case 'prime':
      return primeSteps(model, eligible)
    case 'block':
      return blockSteps(model, eligible, facts)
    case 'open':
      return openSteps(model, eligible)
  }
}

/** Tier, then rank with none last, then name, then identity: the stated tie rule. */
export function compareStandings(a: StandingFacts, b: StandingFacts): number {
  return TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || compareRanks(a, b)
}

function compareRanks(a: StandingFacts, b: StandingFacts): number {
  return (a.rank ?? Infinity) - (b.rank ?? Infinity) || compareText(a.providerName.toLowerCase(), b.providerName.toLowerCase()) || compareText(a.providerId, b.providerId)
}

/** By code point, the same on every machine. `Infinity - Infinity` is NaN, which `||` passes over as it does 0. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function tierSteps(stepsAsked: Settings<'tiered'>['steps'], eligible: readonly StandingFacts[]): Step[] {
  const taken = new Set<Tier>()
  const steps = stepsAsked.map((step): Step => {
    const tiers = step.tiers.filter((tier) => !taken.has(tier))
    for (const tier of tiers) taken.add(tier)
    const label = labelOf(tiers)
    const standings = eligible.filter((standing) => tiers.includes(standing.tier)).toSorted(compareStandings)
    const together = standings.length === 1 ? 'it is the only one to ask' : `${countOf(standings.length, 'provider is', 'providers are')} asked at once and the first to accept is given the package`
    return {
      label,
      replyWorkingMinutes: step.replyWorkingMinutes,
      standings,
      reasonOf: (standing) => ({ clause: 'tier', words: `${TIER_NAMES[standing.tier]} standing in this zone. This step asks ${label.toLowerCase()}: ${together}.` }),
    }
  })
  return steps.filter((step) => step.standings.length > 0)
}

function labelOf(tiers: readonly Tier[]): string {
  const names = tiers.map((tier) => (tier === 'last-resort' ? 'provider of last resort' : `${TIER_NAMES[tier].toLowerCase()} providers`)).join(' and ')
  return names.charAt(0).toUpperCase() + names.slice(1)
}

function rankedSteps(model: Settings<'ranked'>, eligible: readonly StandingFacts[]): Step[] {
  const others = eligible.filter((standing) => standing.tier !== 'last-resort').toSorted(compareRanks)
  const lastResort = eligible.filter((standing) => standing.tier === 'last-resort').toSorted(compareRanks)
  const ranked = others.filter((standing) => standing.rank !== null).length
  return [...inBatches(others, model.batchSize), ...inBatches(lastResort, model.batchSize)].map((standings) => ({
    label: rankedLabel(standings),
    replyWorkingMinutes: model.replyWorkingMinutes,
    standings,
    reasonOf: (standing) => rankReason(standing, ranked, model.batchSize),
  }))
}

function inBatches(standings: readonly StandingFacts[], size: number): StandingFacts[][] {
  const batches: StandingFacts[][] = []
  for (let from = 0; from < standings.length; from += size) batches.push(standings.slice(from, from + size))
  return batches
}

function rankedLabel(standings: readonly StandingFacts[]): string {
  const [first] = standings
  const last = standings.at(-1)
  if (first === undefined || last === undefined) return ''
  if (first.tier === 'last-resort') return 'Provider of last resort'
  if (first.rank === null) return 'Unranked providers'
  if (last.rank === null) return `Rank ${String(first.rank)} and unranked providers`
  return first.rank === last.rank ? `Rank ${String(first.rank)}` : `Ranks ${String(first.rank)} to ${String(last.rank)}`
}

function rankReason(standing: StandingFacts, ranked: number, batchSize: number): Reason {
  const atOnce = batchSize === 1 ? 'one at a time' : `${String(batchSize)} at a time`
  if (standing.tier === 'last-resort') return { clause: 'last-resort', words: 'Provider of last resort: asked after all others.' }
  if (standing.rank === null) return { clause: 'unranked', words: 'It has no rank in this zone: unranked providers are asked after the ranked ones, by name.' }
  return { clause: 'rank', words: `Rank ${String(standing.rank)} among ${countOf(ranked, 'ranked provider')} that can be asked: best rank first, ${atOnce}, equal ranks by name.` }
}

/** The prime provider, which is the zone's lead, alone; then the tiers that are asked when it has declined. A second lead is a fault of the data, and asked with the first. */
function primeSteps(model: Settings<'prime'>, eligible: readonly StandingFacts[]): Step[] {
  const primes = eligible.filter((standing) => standing.tier === 'lead').toSorted(compareStandings)
  const reason: Reason = { clause: 'prime', words: 'Prime provider of this zone: packages go to it, and it may decline only for the reasons in the contract.' }
  const first: Step[] = primes.length === 0 ? [] : [{ label: 'Prime provider', replyWorkingMinutes: model.replyWorkingMinutes, standings: primes, reasonOf: () => reason }]
  return [...first, ...tierSteps(model.steps, eligible.filter((standing) => standing.tier !== 'lead'))]
}

/** Those whose guaranteed hours have room for the whole package, most hours unused first, one after another; then the spot purchase. */
function blockSteps(model: Settings<'block'>, eligible: readonly StandingFacts[], facts: Pick<OfferOrderFacts, 'blocks' | 'weeklyMinutes'>): Step[] {
  const withRoom = eligible
    .flatMap((standing) => {
      const block = facts.blocks.get(standing.providerId)
      return block !== undefined && roomOf(block) >= facts.weeklyMinutes ? [{ standing, block }] : []
    })
    .toSorted((a, b) => roomOf(b.block) - roomOf(a.block) || compareStandings(a.standing, b.standing))
  const blocks = withRoom.map(({ standing, block }): Step => ({
    label: `Block of ${standing.providerName}`,
    award: 'block',
    replyWorkingMinutes: model.replyWorkingMinutes,
    standings: [standing],
    reasonOf: () => ({ clause: 'block', words: `${blockWords(block)}: room for this package's ${hoursFigure(facts.weeklyMinutes)} hours a week. Guaranteed hours are filled before any are bought besides.` }),
  }))
  const rest = eligible.filter((standing) => !withRoom.some((each) => each.standing === standing))
  return [...blocks, ...tierSteps(model.steps, rest)]
}

function roomOf(block: BlockRoom): Minutes {
  return block.guaranteedMinutes - block.usedMinutes
}

/** A block and what is left of it, in words. */
export function blockWords(block: BlockRoom): string {
  return `${hoursFigure(Math.max(0, roomOf(block)))} of its ${hoursFigure(block.guaranteedMinutes)} guaranteed hours a week are unused`
}

function openSteps(model: Settings<'open'>, eligible: readonly StandingFacts[]): Step[] {
  if (eligible.length === 0) return []
  const price = model.pricePoints.length > 0 ? `at one of ${countOf(model.pricePoints.length, 'price')}` : `between ${wordsForPence(model.lowestPencePerHour)} and ${wordsForPence(model.highestPencePerHour)} an hour`
  const words = `Every eligible provider of the zone may bid ${price}: ${String(model.priceWeight)}% for price, ${String(100 - model.priceWeight)}% for quality.`
  return [{ label: 'Mini-competition', replyWorkingMinutes: model.replyWorkingMinutes, award: 'best-bid', standings: eligible.toSorted(compareStandings), reasonOf: () => ({ clause: 'mini-competition', words }) }]
}

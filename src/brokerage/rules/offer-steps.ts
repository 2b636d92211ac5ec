import type { Minutes } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf } from '../../kernel/words.ts'
import { TIERS, TIER_NAMES, type FrameworkTerms, type StandingFacts, type Tier } from '../../market/terms.ts'

/** Providers asked at once, with how long they have and why each is asked then. */
interface Step {
  readonly label: string
  readonly replyWorkingMinutes: Minutes
  readonly standings: readonly StandingFacts[]
  reasonOf(standing: StandingFacts): Reason
}

/** The steps in which eligible providers are asked, by the framework's contract model. Steps with nobody in them are left out. */
export function stepsOf(terms: FrameworkTerms, eligible: readonly StandingFacts[]): Step[] {
  return terms.model === 'tiered' ? tieredSteps(terms, eligible) : rankedSteps(terms, eligible)
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

function tieredSteps(terms: Extract<FrameworkTerms, { model: 'tiered' }>, eligible: readonly StandingFacts[]): Step[] {
  const taken = new Set<Tier>()
  const steps = terms.steps.map((step): Step => {
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

function rankedSteps(terms: Extract<FrameworkTerms, { model: 'ranked' }>, eligible: readonly StandingFacts[]): Step[] {
  const others = eligible.filter((standing) => standing.tier !== 'last-resort').toSorted(compareRanks)
  const lastResort = eligible.filter((standing) => standing.tier === 'last-resort').toSorted(compareRanks)
  const ranked = others.filter((standing) => standing.rank !== null).length
  return [...inBatches(others, terms.batchSize), ...inBatches(lastResort, terms.batchSize)].map((standings) => ({
    label: rankedLabel(standings),
    replyWorkingMinutes: terms.replyWorkingMinutes,
    standings,
    reasonOf: (standing) => rankReason(standing, ranked, terms.batchSize),
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

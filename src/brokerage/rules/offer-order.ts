import { URGENCY_NAMES } from '../../care/terms.ts'
import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { modelOf, replyTime } from '../../market/terms/contract-model.ts'
import type { StandingFacts, Tier } from '../../market/terms.ts'
import type { OfferOrder, OfferPlace } from '../terms.ts'
import { eligibilityOf, earlierReason } from './offer-eligibility.ts'
import type { OfferOrderFacts } from './offer-order-facts.ts'
import { wordsForWorkingTime } from './moment-words.ts'
import { blockWords, compareStandings, stepsOf } from './offer-steps.ts'

/** Version of the rule that decides whom to ask, kept with every order it decides. */
const OFFER_ORDER_VERSION = 'offer-order/4'

/**
 * Decides whom to ask for a package, in which steps, and who is left out, each with its reasons.
 *
 * 1. Left out: a provider that has left, is suspended, handed this package back or failed while it held it (unless a broker asks it directly), has a CQC rating the framework refuses, speaks too few of the
 *    languages where the framework requires them, stands in a tier that no step asks, or has no rate; and one that
 *    was asked before and no longer stands in the zone.
 * 2. Tiered: the framework's steps in their order; a step asks everybody of its tiers at once; a step with nobody to
 *    ask falls away. Ranked: best rank first, so many at once as the framework says, those without a rank last; the
 *    provider of last resort is asked after all others, never together with them. Prime: the zone's prime provider, then
 *    the contract's further steps. Block: providers whose guaranteed hours have room for the whole package, most room
 *    first, one after another, then the spot steps. Open: all at once, and the best bid wins.
 *    A service line may have a contract model of its own.
 *    Cross-zone work: a provider of a zone that is switched on for this one, without standing here, counts as spot here.
 *    Urgent packages: where the terms ask for quicker answers, no step gives longer than that (`replyTime`).
 * 3. Ties: within a step the order is tier, then rank (none last), then name, then identity. An earlier answer for
 *    the same package changes nobody's place; it is only told.
 */
export function offerOrder(facts: OfferOrderFacts): OfferOrder {
  const visitors = visitorsOf(facts)
  const standings = [...onePerProvider(facts.standings), ...visitors.keys()]
  const judged = standings.map((standing) => ({ standing, ...eligibilityOf(standing, facts) }))
  const steps = stepsOf(modelOf(facts.terms, facts.serviceLine), judged.filter((each) => each.isEligible).map((each) => each.standing), facts)
  const asked = steps.flatMap((step, index) => step.standings.map((standing) => ({ standing, step: index + 1, reason: step.reasonOf(standing), quicker: quickerReply(facts, step.replyWorkingMinutes) })))
  const reasonsOf = new Map(judged.map((each) => [each.standing, each.reasons]))
  const placed = asked.map(({ standing, step, reason, quicker }, index): OfferPlace => {
    const reasons = reasonsOf.get(standing) ?? []
    return placeOf(standing, { step, place: index + 1, pencePerHour: penceOf(facts, standing.tier), reasons: [reason, ...quicker, ...(visitors.get(standing) ?? []), ...(reason.clause === 'block' ? [] : blockFull(facts, standing)), ...reasons] })
  })
  const isAsked = new Set(asked.map((place) => place.standing))
  const leftOut = judged
    .filter((each) => !isAsked.has(each.standing))
    .map(({ standing, isEligible, reasons }) => placeOf(standing, { step: null, place: null, pencePerHour: null, reasons: isEligible ? [tierNotAsked(standing), ...blockFull(facts, standing), ...reasons] : reasons }))
  return {
    ruleVersion: OFFER_ORDER_VERSION,
    steps: steps.map(({ label, replyWorkingMinutes, award }) => ({ label, replyWorkingMinutes: replyTime(facts.terms, facts.urgency, replyWorkingMinutes), ...(award === undefined ? {} : { award }) })),
    places: [...placed, ...leftOut, ...noLongerStanding(facts)],
  }
}

function placeOf(standing: StandingFacts, rest: Pick<OfferPlace, 'step' | 'place' | 'pencePerHour' | 'reasons'>): OfferPlace {
  return { providerId: standing.providerId, providerName: standing.providerName, tier: standing.tier, rank: standing.rank, ...rest }
}

/** The rate of the tier; of a mini-competition the highest price that may be bid. */
function penceOf(facts: OfferOrderFacts, tier: Tier): Pence | null {
  const model = modelOf(facts.terms, facts.serviceLine)
  if (model.model === 'open') return model.highestPencePerHour
  const rate = facts.rates[tier]
  return rate.ok ? rate.value.pencePerHour : null
}

/** Said of every place in a step that gives less time than usual. */
function quickerReply({ terms, urgency }: OfferOrderFacts, usual: Minutes): Reason[] {
  const minutes = replyTime(terms, urgency, usual)
  return minutes === usual ? [] : [{ clause: 'urgent-reply', words: `${URGENCY_NAMES[urgency]}: the framework gives ${wordsForWorkingTime(minutes)} of working time to answer, instead of ${wordsForWorkingTime(usual)}.` }]
}

function tierNotAsked(standing: StandingFacts): Reason {
  return { clause: 'tier-not-asked', words: `Left out: no step of the framework asks providers that stand as ${standing.tier}.` }
}

/** Providers of other zones, each once, as spot and without the rank it has at home, with why it is asked here. */
function visitorsOf(facts: OfferOrderFacts): Map<StandingFacts, readonly Reason[]> {
  const here = new Set(facts.standings.map((standing) => standing.providerId))
  const visitors = new Map<string, { standing: StandingFacts; reasons: Reason[] }>()
  for (const { standing, zoneName, reason } of facts.crossZone) {
    if (here.has(standing.providerId)) continue
    const words = `It stands in ${zoneName} and counts as spot here. ${reason.words}`
    const known = visitors.get(standing.providerId)
    if (known === undefined) visitors.set(standing.providerId, { standing: { ...standing, tier: 'spot', rank: null }, reasons: [{ clause: reason.clause, words }] })
    else known.reasons.push({ clause: reason.clause, words })
  }
  return new Map([...visitors.values()].map(({ standing, reasons }) => [standing, reasons]))
}

/** Of a provider with guaranteed hours that has no room for the package. */
function blockFull(facts: OfferOrderFacts, standing: StandingFacts): Reason[] {
  const block = facts.blocks.get(standing.providerId)
  return block === undefined ? [] : [{ clause: 'block-full', words: `Its block has no room for the package: ${blockWords(block)}.` }]
}

/** A provider that stands twice is asked once, for the standing that comes first. The order holds for everybody left out too. */
function onePerProvider(standings: readonly StandingFacts[]): StandingFacts[] {
  const first = new Map<string, StandingFacts>()
  for (const standing of standings.toSorted(compareStandings)) if (!first.has(standing.providerId)) first.set(standing.providerId, standing)
  return [...first.values()]
}

function noLongerStanding(facts: OfferOrderFacts): OfferPlace[] {
  const gone = new Map(facts.earlier.filter((each) => ![...facts.standings, ...facts.crossZone.map(({ standing }) => standing)].some((standing) => standing.providerId === each.providerId)).map((each) => [each.providerId, each]))
  return [...gone.values()].map((each) => ({
    providerId: each.providerId,
    providerName: each.providerName,
    tier: each.tier,
    rank: null,
    step: null,
    place: null,
    pencePerHour: null,
    reasons: [{ clause: 'no-standing', words: 'Left out: it was asked before and no longer stands in this zone for this service line.' }, earlierReason(each)],
  }))
}

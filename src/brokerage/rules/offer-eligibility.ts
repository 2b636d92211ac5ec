import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate, wordsForPence } from '../../kernel/words.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import { RATING_NAMES, type StandingFacts } from '../../market/terms.ts'
import { DECLINE_REASON_NAMES } from '../terms.ts'
import type { EarlierAnswer, OfferOrderFacts } from './offer-order-facts.ts'

/** Whether a provider may be given the package, with every clause looked at: those in its way when there are any. */
export function eligibilityOf(standing: StandingFacts, facts: OfferOrderFacts): { isEligible: boolean; reasons: readonly Reason[] } {
  const verdicts = [leftVerdict(standing, facts), suspendedVerdict(standing), ...givenBackVerdicts(standing, facts), ratingVerdict(standing, facts), languageVerdict(standing, facts), rateVerdict(standing, facts)]
  const obstacles = verdicts.filter((verdict) => verdict?.stops === true)
  const told = obstacles.length > 0 ? obstacles : verdicts
  const earlier = facts.earlier.filter((each) => each.providerId === standing.providerId).map(earlierReason)
  return { isEligible: obstacles.length === 0, reasons: [...told.flatMap((verdict) => (verdict === undefined ? [] : [verdict.reason])), ...earlier] }
}

/** An earlier answer in words. It tells, and moves nobody: capacity changes from week to week. */
export function earlierReason(earlier: EarlierAnswer): Reason {
  const on = wordsForDate(earlier.on)
  const words = {
    accepted: `It accepted this package on ${on}.`,
    declined: `It declined this package on ${on}${earlier.reason === null ? '' : `: ${DECLINE_REASON_NAMES[earlier.reason].toLowerCase()}`}. It is asked again in its place.`,
    lapsed: `It did not reply by the reply-by time on ${on}. It is asked again in its place.`,
    partial: `It offered part of this package on ${on}. It is asked again in its place.`,
    withdrawn: `An earlier offer was withdrawn on ${on}.`,
  }
  return { clause: `earlier-${earlier.answer}`, words: words[earlier.answer] }
}

interface Verdict {
  readonly stops: boolean
  readonly reason: Reason
}

const stop = (clause: string, words: string): Verdict => ({ stops: true, reason: { clause, words: `Left out: ${words}` } })
const pass = (clause: string, words: string): Verdict => ({ stops: false, reason: { clause, words } })

function leftVerdict(standing: StandingFacts, facts: OfferOrderFacts): Verdict | undefined {
  if (standing.leftOn === null) return undefined
  const left = wordsForDate(standing.leftOn)
  return Temporal.PlainDate.compare(standing.leftOn, facts.on) < 0 ? stop('left', `it stopped working for the council on ${left}.`) : stop('leaving', `it stops working for the council on ${left}.`)
}

function suspendedVerdict(standing: StandingFacts): Verdict | undefined {
  return standing.suspendedReason === null ? undefined : stop('suspended', `it is given no new packages: ${standing.suspendedReason}${/[.!?]$/.test(standing.suspendedReason) ? '' : '.'}`)
}

/** What came back is not offered to the same provider again, unless a broker asks it directly. */
function givenBackVerdicts(standing: StandingFacts, facts: OfferOrderFacts): Verdict[] {
  const own = (facts.givenBack ?? []).filter((each) => each.providerId === standing.providerId).at(-1)
  if (own === undefined) return []
  const on = wordsForDate(own.on)
  const words = own.cause === 'hand-back' ? `it handed this package back on ${on}` : `the person was moved from it on ${on}, because it failed`
  if (facts.askedDirectly === standing.providerId) return [pass('handed-back', `Although ${words}: the broker asks it directly.`)]
  return [stop('handed-back', `${words}.`)]
}

function ratingVerdict(standing: StandingFacts, facts: OfferOrderFacts): Verdict {
  const rating = RATING_NAMES[standing.rating]
  return facts.terms.eligibility.refusedRatings.includes(standing.rating)
    ? stop('rating', `its CQC rating is ${rating}, with which this framework gives no new packages.`)
    : pass('rating', `Its CQC rating is ${rating}, which this framework accepts.`)
}

/** English is taken as spoken by every provider: the register lists the languages besides it. */
function languageVerdict(standing: StandingFacts, facts: OfferOrderFacts): Verdict | undefined {
  const asked = facts.languages.filter((language) => keyOf(language) !== 'english')
  if (asked.length === 0) return undefined
  const spoken = new Set(standing.languages.map(keyOf))
  const missing = asked.filter((language) => !spoken.has(keyOf(language)))
  if (missing.length === 0) return pass('language', `Its care workers speak ${asked.join(' and ')}, as asked for.`)
  const words = `none of its care workers is known to speak ${missing.join(' or ')}, which is asked for`
  return facts.terms.eligibility.languagesRequired ? stop('language', `${words} and required by this framework.`) : pass('language-missing', `${words.charAt(0).toUpperCase()}${words.slice(1)}. This framework does not require it.`)
}

function keyOf(language: string): string {
  return language.trim().toLowerCase()
}

/** A mini-competition needs no rate: its price is bid. */
function rateVerdict(standing: StandingFacts, facts: OfferOrderFacts): Verdict | undefined {
  if (modelOf(facts.terms, facts.serviceLine).model === 'open') return undefined
  const rate = facts.rates[standing.tier]
  return rate.ok ? pass('rate', `The rate is ${wordsForPence(rate.value.pencePerHour)} an hour for one care worker.`) : stop('no-rate', `there is no rate for its tier. ${rate.reasons.map((reason) => reason.words).join(' ')}`)
}

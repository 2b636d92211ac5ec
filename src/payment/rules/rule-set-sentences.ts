import { countOf, withCommas, wordsForDate, wordsForPence } from '../../kernel/words.ts'
import type { FixedPay, RuleSetDocument } from '../terms/rule-set.ts'

/** One place in the precedence: what is asked there, and what this rule set answers. */
export interface PrecedenceStep {
  readonly label: string
  readonly words: string
}

/**
 * A rule set as sentences in the order in which `priceVisit` asks them: the first that settles a care
 * worker's minutes wins, and rounding, minimum and cap follow in that order.
 */
export function explainPrecedence(rules: RuleSetDocument): PrecedenceStep[] {
  return [
    { label: 'Care workers', words: careWorkerWords(rules) },
    { label: 'Missed', words: 'A missed visit pays nothing.' },
    { label: 'Cancelled', words: cancelledWords(rules.cancelled) },
    { label: 'No access', words: fixedWords('A visit where the care worker could not get in', rules.noAccess) },
    { label: 'Refused', words: fixedWords('A visit that the person refused', rules.refused) },
    { label: 'In hospital', words: fixedWords('A visit while the person is in hospital', rules.hospital) },
    { label: 'Not required', words: fixedWords('A visit that was not required', rules.notRequired) },
    { label: 'No record', words: fixedWords('A planned visit for which no record came', rules.noRecord) },
    { label: 'Care worker without a record', words: fixedWords('A planned care worker with no record, where another’s came,', rules.missingWorker) },
    { label: 'Not planned', words: rules.unplanned === 'pay-nothing' ? 'A visit that was not planned pays nothing.' : 'A delivered visit that was not planned pays the actual time.' },
    ...deliveredSteps(rules),
    ...(rules.lateRecords === undefined ? [] : [{ label: 'Late record', words: `A record that comes more than ${countOf(rules.lateRecords.afterDays, 'day')} after the visit pays ${String(rules.lateRecords.percent)}% of its minutes, cut down to whole minutes.` }]),
    ...weekCapSteps(rules.weekCap),
    { label: 'Place held in hospital', words: retainerWords(rules.retainer) },
    ...(rules.death === undefined ? [] : [{ label: 'After the death', words: `For visits that stood in the plan, ${String(rules.death.percent)}% of the planned time is paid for the first ${countOf(rules.death.days, 'day')} after the person’s death.` }]),
    ...moneySteps(rules),
  ]
}

/** The same sentences without their labels. */
export function ruleSetSentences(rules: RuleSetDocument): string[] {
  return explainPrecedence(rules).map((step) => step.words)
}

/** How a rule set's money is reckoned, in the order of `visitMoney`. */
function moneySteps(rules: RuleSetDocument): PrecedenceStep[] {
  const { packagePrice, subcontracted, distanceBands, fixedPrices, startPremium } = rules
  const steps: PrecedenceStep[] = []
  if (packagePrice !== undefined) steps.push({ label: 'Price of the week', words: `A package with a price for the week pays that, spread over the week’s planned minutes, and nothing of what follows; a visit without care ${packagePrice.undelivered === 'pay' ? 'pays its part too' : 'does not pay its part'}.` })
  if (subcontracted !== undefined) steps.push({ label: 'Subcontracted', words: `A visit that was passed on to a subcontractor pays ${String(subcontracted.percent)}% of the rate.` })
  for (const band of distanceBands ?? []) steps.push({ label: 'The way', words: `From ${withCommas(band.fromMetres)} metres on, a visit pays ${wordsForPence(band.pencePerHour)} an hour and ${wordsForPence(band.pencePerVisit)} more.` })
  if (fixedPrices !== undefined) {
    const prices = fixedPrices.map((price) => `${minutes(price.minutes)} ${wordsForPence(price.pence)}`).join(', ')
    steps.push({ label: 'Fixed prices', words: `The longest of these that a care worker’s paid minutes reach has a fixed price, and the rest is paid by the hour: ${prices}.` })
  }
  steps.push({ label: 'Price', words: 'The minutes of all care workers are paid at the hourly rate, rounded once to the nearest penny.' })
  if (startPremium !== undefined) {
    const which = startPremium.urgency === 'any' ? 'a package' : `a package referred as ${startPremium.urgency}`
    const between = `${wordsForDate(Temporal.PlainDate.from(startPremium.fromOn))} and ${wordsForDate(Temporal.PlainDate.from(startPremium.toOn))}`
    steps.push({ label: 'Premium', words: `The first visit of ${which} that begins within ${countOf(startPremium.withinDays, 'day')} of the referral, between ${between}, pays ${wordsForPence(startPremium.pence)} more.` })
  }
  return steps
}

function weekCapSteps(cap: RuleSetDocument['weekCap']): PrecedenceStep[] {
  if (cap === undefined) return []
  const size = cap.kind === 'minutes' ? minutes(cap.minutes) : `${String(cap.percent)}%, cut down to whole minutes,`
  const over = (cap.kind === 'minutes' ? cap.minutes : cap.percent) === 0 ? 'the week’s order' : `the week’s order and ${size} over it`
  return [{ label: 'Cap of the week', words: `A person’s week is never paid above ${over}. The visits are counted in the order in which they were planned, and those above it pay what is left.` }]
}

function deliveredSteps(rules: RuleSetDocument): PrecedenceStep[] {
  const recorded = [
    { label: 'Rounding', words: roundingWords(rules) },
    ...(rules.minimum.kind === 'minutes' && rules.minimum.below === 'pay-minimum'
      ? [{ label: 'Minimum', words: `A delivered visit is paid as at least ${minutes(rules.minimum.minutes)}.` }]
      : []),
  ]
  const tooShort =
    rules.minimum.kind === 'minutes' && rules.minimum.below === 'pay-nothing'
      ? [{ label: 'Too short', words: `A visit recorded as shorter than ${minutes(rules.minimum.minutes)} pays nothing.` }]
      : []
  const before = [
    ...(rules.overlap === undefined ? [] : [{ label: 'Overlap', words: 'Time that a care worker was recorded for at two visits is paid once, at the visit that began first.' }]),
    ...(rules.manual === undefined ? [] : [{ label: 'Typed in by hand', words: `Where more than ${String(rules.manual.overPercent)}% of a provider’s records of a period were typed in by hand, such a record ${MANUAL_WORDS[rules.manual.pay]}.` }]),
  ]
  if (rules.basis === 'planned') {
    const basis = { label: 'Time counted', words: 'A delivered visit pays the planned time, whatever time was recorded.' }
    // Recorded time is then paid only where there is no plan; without that the settings have no effect and are not shown.
    if (rules.unplanned === 'pay-nothing') return [...before, basis]
    return [...before, basis, ...[...tooShort, ...recorded].map((step) => ({ ...step, words: `For a visit that was not planned: ${step.words}` }))]
  }
  return [
    ...before,
    { label: 'Time not known', words: fixedWords(rules.basis === 'claimed' ? 'A delivered visit for which nothing is claimed' : 'A delivered visit whose time in or out is not known', rules.noTime) },
    ...tooShort,
    ...toleranceSteps(rules),
    { label: 'Time counted', words: basisWords(rules) },
    ...recorded,
    { label: 'Cap', words: capWords(rules) },
  ]
}

const MANUAL_WORDS = { 'pay-nothing': 'pays nothing', 'pay-lesser': 'pays the planned or the actual time, whichever is less', 'pay-planned': 'pays the planned time' } as const

function basisWords({ basis, bands }: RuleSetDocument): string {
  if (basis === 'actual') return 'A delivered visit pays the actual time.'
  if (basis === 'claimed') return 'A delivered visit pays the time that the provider claims.'
  if (basis === 'lesser') return 'A delivered visit pays the planned or the actual time, whichever is less.'
  const each = (bands?.bands ?? []).map((band) => `from ${minutes(band.fromMinutes)} on ${minutes(band.payMinutes)}`).join(', ')
  const beyond = bands?.byTheMinuteFrom == null ? '' : `, from ${minutes(bands.byTheMinuteFrom)} on the actual time`
  return `A delivered visit pays by bands of actual time: ${each}${beyond}; below the first band nothing.`
}

function careWorkerWords(rules: RuleSetDocument): string {
  const beyond = rules.secondWorker === 'pay-each' ? 'Care workers beyond the number planned are paid the same way.' : 'Care workers beyond the number planned are not paid.'
  return `Each care worker’s time is counted separately. ${beyond}`
}

function fixedWords(what: string, pay: FixedPay): string {
  return `${what} ${payWords(pay)}.`
}

function payWords(pay: FixedPay): string {
  return pay === 'pay-planned' ? 'pays the planned time' : 'pays nothing'
}

function cancelledWords(cancelled: RuleSetDocument['cancelled']): string {
  if (cancelled.kind !== 'by-notice') return fixedWords('A cancelled visit', cancelled.kind)
  const hours = countOf(cancelled.enoughNoticeHours, 'hour')
  return `A visit cancelled with at least ${hours} of notice ${payWords(cancelled.enough)}; with less notice it ${payWords(cancelled.short)}; where the notice is not known it ${payWords(cancelled.unknown)}.`
}

function toleranceSteps({ tolerance, basis }: RuleSetDocument): PrecedenceStep[] {
  if (tolerance.kind === 'none') return []
  const size = tolerance.kind === 'minutes' ? minutes(tolerance.minutes) : `${String(tolerance.percent)}%`
  return [{ label: 'Tolerance', words: `When the ${basis === 'claimed' ? 'time claimed' : 'actual time'} is within ${size} of the planned time, either way, the planned time is paid.` }]
}

function roundingWords({ rounding }: RuleSetDocument): string {
  if (rounding.unitMinutes === 1) return 'Recorded time is paid to the minute.'
  const how = rounding.mode === 'nearest' ? 'to the nearest' : rounding.mode === 'threshold' ? 'to a multiple of' : `${rounding.mode} to a multiple of`
  const from = rounding.upFromMinutes === undefined ? '' : `, up from ${minutes(rounding.upFromMinutes)} over one`
  return `${ROUNDED_WHAT[rounding.of]} ${how} ${minutes(rounding.unitMinutes)}${from}${ROUNDED_WHEN[rounding.of]}. Planned time is never rounded.`
}

const ROUNDED_WHAT = { 'visit': 'Recorded time is rounded', 'start-and-end': 'The times in and out are each rounded', 'day': 'The recorded time of a person’s day is rounded', 'week': 'The recorded time of a person’s week is rounded' } as const
const ROUNDED_WHEN = { 'visit': ', once for each care worker’s visit', 'start-and-end': '', 'day': ', and each visit pays the difference it makes', 'week': ', and each visit pays the difference it makes' } as const

function capWords({ basis, capOverPlan: cap }: RuleSetDocument): string {
  const zero = (cap.kind === 'minutes' && cap.minutes === 0) || (cap.kind === 'percent' && cap.percent === 0)
  if (basis === 'lesser' || zero) return 'No planned visit counts as more than the planned time.'
  if (cap.kind === 'none') return 'There is no limit above the planned time.'
  const size = cap.kind === 'minutes' ? minutes(cap.minutes) : `${String(cap.percent)}%, cut down to whole minutes,`
  return `No planned visit counts as more than the planned time and ${size} over it.`
}

function minutes(count: number): string {
  return countOf(count, 'minute')
}

function retainerWords(retainer: RuleSetDocument['retainer']): string {
  if (retainer === undefined) return 'While the person is in hospital and the provider holds the place, no retainer is paid.'
  return `While the person is in hospital and the provider holds the place, ${String(retainer.percent)}% of the planned time is paid for the first ${countOf(retainer.days, 'day')}.`
}

import { countOf } from '../../kernel/words.ts'
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
    { label: 'Place held in hospital', words: retainerWords(rules.retainer) },
    { label: 'Price', words: 'The minutes of all care workers are paid at the hourly rate, rounded once to the nearest penny.' },
  ]
}

/** The same sentences without their labels. */
export function ruleSetSentences(rules: RuleSetDocument): string[] {
  return explainPrecedence(rules).map((step) => step.words)
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
  if (rules.basis === 'planned') {
    const basis = { label: 'Time counted', words: 'A delivered visit pays the planned time, whatever time was recorded.' }
    // Recorded time is then paid only where there is no plan; without that the settings have no effect and are not shown.
    if (rules.unplanned === 'pay-nothing') return [basis]
    return [basis, ...[...tooShort, ...recorded].map((step) => ({ ...step, words: `For a visit that was not planned: ${step.words}` }))]
  }
  return [
    { label: 'Time not known', words: fixedWords('A delivered visit whose time in or out is not known', rules.noTime) },
    ...tooShort,
    ...toleranceSteps(rules.tolerance),
    { label: 'Time counted', words: rules.basis === 'actual' ? 'A delivered visit pays the actual time.' : 'A delivered visit pays the planned or the actual time, whichever is less.' },
    ...recorded,
    { label: 'Cap', words: capWords(rules) },
  ]
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

function toleranceSteps(tolerance: RuleSetDocument['tolerance']): PrecedenceStep[] {
  if (tolerance.kind === 'none') return []
  const size = tolerance.kind === 'minutes' ? minutes(tolerance.minutes) : `${String(tolerance.percent)}%`
  return [{ label: 'Tolerance', words: `When the actual time is within ${size} of the planned time, either way, the planned time is paid.` }]
}

function roundingWords({ rounding }: RuleSetDocument): string {
  if (rounding.unitMinutes === 1) return 'Recorded time is paid to the minute.'
  const to = rounding.mode === 'nearest' ? 'to the nearest' : `${rounding.mode} to a multiple of`
  return `Recorded time is rounded ${to} ${minutes(rounding.unitMinutes)}, once for each care worker’s visit. Planned time is never rounded.`
}

function capWords({ basis, capOverPlan: cap }: RuleSetDocument): string {
  const zero = (cap.kind === 'minutes' && cap.minutes === 0) || (cap.kind === 'percent' && cap.percent === 0)
  if (basis !== 'actual' || zero) return 'No planned visit counts as more than the planned time.'
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

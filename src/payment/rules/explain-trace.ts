import type { Minutes } from '../../kernel/amounts.ts'
import { countOf, withCommas, wordsForPence, wordsForTime } from '../../kernel/words.ts'
import { EXCEPTION_NAMES, type Outcome } from '../../visits/terms.ts'
import type { FixedCause, TraceStep } from '../terms/priced-visit.ts'
import type { FixedPay } from '../terms/rule-set.ts'

/** One line of a pay line's explanation: what was looked at, and what the rule made of it. */
export interface ExplainedStep {
  readonly label: string
  readonly words: string
}

/** The trace of a priced visit in plain English, one sentence or two for each step, with its own numbers. Never empty. */
export function explainTrace(trace: readonly TraceStep[]): ExplainedStep[] {
  if (trace.length === 0) return [{ label: 'Price', words: 'No steps were stored for this line.' }]
  return trace.flatMap((step, at) => [explainStep(step), ...unroundedStep(step, trace[at + 1])])
}

/** Each statement line says how it was rounded: recorded time with no rounding step was paid to the minute. */
function unroundedStep(step: TraceStep, next: TraceStep | undefined): ExplainedStep[] {
  const isRecordedTime = step[0] === 'actual' || step[0] === 'claimed' || (step[0] === 'lesser' && step[3] !== step[1]) || (step[0] === 'unplanned' && step[4] > 0)
  if (!isRecordedTime || ROUNDING_STEPS.has(next?.[0] ?? '')) return []
  return [{ label: 'Rounding', words: 'None: the rule pays to the minute.' }]
}

const ROUNDING_STEPS: ReadonlySet<string> = new Set<TraceStep[0]>(['round', 'round-from', 'round-ends', 'running'])

function explainStep(step: TraceStep): ExplainedStep {
  switch (step[0]) {
    case 'worker':
      return { label: `Care worker ${String(step[1])} of ${String(step[2])}`, words: 'Each care worker’s time is counted separately.' }
    case 'fixed':
      return { label: 'Outcome', words: `${FIXED_WORDS[step[1]](step[3])} ${paysWords(step[2], step[4])}` }
    case 'cancelled':
      return { label: 'Outcome', words: `${cancelledWords(step[1], step[2])} ${paysWords(step[3], step[5])}` }
    case 'beyond-plan':
      return { label: 'Outcome', words: beyondPlanWords(step[1], step[2]) }
    case 'spare':
      return { label: 'Outcome', words: `Recorded as ${OUTCOME_WORDS[step[1]]}. Every planned care worker is already accounted for, so this record pays nothing.` }
    case 'unplanned':
      return { label: 'Outcome', words: unplannedWords(step[1], step[2], step[3]) }
    case 'retainer':
      return { label: 'In hospital', words: heldWords(`The person was in hospital, on day ${String(step[2])} of the stay.`, step[1], step[2], step[3], step[4], step[5]) }
    case 'respite':
      return { label: 'In respite care', words: heldWords(`The person was in respite care, on day ${String(step[2])} of the stay.`, step[1], step[2], step[3], step[4], step[5]) }
    case 'blocked':
      return { label: 'Not paid yet', words: `${step[1].map((kind) => EXCEPTION_NAMES[kind]).join('; ')}. The framework asks that this is put right, or let pass by the council, before the visit is paid. Then a later run pays it by an adjustment.` }
    case 'variation':
      return { label: 'Variation', words: `Planned ${minutes(step[1])}. Variation V${String(step[3])} agreed ${minutes(step[2])} for each care worker, which count as planned.` }
    case 'holiday':
      return { label: 'On holiday', words: `The person was on holiday, so the visit of ${minutes(step[1])} by ${countOf(step[2], 'care worker')} was cancelled. It is paid as one.` }
    case 'funder':
      return { label: 'Who bears it', words: `The NHS bears ${String(step[1])}%: ${wordsForPence(step[2])}. The council bears the rest.` }
    case 'fee-at-risk':
      return { label: 'Fee at risk', words: `${wordsForPence(step[1])} was paid for visits of the zone, ${wordsForPence(step[2])} of it at risk. ${step[4] < 0 ? `${wordsForPence(-step[4])} is taken off` : `${wordsForPence(step[4])} is paid`} for the period${step[3] === step[4] ? '' : ', as decided after it was contested'}.` }
    case 'too-short':
      return { label: 'Minimum', words: `Actual ${minutes(step[1])}. The rule pays nothing for a visit shorter than ${minutes(step[2])}.` }
    case 'tolerance':
      return { label: 'Tolerance', words: toleranceWords(step[1], step[2], step[3], step[4]) }
    case 'planned':
    case 'actual':
    case 'lesser':
      return { label: 'Time counted', words: `Planned ${minutes(step[1])}, actual ${actualWords(step[2])}. The rule pays ${BASIS_WORDS[step[0]]}: ${minutes(step[3])}.` }
    case 'round':
      return { label: 'Rounding', words: `Rounded ${step[3] === 'nearest' ? 'to the nearest' : `${step[3]} to a multiple of`} ${minutes(step[2])}: ${String(step[4])}.` }
    case 'raise':
      return { label: 'Minimum', words: `The rule pays a delivered visit as at least ${minutes(step[2])}: ${String(step[2])} instead of ${String(step[1])}.` }
    case 'cap':
      return { label: 'Cap', words: `The rule never counts more than ${capWords(step[2], step[3])}: ${String(step[4])} instead of ${String(step[1])}.` }
    case 'death':
      return { label: 'After the death', words: heldWords(`This was day ${String(step[2])} after the person’s death.`, step[1], step[2], step[3], step[4], step[5]) }
    case 'overlap':
      return { label: 'Overlap', words: `Actual ${minutes(step[1])}, of which the care worker was also recorded for ${minutes(step[2])} at a visit that began before. Time is paid once: ${minutes(step[3])} are left.` }
    case 'manual':
      return { label: 'Typed in by hand', words: `${String(step[1])} of the provider’s ${countOf(step[2], 'record')} of the period were typed in by hand, more than ${String(step[3])}%. The rule then ${MANUAL_WORDS[step[4]]}.` }
    case 'claimed':
      return { label: 'Time counted', words: `Planned ${minutes(step[1])}, actual ${actualWords(step[3])}, claimed ${minutes(step[2])}. The rule pays the time claimed: ${minutes(step[4])}.` }
    case 'band':
      return { label: 'Band', words: step[2] === 0 ? `Actual ${minutes(step[1])}, below the first band. The rule pays ${minutes(step[3])}.` : `Actual ${minutes(step[1])}. The rule pays ${minutes(step[3])} from ${minutes(step[2])} on.` }
    case 'late':
      return { label: 'Late record', words: `The record came ${countOf(step[1], 'day')} after the visit, later than the ${countOf(step[2], 'day')} allowed. The rule pays ${String(step[3])}%: ${String(step[5])} of ${minutes(step[4])}.` }
    case 'round-from':
      return { label: 'Rounding', words: `Rounded to a multiple of ${minutes(step[2])}, up from ${minutes(step[3])} over one: ${String(step[4])}.` }
    case 'round-ends':
      return { label: 'Rounding', words: `In at ${clock(step[1])} and out at ${clock(step[2])}, rounded in steps of ${minutes(step[5])} to ${clock(step[3])} and ${clock(step[4])}: ${minutes(step[6])}.` }
    case 'running':
      return { label: 'Rounding', words: `The time of the ${step[1]} is rounded as a whole in steps of ${minutes(step[6])}: ${String(step[2])} minutes before this visit count as ${String(step[4])}, ${String(step[3])} with it as ${String(step[5])}. This visit pays the difference: ${minutes(step[5] - step[4])}.` }
    case 'week-cap':
      return { label: 'Cap of the week', words: `The rule pays at most ${minutes(step[1])} of this person’s week, of which ${String(step[2])} were paid for earlier visits: ${String(step[4])} instead of ${String(step[3])}.` }
    case 'subcontracted':
      return { label: 'Subcontracted', words: `The visit was passed on to a subcontractor. The rule pays ${String(step[2])}% of the rate of ${wordsForPence(step[1])}: ${wordsForPence(step[3])} an hour.` }
    case 'distance':
      return { label: 'The way', words: `The way is ${withCommas(step[1])} metres. From ${withCommas(step[2])} metres on the rule adds ${wordsForPence(step[3])} an hour and ${wordsForPence(step[4])} for the visit.` }
    case 'fixed-price':
      return { label: 'Fixed price', words: `${minutes(step[1])} have a fixed price: ${wordsForPence(step[2])}. ${minutes(step[3])} are left to be paid by the hour.` }
    case 'time-money':
      return { label: 'Time at the rate', words: `${minutes(step[1])} at ${wordsForPence(step[2])} an hour: ${wordsForPence(step[3])}.` }
    case 'start-premium':
      return { label: 'Premium', words: `The package began ${countOf(step[1], 'day')} after it was referred, within ${String(step[2])}. The rule adds ${wordsForPence(step[3])} once.` }
    case 'package-price':
      return { label: 'Price of the week', words: packageWords(step[1], step[2], step[3], step[4], step[5], step[6]) }
    case 'result':
      return { label: 'Price', words: `${minutes(step[1])}: ${wordsForPence(step[2])} in all.` }
    case 'sum':
      return { label: 'All care workers', words: `${minutes(step[2])} in all.` }
    case 'money':
      return { label: 'Price', words: `${minutes(step[1])} at ${wordsForPence(step[2])} an hour: ${wordsForPence(step[3])}.` }
    case 'adjust':
      return { label: 'Adjustment', words: adjustWords(step[1], step[2], step[3], step[4]) }
  }
}

const BASIS_WORDS = { planned: 'the planned time', actual: 'the actual time', lesser: 'the lesser' } as const

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  'delivered': 'delivered',
  'missed': 'missed',
  'cancelled': 'cancelled',
  'no-access': 'no access',
  'refused': 'refused by the person',
  'hospital': 'person in hospital',
  'not-required': 'not required',
}

const FIXED_WORDS: Readonly<Record<FixedCause, (planned: Minutes) => string>> = {
  'missed': (planned) => `Planned ${minutes(planned)}, recorded as missed.`,
  'no-access': (planned) => `Planned ${minutes(planned)}. The care worker came and could not get in.`,
  'refused': (planned) => `Planned ${minutes(planned)}. The person refused the visit.`,
  'hospital': (planned) => `Planned ${minutes(planned)}. The person was in hospital.`,
  'not-required': (planned) => `Planned ${minutes(planned)}. The visit was not required.`,
  'no-record': (planned) => `Planned ${minutes(planned)}. No record of the visit has come from the provider.`,
  'missing-worker': (planned) => `Planned ${minutes(planned)}. No record of this care worker has come from the provider.`,
  'no-time': (planned) => `Planned ${minutes(planned)}. Recorded as delivered, but the time in or out is not known.`,
}

function paysWords(pay: FixedPay, counted: Minutes): string {
  return pay === 'pay-planned' ? `The rule pays the planned time: ${minutes(counted)}.` : 'The rule pays nothing.'
}

function cancelledWords(noticeHours: number | null, enoughNoticeHours: number | null): string {
  if (enoughNoticeHours === null) return 'Recorded as cancelled.'
  const enough = `${countOf(enoughNoticeHours, 'hour')} ${enoughNoticeHours === 1 ? 'is' : 'are'} enough`
  if (noticeHours === null) return `Recorded as cancelled, without the notice given (${enough}).`
  if (noticeHours < 0) return `Recorded as cancelled after the planned start (${enough}).`
  return `Recorded as cancelled with ${countOf(noticeHours, 'hour')} of notice (${enough}).`
}

function beyondPlanWords(actual: Minutes | null, workersPlanned: number): string {
  return `Actual ${actualWords(actual)}, by a care worker beyond the ${String(workersPlanned)} planned. The rule pays planned care workers only.`
}

function unplannedWords(outcome: Outcome | null, pay: 'pay-nothing' | 'pay-actual', actual: Minutes | null): string {
  if (outcome === null) return 'Not planned, and no record has come. There is nothing to pay.'
  if (outcome !== 'delivered') return `Not planned, recorded as ${OUTCOME_WORDS[outcome]}. There is nothing to pay.`
  if (pay === 'pay-nothing') return `Not planned, actual ${actualWords(actual)}. The rule pays nothing for a visit that was not planned.`
  if (actual === null) return 'Not planned, and the time in or out is not known. There is nothing to pay.'
  return `Not planned, actual ${minutes(actual)}. The rule pays the actual time: ${minutes(actual)}.`
}

function heldWords(where: string, planned: Minutes, day: number, days: number, percent: number, counted: Minutes): string {
  const what = `${where} The visit would have taken ${minutes(planned)}.`
  if (percent === 0) return `${what} The rule pays no retainer.`
  if (day > days) return `${what} The rule pays a retainer for the first ${countOf(days, 'day')}, so nothing.`
  return `${what} The rule pays ${String(percent)}% of the time for the first ${countOf(days, 'day')}: ${minutes(counted)}.`
}

function toleranceWords(planned: Minutes, actual: Minutes, kind: 'minutes' | 'percent', size: number): string {
  const within = kind === 'minutes' ? minutes(size) : `${String(size)}%`
  return `Planned ${minutes(planned)}, actual ${minutes(actual)}. Within ${within} of the plan the rule pays the planned time: ${minutes(planned)}.`
}

function capWords(kind: 'plan' | 'minutes' | 'percent', size: number): string {
  if (kind === 'plan' || size === 0) return 'the planned time'
  return `${kind === 'minutes' ? minutes(size) : `${String(size)}%`} over the planned time`
}

function adjustWords(paidMinutes: Minutes, paidPence: number, minutesMore: Minutes, penceMore: number): string {
  const change = penceMore < 0 ? `${wordsForPence(-penceMore)} less` : `${wordsForPence(penceMore)} more`
  const time = minutesMore < 0 ? `${minutes(-minutesMore)} less` : `${minutes(minutesMore)} more`
  return `Paid before: ${minutes(paidMinutes)}, ${wordsForPence(paidPence)}. This line makes the difference: ${time}, ${change}.`
}

const MANUAL_WORDS = { 'pay-nothing': 'pays nothing for such a record', 'pay-lesser': 'pays the planned or the actual time, whichever is less', 'pay-planned': 'pays the planned time' } as const

function packageWords(weekPence: number, before: Minutes, after: Minutes, of: Minutes, part: number, paid: number): string {
  const share = `The package has a price for the week: ${wordsForPence(weekPence)}, spread over ${minutes(of)} planned. This visit’s part, from minute ${String(before)} to ${String(after)}, is ${wordsForPence(part)}.`
  return paid === part ? share : `${share} No care was given, so it pays nothing.`
}

/** A minute after midnight as a clock shows it, also on the day after. */
function clock(minute: Minutes): string {
  return wordsForTime(((minute % 1440) + 1440) % 1440)
}

function minutes(count: Minutes): string {
  return countOf(count, 'minute')
}

function actualWords(actual: Minutes | null): string {
  return actual === null || actual < 0 ? 'time not known' : minutes(actual)
}

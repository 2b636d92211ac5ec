import type { Minutes } from '../../kernel/amounts.ts'
import { countOf, wordsForPence } from '../../kernel/words.ts'
import type { Outcome } from '../../visits/terms.ts'
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
  const isRecordedTime = step[0] === 'actual' || (step[0] === 'lesser' && step[3] !== step[1]) || (step[0] === 'unplanned' && step[4] > 0)
  if (!isRecordedTime || next?.[0] === 'round') return []
  return [{ label: 'Rounding', words: 'None: the rule pays to the minute.' }]
}

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
      return { label: 'In hospital', words: retainerWords('in hospital', step[1], step[2], step[3], step[4], step[5]) }
    case 'respite':
      return { label: 'In respite care', words: retainerWords('in respite care', step[1], step[2], step[3], step[4], step[5]) }
    case 'holiday':
      return { label: 'On holiday', words: `The person was on holiday, so the visit of ${minutes(step[1])} by ${countOf(step[2], 'care worker')} was cancelled. It is paid as one.` }
    case 'funder':
      return { label: 'Who bears it', words: `The NHS bears ${String(step[1])}%: ${wordsForPence(step[2])}. The council bears the rest.` }
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

function retainerWords(where: string, planned: Minutes, day: number, days: number, percent: number, counted: Minutes): string {
  const what = `The person was ${where}, on day ${String(day)} of the stay. The visit would have taken ${minutes(planned)}.`
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

function minutes(count: Minutes): string {
  return countOf(count, 'minute')
}

function actualWords(actual: Minutes | null): string {
  return actual === null || actual < 0 ? 'time not known' : minutes(actual)
}

import type { Minutes } from '../../kernel/amounts.ts'
import type { Outcome } from '../../visits/terms.ts'
import type { FixedCause, PricedRecord } from '../terms/priced-visit.ts'
import type { FixedPay, RuleSetDocument } from '../terms/rule-set.ts'
import { addMinutes, type Tally } from './tally.ts'

/** Counts a planned care worker whose minutes do not depend on recorded time: the planned minutes or none, never rounded. */
export function payFixed(cause: FixedCause, pay: FixedPay, planned: Minutes, tally: Tally): void {
  const minutes = minutesOf(pay, planned)
  tally.trace.push(['fixed', cause, pay, planned, minutes])
  addMinutes(tally, minutes, minutes)
}

/** Counts a planned care worker whose record says that no care was given. */
export function payUndelivered(
  rules: RuleSetDocument,
  planned: Minutes,
  record: PricedRecord,
  outcome: Exclude<Outcome, 'delivered'>,
  tally: Tally,
): void {
  if (outcome === 'cancelled') payCancelled(rules.cancelled, planned, record.noticeHours, tally)
  else payFixed(outcome, payForOutcome(rules, outcome), planned, tally)
}

function payForOutcome(rules: RuleSetDocument, outcome: Exclude<Outcome, 'delivered' | 'cancelled'>): FixedPay {
  switch (outcome) {
    case 'missed':
      return rules.missed
    case 'no-access':
      return rules.noAccess
    case 'refused':
      return rules.refused
    case 'hospital':
      return rules.hospital
    case 'not-required':
      return rules.notRequired
  }
}

function payCancelled(terms: RuleSetDocument['cancelled'], planned: Minutes, noticeHours: number | null, tally: Tally): void {
  const byNotice = terms.kind === 'by-notice'
  const pay = byNotice ? payForNotice(terms, noticeHours) : terms.kind
  const minutes = minutesOf(pay, planned)
  tally.trace.push(['cancelled', noticeHours, byNotice ? terms.enoughNoticeHours : null, pay, planned, minutes])
  addMinutes(tally, minutes, minutes)
}

function payForNotice(
  terms: { readonly enoughNoticeHours: number; readonly enough: FixedPay; readonly short: FixedPay; readonly unknown: FixedPay },
  noticeHours: number | null,
): FixedPay {
  if (noticeHours === null) return terms.unknown
  return noticeHours >= terms.enoughNoticeHours ? terms.enough : terms.short
}

function minutesOf(pay: FixedPay, planned: Minutes): Minutes {
  return pay === 'pay-planned' ? planned : 0
}

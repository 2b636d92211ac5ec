import { hoursFigure, wordsForPence, withCommas } from '../../kernel/words.ts'
import type { TagColour } from '../../platform/components/data-table.ts'
import type { FeeState } from '../rules/fee-at-risk.ts'
import { AT_MOST, type FeeMeasure, type FeeTermsDocument, type MeasuredRequirement } from '../terms/fee-at-risk.ts'

export const FEE_STATE_TAGS: Readonly<Record<FeeState, { readonly text: string; readonly colour: TagColour }>> = {
  open: { text: 'May be contested', colour: 'yellow' },
  contested: { text: 'Contested', colour: 'red' },
  settled: { text: 'Settled', colour: 'blue' },
  applied: { text: 'On a statement', colour: 'green' },
}

/** Tenths of a percent: 0.5%, 80%. */
function percentOf(tenths: number): string {
  return `${String(tenths / 10)}%`
}

/** What is taken off or paid, in words: −£66.67, £20.00. */
export function feePenceWords(pence: number): string {
  return pence < 0 ? `−${wordsForPence(-pence)}` : wordsForPence(pence)
}

export function targetWords(requirement: { readonly measure: FeeMeasure; readonly targetTenths: number }): string {
  return `${AT_MOST.includes(requirement.measure) ? 'At most' : 'At least'} ${percentOf(requirement.targetTenths)}`
}

/** How much was reached, with what it is made of. Percentages rounded down to a hundredth. */
export function reachedWords({ measure, numerator, denominator }: MeasuredRequirement): { readonly text: string; readonly hint: string } {
  const figure = measure === 'zone-share' ? hoursFigure : withCommas
  const noun = { acceptance: 'offers', 'zone-share': 'hours', 'on-time': 'visits', missed: 'visits' }[measure]
  if (denominator === 0) return { text: 'Nothing to measure', hint: `0 ${noun}` }
  return { text: `${String(Math.floor((numerator * 10_000) / denominator) / 100)}%`, hint: `${figure(numerator)} of ${figure(denominator)} ${noun}` }
}

/** What a requirement counts and what it is held against. */
export const FEE_DEFINITIONS: Readonly<Record<FeeMeasure, string>> = {
  acceptance: 'Offers to it as lead that it accepted, of those that were answered or lapsed in the period.',
  'zone-share': 'Hours paid to it in the zone, in every tier, of all hours paid in the zone on the statements of the period.',
  'on-time': 'Planned visits it delivered as lead that do not stand as late, of all that it delivered.',
  missed: 'Planned visits as lead that were missed or have no record, of these and those delivered.',
}

/** Terms as sentences. */
export function feeTermsSentences(document: FeeTermsDocument): string[] {
  const weights = document.requirements.reduce((sum, each) => sum + each.weight, 0)
  return [
    `${percentOf(document.riskTenths)} of what a lead is paid for visits of its zone is at risk, parted by weight (${String(weights)} in all).`,
    document.bonusTenths === 0 ? 'Nothing is added when everything is met.' : `${percentOf(document.bonusTenths)} is added when everything was measured and met.`,
    document.contestDays === 0 ? 'A result can be contested on the day it is told.' : `A result can be contested for ${String(document.contestDays)} days after it was told.`,
  ]
}

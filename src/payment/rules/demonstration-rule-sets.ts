import type { RuleSetDocument } from '../terms/rule-set.ts'

/**
 * Three rule sets for demonstration. Each says what its report gives; every other setting is the plainest
 * one (no tolerance, no cap, no minimum, nothing paid where no care was given) and is nobody's contract.
 */
export const demonstrationRuleSets: readonly RuleSetDocument[] = [
  {
    ...withoutLimits(),
    name: 'Demonstration: planned hours',
    source:
      'West Northamptonshire Council Cabinet, 6 December 2022, paragraphs 2.2 and 4.4: home care was paid on planned hours during the covid pandemic. ' +
      'The report gives the basis only. That a planned visit without a record is paid, and planned time for each planned care worker, is how this demonstration reads it.',
    basis: 'planned',
    noRecord: 'pay-planned',
    missingWorker: 'pay-planned',
  },
  {
    ...withoutLimits(),
    name: 'Demonstration: by the minute',
    source:
      'Community Care, 30 January 2008: Harrow bought home care by the minute instead of in ten-minute blocks. ' +
      'Only the unit is taken from it; the actual time as basis is how this demonstration reads it.',
    basis: 'actual',
  },
  {
    ...withoutLimits(),
    name: 'Demonstration: nearest five minutes',
    source:
      'Leicestershire County Council, Adults and Communities Overview and Scrutiny Committee, 11 November 2019, Home Care Service: Post November 2020, paragraph 8: ' +
      'a recommendation to consider payment rules that round to the nearest five minutes. ' +
      'The report gives the rounding only; the actual time as basis is how this demonstration reads it.',
    basis: 'actual',
    rounding: { unitMinutes: 5, mode: 'nearest', of: 'visit' },
  },
]

function withoutLimits(): Omit<RuleSetDocument, 'name' | 'source' | 'basis'> {
  return {
    layout: 1,
    rounding: { unitMinutes: 1, mode: 'nearest', of: 'visit' },
    tolerance: { kind: 'none' },
    capOverPlan: { kind: 'none' },
    minimum: { kind: 'none' },
    missed: 'pay-nothing',
    cancelled: { kind: 'pay-nothing' },
    noAccess: 'pay-nothing',
    refused: 'pay-nothing',
    hospital: 'pay-nothing',
    notRequired: 'pay-nothing',
    noRecord: 'pay-nothing',
    missingWorker: 'pay-nothing',
    noTime: 'pay-nothing',
    unplanned: 'pay-nothing',
    secondWorker: 'pay-planned-only',
  }
}

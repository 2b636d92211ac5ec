import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { hoursFigure, wordsForDate, wordsForPence } from '../../kernel/words.ts'
import type { Share, Subcontract } from '../terms/subcontract.ts'

/** `numerator` of `denominator` as a share. */
export function shareOf(numerator: Minutes, denominator: Minutes): Share {
  return { numerator, denominator, percent: denominator === 0 ? null : Math.floor((100 * numerator) / denominator) }
}

/** Whether a subcontract holds on a day, ends included. */
export function holdsOn(subcontract: Pick<Subcontract, 'fromOn' | 'toOn'>, on: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(subcontract.fromOn, on) <= 0 && (subcontract.toOn === null || Temporal.PlainDate.compare(on, subcontract.toOn) <= 0)
}

/** What a new subcontract is judged by. */
export interface SubcontractFacts {
  readonly placement: { readonly providerId: string; readonly startsOn: Temporal.PlainDate; readonly endsOn: Temporal.PlainDate | null; readonly weeklyMinutes: Minutes; readonly pencePerHour: Pence }
  /** Who passes the hours on. */
  readonly providerId: string
  readonly subcontractor: { readonly id: string; readonly name: string; readonly leftOn: Temporal.PlainDate | null; readonly isSuspended: boolean }
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate | null
  readonly weeklyMinutes: Minutes
  readonly pencePerHour: Pence
  /** Subcontracts of the placement as they stand. */
  readonly held: readonly Subcontract[]
  /** The provider's share of all hours placed in the zone, those it passes on included. */
  readonly zoneShare: Share
  /** From which share a lead may pay less than the council pays; undefined when the framework sets none. */
  readonly vastMajorityPercent: number | undefined
}

/**
 * What stands in the way of passing hours on; undefined when nothing does. Hours go on once: from the provider placed to one
 * other, never back and never further, so no cycle can come about. Below the council's rate only where the provider
 * delivers or passes on the vast majority of the zone's hours (Leicestershire County Council).
 */
export function subcontractFault(facts: SubcontractFacts): (Reason & { readonly field: string }) | undefined {
  const { placement, subcontractor } = facts
  if (facts.providerId !== placement.providerId) return { clause: 'passed-on-again', field: 'subcontractorId', words: 'Only the provider of the placement can pass its hours on. Hours that were passed on cannot be passed on again' }
  if (subcontractor.id === placement.providerId) return { clause: 'same-provider', field: 'subcontractorId', words: `${subcontractor.name} holds this placement itself. Choose another provider` }
  if (subcontractor.leftOn !== null) return { clause: 'left', field: 'subcontractorId', words: `${subcontractor.name} stops working for the council on ${wordsForDate(subcontractor.leftOn)}. Choose another provider` }
  if (subcontractor.isSuspended) return { clause: 'suspended', field: 'subcontractorId', words: `${subcontractor.name} is given no new work at present. Choose another provider` }
  if (Temporal.PlainDate.compare(facts.fromOn, placement.startsOn) < 0) return { clause: 'before-placement', field: 'fromOn', words: `The placement begins on ${wordsForDate(placement.startsOn)}. Enter that day or a later one` }
  if (placement.endsOn !== null && Temporal.PlainDate.compare(facts.fromOn, placement.endsOn) > 0) return { clause: 'after-placement', field: 'fromOn', words: `The placement ends on ${wordsForDate(placement.endsOn)}. Enter that day or an earlier one` }
  if (facts.toOn !== null && Temporal.PlainDate.compare(facts.toOn, facts.fromOn) < 0) return { clause: 'ends-before', field: 'toOn', words: 'The last day is before the first' }
  const passedOn = mostPassedOn(facts)
  const left = placement.weeklyMinutes - passedOn
  if (facts.weeklyMinutes > left) {
    const already = passedOn === 0 ? '' : `, of which ${hoursFigure(passedOn)} are passed on already`
    return { clause: 'too-many-hours', field: 'weeklyHours', words: `The package has ${hoursFigure(placement.weeklyMinutes)} hours a week${already}. Enter ${hoursFigure(Math.max(0, left))} or fewer` }
  }
  return rateFault(facts)
}

/** The most minutes a week that other subcontracts hold on any day of this one. */
function mostPassedOn({ held, fromOn, toOn }: SubcontractFacts): Minutes {
  const within = held.filter((each) => (toOn === null || Temporal.PlainDate.compare(each.fromOn, toOn) <= 0) && (each.toOn === null || Temporal.PlainDate.compare(each.toOn, fromOn) >= 0))
  const days = [fromOn, ...within.map((each) => each.fromOn).filter((day) => Temporal.PlainDate.compare(day, fromOn) > 0)]
  return Math.max(0, ...days.map((day) => within.filter((each) => holdsOn(each, day)).reduce((sum, each) => sum + each.weeklyMinutes, 0)))
}

function rateFault({ pencePerHour, placement, zoneShare, vastMajorityPercent }: SubcontractFacts): (Reason & { readonly field: string }) | undefined {
  if (pencePerHour >= placement.pencePerHour || vastMajorityPercent === undefined) return undefined
  if (zoneShare.percent !== null && zoneShare.numerator * 100 >= vastMajorityPercent * zoneShare.denominator) return undefined
  const has = zoneShare.percent === null ? 'no hours are placed there yet' : `it has ${String(zoneShare.percent)}% (${hoursFigure(zoneShare.numerator)} of ${hoursFigure(zoneShare.denominator)} hours a week)`
  return { clause: 'below-council-rate', field: 'pounds', words: `${wordsForPence(pencePerHour)} is less than the council pays, ${wordsForPence(placement.pencePerHour)}. That is allowed only to a provider that delivers or passes on at least ${String(vastMajorityPercent)}% of the zone's hours; ${has}` }
}

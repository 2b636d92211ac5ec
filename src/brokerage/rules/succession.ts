import type { PatternVisit } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Placement } from '../terms.ts'
import type { Absence, HospitalStay, PatternChange, PlacementLife, PriceChange } from '../terms/placement-life.ts'
import type { Subcontract } from '../terms/subcontract.ts'
import { lastDayAway } from './absence-faults.ts'
import { patternOn } from './placement-life.ts'

/** Who takes over from whom, and from when. */
export interface SuccessionFacts {
  readonly provider: { readonly id: string; readonly name: string; readonly leftOn: Temporal.PlainDate | null }
  readonly successor: { readonly id: string; readonly name: string; readonly leftOn: Temporal.PlainDate | null; readonly isSuspended: boolean }
  readonly fromOn: Temporal.PlainDate
  /** First days on which others' packages are still to pass to the provider itself. */
  readonly expectedFrom: readonly Temporal.PlainDate[]
  readonly today: Temporal.PlainDate
}

const FURTHEST_DAYS = 366

/**
 * What stands in the way of a succession; undefined when nothing does. It begins tomorrow at the earliest: the visits of every day
 * before it were the old provider's, are recorded by it and are paid to it, and stay so.
 */
export function successionFault({ provider, successor, fromOn, expectedFrom, today }: SuccessionFacts): (Reason & { readonly field: string }) | undefined {
  if (provider.id === successor.id) return { clause: 'same-provider', field: 'successorId', words: 'Choose another provider than the one that leaves' }
  if (provider.leftOn !== null) return { clause: 'provider-left', field: 'successorId', words: `${provider.name} has its last day already: ${wordsForDate(provider.leftOn)}` }
  if (successor.leftOn !== null) return { clause: 'successor-left', field: 'successorId', words: `${successor.name} stops working for the council on ${wordsForDate(successor.leftOn)}. Choose another provider` }
  if (successor.isSuspended) return { clause: 'successor-suspended', field: 'successorId', words: `${successor.name} is given no new packages at present. Lift its suspension first, or choose another provider` }
  if (Temporal.PlainDate.compare(fromOn, today) <= 0) return { clause: 'succession-past', field: 'fromOn', words: `Choose ${wordsForDate(today.add({ days: 1 }))} or a later day: the visits before it are the present provider’s, and stay so` }
  if (Temporal.PlainDate.compare(fromOn, today.add({ days: FURTHEST_DAYS })) > 0) return { clause: 'succession-too-far', field: 'fromOn', words: `Choose a day on or before ${wordsForDate(today.add({ days: FURTHEST_DAYS }))}. Check the year` }
  const expected = expectedFrom.find((on) => Temporal.PlainDate.compare(on, fromOn) >= 0)
  if (expected !== undefined) return { clause: 'succession-chain', field: 'fromOn', words: `Packages of another provider pass to ${provider.name} on ${wordsForDate(expected)}. Choose a later day` }
  return undefined
}

/** How a placement goes on with the successor. */
export interface Passing {
  /** Last day with the old provider; the day before its first when care had not begun. */
  readonly lastOn: Temporal.PlainDate
  /** First day with the successor, the day after. */
  readonly startsOn: Temporal.PlainDate
  /** The week that holds for good on that day. */
  readonly pattern: readonly PatternVisit[]
  /** Changes of the week that go on or are to come, and those that wait for approval. */
  readonly changes: readonly PatternChange[]
  /** Days in hospital that go on or are to come, each with its own first day, so that the days of a retainer go on counting. */
  readonly stays: readonly HospitalStay[]
  /** Holidays and respite that go on or are to come. */
  readonly absences: readonly Absence[]
  /** Prices of this placement alone that hold, are to come or wait for approval. */
  readonly prices: readonly PriceChange[]
}

/**
 * How a placement passes to the successor on a day, or why it stays with the provider: it is over by then, or its last day is set, or
 * it was handed back. The two follow each other without a gap, and every day has one provider.
 */
export function passingOf(placement: Pick<Placement, 'startsOn' | 'endsOn'>, life: Pick<PlacementLife, 'changes' | 'stays' | 'handBack' | 'absences' | 'prices'>, base: readonly PatternVisit[], fromOn: Temporal.PlainDate): { readonly passing: Passing } | { readonly stays: Reason } {
  if (placement.endsOn !== null) {
    const isOver = Temporal.PlainDate.compare(placement.endsOn, fromOn) < 0
    return { stays: { clause: isOver ? 'over' : 'last-day-set', words: isOver ? `It ended on ${wordsForDate(placement.endsOn)}.` : `Its last day is set: ${wordsForDate(placement.endsOn)}. It stays with the provider until then; agree with both who makes the visits.` } }
  }
  if (life.handBack !== null) return { stays: { clause: 'handed-back', words: `It was handed back: its last day is ${wordsForDate(life.handBack.lastOn)}, and another provider is looked for.` } }
  const startsOn = Temporal.PlainDate.compare(placement.startsOn, fromOn) > 0 ? placement.startsOn : fromOn
  const forGood = life.changes.filter((change) => change.toOn === null && change.decision?.isApproved !== false)
  const isTaken = (change: PatternChange): boolean => change.toOn === null && Temporal.PlainDate.compare(change.fromOn, startsOn) <= 0 && (change.decision?.isApproved ?? !change.needsApproval)
  // A change for good that was asked before the one that holds never holds again, on whatever day it begins.
  const lastTaken = life.changes.findLastIndex(isTaken)
  const goesOn = (change: PatternChange, at: number): boolean => change.decision?.isApproved !== false && (change.toOn === null ? at > lastTaken : Temporal.PlainDate.compare(change.toOn, startsOn) >= 0)
  return {
    passing: {
      lastOn: startsOn.subtract({ days: 1 }),
      startsOn,
      pattern: patternOn(base, forGood, startsOn),
      changes: life.changes.filter(goesOn),
      stays: life.stays.filter((stay) => stay.resumesOn === null || Temporal.PlainDate.compare(stay.resumesOn, startsOn) > 0),
      absences: life.absences.filter((absence) => Temporal.PlainDate.compare(lastDayAway(absence), startsOn) >= 0),
      prices: life.prices.filter((price) => price.decision?.isApproved !== false),
    },
  }
}

/** Hours passed on that outlive the old placement or its subcontractor, with their first day under the successor; those that the successor would pass to itself are its own. */
export function subcontractsPassing<S extends Pick<Subcontract, 'fromOn' | 'toOn' | 'providerId' | 'subcontractorId'>>(subcontracts: readonly S[], startsOn: Temporal.PlainDate): { readonly subcontract: S; readonly fromOn: Temporal.PlainDate }[] {
  return subcontracts
    .filter((each) => each.toOn === null || Temporal.PlainDate.compare(each.toOn, startsOn) >= 0)
    .map((subcontract) => ({ subcontract, fromOn: Temporal.PlainDate.compare(subcontract.fromOn, startsOn) > 0 ? subcontract.fromOn : startsOn }))
}

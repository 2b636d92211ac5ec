import type { Urgency } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf } from '../../kernel/words.ts'

/** How near the day is by which care is needed. Urgency is another thing: what the referral asks for. */
export const NEARNESSES = ['overdue', 'soon', 'later'] as const
export type Nearness = (typeof NEARNESSES)[number]
const SOON_DAYS = 2

/** What presses about a waiting package. */
export interface Pressing {
  readonly urgency: Urgency
  readonly startByOn: Temporal.PlainDate
}

/** `overdue` when the day care was needed by has passed; `soon` within two days of that day; else `later`. */
export function nearnessOf({ startByOn }: Pick<Pressing, 'startByOn'>, today: Temporal.PlainDate): Nearness {
  if (Temporal.PlainDate.compare(startByOn, today) < 0) return 'overdue'
  return Temporal.PlainDate.compare(startByOn, today.add({ days: SOON_DAYS })) <= 0 ? 'soon' : 'later'
}

const NEARNESS_WEIGHTS: Readonly<Record<Nearness, number>> = { overdue: 3, soon: 2, later: 1 }
const URGENCY_WEIGHTS: Readonly<Record<Urgency, number>> = { emergency: 3, discharge: 2, planned: 1 }

/** What a waiting package weighs in a broker's work, 1 to 3: an emergency and a day that has passed 3, a discharge and a day that is near 2, else 1. The weights are ours. */
export function weightOf(carePackage: Pressing, today: Temporal.PlainDate): number {
  return Math.max(URGENCY_WEIGHTS[carePackage.urgency], NEARNESS_WEIGHTS[nearnessOf(carePackage, today)])
}

/** A package that has no broker here today. */
export interface PackageToShare {
  readonly packageId: string
  readonly reference: string
  /** As `weightOf` says. */
  readonly weight: number
}

/** A broker with what they have in hand. */
export interface BrokerLoad {
  readonly accountId: string
  readonly name: string
  readonly isAway: boolean
  /** Weights of the packages in hand, added up. */
  readonly weight: number
  readonly packages: number
}

/** A package given to a broker, and why. */
export interface Share {
  readonly packageId: string
  readonly accountId: string
  readonly reasons: readonly Reason[]
}

/**
 * Shares packages out, the heaviest first and then by reference: each to the broker with the least weight in hand, then the fewest packages,
 * then by name. Nobody on leave is given anything; with nobody here nothing is shared out.
 */
export function shareOut(packages: readonly PackageToShare[], brokers: readonly BrokerLoad[]): Share[] {
  const here = brokers.filter((each) => !each.isAway).map((each) => ({ ...each }))
  const queue = packages.toSorted((a, b) => b.weight - a.weight || compareText(a.reference, b.reference))
  return queue.flatMap((each): Share[] => {
    const [least] = here.toSorted((a, b) => a.weight - b.weight || a.packages - b.packages || compareText(a.name, b.name) || compareText(a.accountId, b.accountId))
    if (least === undefined) return []
    const words = `${least.name} had least in hand: ${countOf(least.packages, 'package')}, weighing ${String(least.weight)}.`
    least.weight += each.weight
    least.packages += 1
    return [{ packageId: each.packageId, accountId: least.accountId, reasons: [{ clause: 'least-in-hand', words }] }]
  })
}

/** Whether somebody is away on a day. */
export function isAway(periods: readonly { readonly accountId: string; readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate }[], accountId: string, on: Temporal.PlainDate): boolean {
  return periods.some((each) => each.accountId === accountId && Temporal.PlainDate.compare(each.fromOn, on) <= 0 && Temporal.PlainDate.compare(on, each.toOn) <= 0)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

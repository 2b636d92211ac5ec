import type { ReferralSource } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf } from '../../kernel/words.ts'

/** How pressing a waiting package is, and what it weighs in a broker's work. The weights are ours. */
export const URGENCIES = ['overdue', 'soon', 'planned'] as const
export type Urgency = (typeof URGENCIES)[number]
export const URGENCY_WEIGHTS: Readonly<Record<Urgency, number>> = { overdue: 3, soon: 2, planned: 1 }
const SOON_DAYS = 2

/** `overdue` when the day care was needed by has passed; `soon` for a hospital discharge, and within two days of that day; else `planned`. */
export function urgencyOf(carePackage: { readonly source: ReferralSource; readonly startByOn: Temporal.PlainDate }, today: Temporal.PlainDate): Urgency {
  if (Temporal.PlainDate.compare(carePackage.startByOn, today) < 0) return 'overdue'
  if (carePackage.source === 'hospital-discharge' || Temporal.PlainDate.compare(carePackage.startByOn, today.add({ days: SOON_DAYS })) <= 0) return 'soon'
  return 'planned'
}

/** A package that has no broker here today. */
export interface PackageToShare {
  readonly packageId: string
  readonly reference: string
  readonly urgency: Urgency
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
 * Shares packages out, the most urgent first and then by reference: each to the broker with the least weight in hand, then the fewest packages,
 * then by name. Nobody on leave is given anything; with nobody here nothing is shared out.
 */
export function shareOut(packages: readonly PackageToShare[], brokers: readonly BrokerLoad[]): Share[] {
  const here = brokers.filter((each) => !each.isAway).map((each) => ({ ...each }))
  const queue = packages.toSorted((a, b) => URGENCY_WEIGHTS[b.urgency] - URGENCY_WEIGHTS[a.urgency] || compareText(a.reference, b.reference))
  return queue.flatMap((each): Share[] => {
    const [least] = here.toSorted((a, b) => a.weight - b.weight || a.packages - b.packages || compareText(a.name, b.name) || compareText(a.accountId, b.accountId))
    if (least === undefined) return []
    const words = `${least.name} had least in hand: ${countOf(least.packages, 'package')}, weighing ${String(least.weight)}.`
    least.weight += URGENCY_WEIGHTS[each.urgency]
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

import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { GENERAL_ZONE_SET, TIER_NAMES, type FrameworkTerms, type TierTarget } from '../terms.ts'
import type { FrameworkLine, ProcurementRoute } from '../terms/framework-life.ts'
import { newZones, NO_ZONES, type ProposedZone } from './new-zones.ts'

/** A framework that somebody wants to add. */
export interface ProposedFramework {
  readonly name: string
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  readonly terms: FrameworkTerms
  /** A Monday from which four-week payment periods count. */
  readonly paymentAnchorOn: Temporal.PlainDate
  readonly zones: readonly ProposedZone[]
  readonly tierTargets: readonly TierTarget[]
  /** Months of each extension it is let with, in the order of their use. */
  readonly extensions?: readonly number[] | undefined
  readonly noticeDays?: number | null | undefined
  readonly procurementBeganOn?: Temporal.PlainDate | null | undefined
  readonly procurementRoute?: ProcurementRoute | null | undefined
  readonly longTermReason?: string | null | undefined
  /** The service lines it buys; left out or empty for all of them over its general zones. */
  readonly lines?: readonly FrameworkLine[] | undefined
}

/**
 * Answers whether a framework may be added.
 *
 * 1. It ends on or after the day it starts; its payment periods count from a Monday.
 * 2. Its zones hold together (`newZones`); they may be added later.
 * 3. Extensions run for 1 to 120 months; notice is at least a day; a service line is bought once, over a zone set that has zones.
 * 4. A tier's target runs from a lower to a higher share between 0 and 100 percent, once a tier.
 */
export function newFramework(proposed: ProposedFramework): Decision<ProposedFramework> {
  const { startsOn, endsOn, paymentAnchorOn, zones, tierTargets } = proposed
  if (proposed.name.trim() === '') return refuse({ clause: 'framework-name', words: 'A framework needs a name.' })
  if (Temporal.PlainDate.compare(endsOn, startsOn) < 0) return refuse({ clause: 'framework-term', words: `The framework ends on ${wordsForDate(endsOn)}, before it starts on ${wordsForDate(startsOn)}.` })
  if (paymentAnchorOn.dayOfWeek !== 1) return refuse({ clause: 'framework-anchor', words: `Payment periods count from a Monday, and ${wordsForDate(paymentAnchorOn)} is not one.` })
  const fitting = newZones(proposed, NO_ZONES, zones)
  if (!fitting.ok) return fitting
  if ((proposed.extensions ?? []).some((months) => !Number.isInteger(months) || months < 1 || months > 120)) return refuse({ clause: 'extension-months', words: 'An extension runs for 1 to 120 whole months.' })
  if (proposed.noticeDays != null && (!Number.isInteger(proposed.noticeDays) || proposed.noticeDays < 1)) return refuse({ clause: 'notice-days', words: 'Notice is a whole number of days, 1 or more.' })
  const lines = proposed.lines ?? []
  if (new Set(lines.map((line) => line.serviceLine)).size < lines.length) return refuse({ clause: 'line-once', words: 'A service line is listed twice. Keep one.' })
  const sets = new Set([GENERAL_ZONE_SET, ...zones.map((zone) => zone.zoneSet ?? GENERAL_ZONE_SET)])
  const without = lines.find((line) => !sets.has(line.zoneSet))
  if (without !== undefined) return refuse({ clause: 'zone-set', words: `There is no zone in the zone set ${without.zoneSet}. Add its zones first.` })
  return targetsFault(tierTargets) ?? allow(proposed)
}

function targetsFault(targets: readonly TierTarget[]): ReturnType<typeof refuse> | undefined {
  const seen = new Set<string>()
  for (const { tier, lowPercent, highPercent } of targets) {
    if (seen.has(tier)) return refuse({ clause: 'tier-target', words: `${TIER_NAMES[tier]} has two targets. Keep one.` })
    if (lowPercent < 0 || highPercent > 100 || lowPercent > highPercent) return refuse({ clause: 'tier-target', words: `The target of ${TIER_NAMES[tier].toLowerCase()}, ${String(lowPercent)}% to ${String(highPercent)}%, is not a range between 0% and 100%.` })
    seen.add(tier)
  }
  return undefined
}

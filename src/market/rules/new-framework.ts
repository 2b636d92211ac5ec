import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { TIER_NAMES, type FrameworkTerms, type Shape, type TierTarget } from '../terms.ts'

/** A zone of a framework that somebody wants to add. */
export interface ProposedZone {
  readonly name: string
  readonly places: readonly { readonly name: string; readonly longitude?: number | undefined; readonly latitude?: number | undefined }[]
  readonly areaCodes: readonly string[]
  readonly boundary?: Shape | undefined
}

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
}

/**
 * Answers whether a framework may be added.
 *
 * 1. It ends on or after the day it starts; its payment periods count from a Monday.
 * 2. It has a zone, each with a name of its own.
 * 3. A small area lies in one zone only: a postcode must lead to one rate and one list of providers.
 * 4. A tier's target runs from a lower to a higher share between 0 and 100 percent, once a tier.
 */
export function newFramework(proposed: ProposedFramework): Decision<ProposedFramework> {
  const { startsOn, endsOn, paymentAnchorOn, zones, tierTargets } = proposed
  if (proposed.name.trim() === '') return refuse({ clause: 'framework-name', words: 'A framework needs a name.' })
  if (Temporal.PlainDate.compare(endsOn, startsOn) < 0) return refuse({ clause: 'framework-term', words: `The framework ends on ${wordsForDate(endsOn)}, before it starts on ${wordsForDate(startsOn)}.` })
  if (paymentAnchorOn.dayOfWeek !== 1) return refuse({ clause: 'framework-anchor', words: `Payment periods count from a Monday, and ${wordsForDate(paymentAnchorOn)} is not one.` })
  if (zones.length === 0) return refuse({ clause: 'framework-zones', words: 'A framework needs at least one zone.' })
  const names = new Set<string>()
  const zoneOfArea = new Map<string, string>()
  for (const zone of zones) {
    if (zone.name.trim() === '' || names.has(zone.name)) return refuse({ clause: 'zone-name', words: zone.name.trim() === '' ? 'Every zone needs a name.' : `Two zones are called ${zone.name}. Give each its own name.` })
    names.add(zone.name)
    for (const code of zone.areaCodes) {
      const other = zoneOfArea.get(code)
      if (other !== undefined) return refuse({ clause: 'area-in-one-zone', words: `Area ${code} is in ${other} and in ${zone.name}. An area lies in one zone: take it out of one of them.` })
      zoneOfArea.set(code, zone.name)
    }
  }
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

import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Framework, Zone } from '../terms.ts'
import type { CrossZoneSwitch } from '../terms/cross-zone.ts'

/**
 * Answers whether switches for cross-zone work may be added. They are never changed or taken away: a later one replaces.
 *
 * 1. Two zones are named or none, and two are different and of one zone set.
 * 2. A switch begins within the framework's term.
 * 3. One pair and service line has one switch from one date.
 */
export function newCrossZone(framework: Pick<Framework, 'startsOn' | 'endsOn'>, zones: readonly Pick<Zone, 'id' | 'name' | 'zoneSet'>[], held: readonly CrossZoneSwitch[], proposed: readonly CrossZoneSwitch[]): Decision<readonly CrossZoneSwitch[]> {
  const taken = new Set(held.map(switchKey))
  const byId = new Map(zones.map((zone) => [zone.id, zone]))
  for (const each of proposed) {
    const [zone, from] = [byId.get(each.zoneId ?? ''), byId.get(each.fromZoneId ?? '')]
    if ((zone === undefined) !== (from === undefined)) return refuse({ clause: 'cross-zone-pair', words: 'Choose both zones, or leave both at “Any zone”.' })
    if (zone !== undefined && zone === from) return refuse({ clause: 'cross-zone-pair', words: `Choose two zones: providers of ${zone.name} are asked for its packages anyway.` })
    if (zone !== undefined && zone.zoneSet !== from?.zoneSet) return refuse({ clause: 'cross-zone-pair', words: `${zone.name} and ${from?.name ?? ''} belong to different zone sets, so no service line has both.` })
    if (Temporal.PlainDate.compare(each.fromOn, framework.startsOn) < 0 || Temporal.PlainDate.compare(each.fromOn, framework.endsOn) > 0)
      return refuse({ clause: 'cross-zone-in-term', words: `${wordsForDate(each.fromOn)} lies outside the framework, which runs from ${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}. Choose a date within it.` })
    if (taken.has(switchKey(each))) return refuse({ clause: 'cross-zone-once', words: `Cross-zone work is switched from ${wordsForDate(each.fromOn)} already for these zones and this service line. Switches are never changed; choose another date.` })
    taken.add(switchKey(each))
  }
  return allow(proposed)
}

function switchKey(each: CrossZoneSwitch): string {
  return [each.zoneId ?? '', each.fromZoneId ?? '', each.serviceLine ?? '', each.fromOn.toString()].join('\n')
}

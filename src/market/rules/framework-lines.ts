import { allow, refuse, type Decision, type Reason } from '../../kernel/decision.ts'
import { serviceLineName } from '../../kernel/service-line.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { GENERAL_ZONE_SET, type Standing, type Zone } from '../terms.ts'
import type { FrameworkLine } from '../terms/framework-life.ts'

/** The zone set whose zones apply to a service line: its own where the framework gives it one, else the general zones. */
export function zoneSetFor(lines: readonly FrameworkLine[], serviceLine: string): string {
  return lines.find((line) => line.serviceLine === serviceLine)?.zoneSet ?? GENERAL_ZONE_SET
}

/** Why a provider cannot stand, or a rate be set, in a zone for a service line; undefined when it can. Null is "any". */
export function lineFault(lines: readonly FrameworkLine[], zone: Pick<Zone, 'name' | 'zoneSet'> | null, serviceLine: string | null): Reason | undefined {
  if (serviceLine === null) return undefined
  const name = serviceLineName(serviceLine)
  if (lines.length > 0 && !lines.some((line) => line.serviceLine === serviceLine)) return { clause: 'line-not-bought', words: `${name} is not bought under this framework. Add it to the framework’s service lines first.` }
  const zoneSet = zoneSetFor(lines, serviceLine)
  if (zone === null || zone.zoneSet === zoneSet) return undefined
  return { clause: 'line-other-zones', words: `${name} has ${zoneSet === GENERAL_ZONE_SET ? 'the general zones' : `zones of its own (${zoneSet})`}, and ${zone.name} is not one of them. Choose another zone.` }
}

/**
 * Answers whether a framework may have these service lines over these zone sets.
 *
 * 1. It buys one line at least, each once.
 * 2. A zone set other than the general one must have a zone.
 * 3. A line with standings in force or to come is neither dropped nor moved to other zones: end those standings first, or
 *    nobody could say where their providers stand.
 */
export function newLines(lines: readonly FrameworkLine[], zones: readonly Pick<Zone, 'id' | 'zoneSet'>[], standings: readonly Pick<Standing, 'zoneId' | 'serviceLine' | 'toOn'>[], today: Temporal.PlainDate): Decision<readonly FrameworkLine[]> {
  if (lines.length === 0) return refuse({ clause: 'lines-none', words: 'Select at least one service line.' })
  if (new Set(lines.map((line) => line.serviceLine)).size < lines.length) return refuse({ clause: 'line-once', words: 'A service line is listed twice. Keep one.' })
  const sets = new Set([GENERAL_ZONE_SET, ...zones.map((zone) => zone.zoneSet)])
  const without = lines.find((line) => !sets.has(line.zoneSet))
  if (without !== undefined) return refuse({ clause: 'zone-set', words: `There is no zone in the zone set ${without.zoneSet}. Add its zones first.` })
  const setOf = new Map(zones.map((zone) => [zone.id, zone.zoneSet]))
  for (const { serviceLine, zoneId, toOn } of standings) {
    if (toOn !== null && Temporal.PlainDate.compare(toOn, today) < 0) continue
    const line = lines.find((each) => each.serviceLine === serviceLine)
    if (line?.zoneSet === setOf.get(zoneId)) continue
    return refuse({ clause: 'line-in-use', words: `Providers stand for ${serviceLineName(serviceLine).toLowerCase()} in its zones as they are${toOn === null ? '' : `, until ${wordsForDate(toOn)}`}. End those standings before it is ${line === undefined ? 'dropped' : 'moved to other zones'}.` })
  }
  return allow(lines)
}

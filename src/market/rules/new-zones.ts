import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { GENERAL_ZONE_SET, type Framework, type Shape, type Zone } from '../terms.ts'

/** A zone of a framework that somebody wants to add. */
export interface ProposedZone {
  readonly name: string
  readonly places: readonly { readonly name: string; readonly longitude?: number | undefined; readonly latitude?: number | undefined }[]
  readonly areaCodes: readonly string[]
  readonly boundary?: Shape | undefined
  /** First day its packages are called off from the framework; left out or null for the framework's first day. */
  readonly startsOn?: Temporal.PlainDate | null | undefined
  /** Left out for the general zones. */
  readonly zoneSet?: string | undefined
}

/** The zones a framework has, and which of them holds each small area. */
export interface HeldZones {
  readonly zones: readonly Pick<Zone, 'id' | 'name' | 'zoneSet'>[]
  readonly areas: readonly { readonly areaCode: string; readonly zoneId: string }[]
}

export const NO_ZONES: HeldZones = { zones: [], areas: [] }

/**
 * Answers whether zones may be added to a framework.
 *
 * 1. Each has a name that no other zone of the framework has.
 * 2. A small area lies in one zone of a zone set only: a postcode must lead to one rate and one list of providers.
 * 3. Phased start: a zone begins within the framework's term.
 */
export function newZones(framework: Pick<Framework, 'startsOn' | 'endsOn'>, held: HeldZones, proposed: readonly ProposedZone[]): Decision<readonly ProposedZone[]> {
  const names = new Set(held.zones.map((zone) => zone.name))
  const zoneOfArea = areaIndex(held)
  for (const zone of proposed) {
    if (zone.name.trim() === '') return refuse({ clause: 'zone-name', words: 'Every zone needs a name.' })
    if (names.has(zone.name)) return refuse({ clause: 'zone-name', words: `Two zones are called ${zone.name}. Give each its own name.` })
    names.add(zone.name)
    const { startsOn } = zone
    if (startsOn != null && (Temporal.PlainDate.compare(startsOn, framework.startsOn) < 0 || Temporal.PlainDate.compare(startsOn, framework.endsOn) > 0))
      return refuse({ clause: 'zone-starts', words: `${zone.name} begins on ${wordsForDate(startsOn)}, outside the framework, which runs from ${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}.` })
    const fault = takeAreas(zoneOfArea, zone.zoneSet ?? GENERAL_ZONE_SET, zone.name, zone.areaCodes)
    if (fault !== undefined) return fault
  }
  return allow(proposed)
}

/** Answers which small areas are added to a zone: those it does not have yet. One that lies in another zone of its set is refused. */
export function areasToAdd(held: HeldZones, zone: Pick<Zone, 'id' | 'name' | 'zoneSet'>, areaCodes: readonly string[]): Decision<readonly string[]> {
  const zoneOfArea = areaIndex({ ...held, areas: held.areas.filter((area) => area.zoneId !== zone.id) })
  const own = new Set(held.areas.filter((area) => area.zoneId === zone.id).map((area) => area.areaCode))
  const wanted = [...new Set(areaCodes)]
  return takeAreas(zoneOfArea, zone.zoneSet, zone.name, wanted) ?? allow(wanted.filter((code) => !own.has(code)))
}

function areaIndex(held: HeldZones): Map<string, string> {
  const zones = new Map(held.zones.map((zone) => [zone.id, zone]))
  return new Map(held.areas.map(({ areaCode, zoneId }) => [`${zones.get(zoneId)?.zoneSet ?? ''}\n${areaCode}`, zones.get(zoneId)?.name ?? '']))
}

function takeAreas(zoneOfArea: Map<string, string>, zoneSet: string, name: string, codes: readonly string[]): ReturnType<typeof refuse> | undefined {
  for (const code of codes) {
    const other = zoneOfArea.get(`${zoneSet}\n${code}`)
    if (other !== undefined) return refuse({ clause: 'area-in-one-zone', words: `Area ${code} is in ${other} and in ${name}. An area lies in one zone: take it out of one of them.` })
    zoneOfArea.set(`${zoneSet}\n${code}`, name)
  }
  return undefined
}

import { listPackages, postcodesOf, weeklyMinutes } from '../../care/public.ts'
import type { ServiceLine } from '../../care/terms.ts'
import { replacementsInForce, zonesForPlaces } from '../../market/public.ts'
import type { Zone } from '../../market/terms.ts'
import type { Replacement } from '../../market/terms/replacement.ts'
import type { Work } from '../../platform/action/work.ts'
import { placementLives } from '../public.ts'
import { patternOn } from '../rules/placement-life.ts'
import { TRANSITION_VERSION, transitionOf, type NewZone, type WeekSince } from '../rules/transition.ts'
import { insertFrameworkMoves } from '../store/framework-move.write.ts'
import type { Placement } from '../terms.ts'
import type { FrameworkMove, TransitionEvent } from '../terms/transition.ts'

/** A package about to be referred, as the transition rule asks of it. */
interface AboutToGo {
  readonly frameworkId: string
  readonly zoneId: string | null
  readonly postcode: string
  readonly serviceLine: ServiceLine
  readonly event: TransitionEvent
  /** How its week has changed; null for one without a placement. */
  readonly week: WeekSince | null
}

/**
 * The frameworks that each package moves through today, in the order asked: none while it stays, and as a rule one. A package that has moved is a new one
 * there, so where the new framework is replaced as well it may go on. The last is where it is called off from. With no framework replaced it costs nothing.
 */
export async function decideMoves(work: Work, replacements: ReadonlyMap<string, Replacement>, asked: readonly AboutToGo[]): Promise<FrameworkMove[][]> {
  const moves = asked.map((): FrameworkMove[] => [])
  let going = asked.map((each, index) => ({ each, index }))
  for (let hop = 0; hop < replacements.size && going.length > 0; hop += 1) {
    const next: typeof going = []
    for (const [frameworkId, from] of Map.groupBy(going, ({ each }) => each.frameworkId)) {
      const replacement = replacements.get(frameworkId)
      if (replacement === undefined || Temporal.PlainDate.compare(work.today, replacement.fromOn) < 0) continue
      const zones = await zonesForPlaces(work, replacement.byFrameworkId, from.map(({ each }) => each))
      for (const [place, { each, index }] of from.entries()) {
        const zone = zones[place]
        const { stand, reason } = transitionOf({ ...replacement, on: work.today, zone: newZone(zone, work.today), serviceLine: each.serviceLine, event: each.event, week: each.week })
        if (stand !== 'moves' || zone === undefined || zone === 'line-not-bought') continue
        moves[index]?.push({ replacementId: replacement.id, event: each.event, fromFrameworkId: frameworkId, fromZoneId: each.zoneId, frameworkId: replacement.byFrameworkId, frameworkName: replacement.byName, zoneId: zone.id, zoneName: zone.name, reason })
        next.push({ each: { ...each, frameworkId: replacement.byFrameworkId, zoneId: zone.id, event: 'new', week: null }, index })
      }
    }
    going = next
  }
  return moves
}

/** A placement that is about to end, and why; `afterMinutes` is the week asked for, where that is another one. */
interface AboutToEnd {
  readonly placement: Placement
  readonly event: TransitionEvent
  readonly afterMinutes?: number
}

/** `decideMoves` for placements that are about to end. With no framework replaced it is one small statement. */
export async function decideMovesOf(work: Work, ending: readonly AboutToEnd[]): Promise<FrameworkMove[][]> {
  const replacements = await replacementsInForce(work)
  if (!ending.some(({ placement }) => replacements.has(placement.frameworkId))) return ending.map(() => [])
  const placements = ending.map(({ placement }) => placement)
  const weekSince = await weeksSince(work, placements)
  const postcodes = await postcodesOf(work, [...new Set(placements.map((each) => each.personId))])
  return decideMoves(work, replacements, ending.map(({ placement, event, afterMinutes }) => {
    const replacement = replacements.get(placement.frameworkId)
    const week = replacement === undefined ? null : weekSince(placement, replacement.fromOn)
    return { ...placement, postcode: postcodes.get(placement.personId) ?? '', event, week: week === null || afterMinutes === undefined ? week : { ...week, afterMinutes } }
  }))
}

/** Tells of placements how their week has changed for good since a day, or since care began if that was later. */
export async function weeksSince(work: Work, placements: readonly Placement[]): Promise<(placement: Placement, since: Temporal.PlainDate) => WeekSince | null> {
  const patterns = new Map((await listPackages(work, placements.map((each) => each.packageId))).map((each) => [each.id, each.pattern]))
  const lives = await placementLives(work, placements.map((each) => each.id))
  return (placement, since) => {
    const base = patterns.get(placement.packageId)
    if (base === undefined) return null
    const forGood = (lives.get(placement.id)?.changes ?? []).filter((change) => change.toOn === null)
    const from = Temporal.PlainDate.compare(since, placement.startsOn) > 0 ? since : placement.startsOn
    const to = Temporal.PlainDate.compare(work.today, from) > 0 ? work.today : from
    return { beforeMinutes: weeklyMinutes(patternOn(base, forGood, from)), afterMinutes: weeklyMinutes(patternOn(base, forGood, to)) }
  }
}

/** Keeps why packages were referred into another framework, and audits each. */
export async function keepMoves(work: Work, moved: readonly { readonly packageId: string; readonly personId: string; readonly moves: readonly FrameworkMove[] }[]): Promise<void> {
  const rows = moved.flatMap(({ packageId, personId, moves }) => moves.map((move) => ({ packageId, personId, move })))
  await insertFrameworkMoves(work.tx, rows, { ruleVersion: TRANSITION_VERSION, at: work.now, by: work.actor.name })
  for (const { packageId, personId, move } of rows) work.audit({ kind: 'package-moved-framework', subjectKind: 'package', subjectId: packageId, personId, detail: { replacementId: move.replacementId, event: move.event, clause: move.reason.clause, fromFrameworkId: move.fromFrameworkId, frameworkId: move.frameworkId, zoneId: move.zoneId } })
}

/** A zone of the new framework as the rule asks for it. */
export function newZone(zone: Zone | 'line-not-bought' | undefined, on: Temporal.PlainDate): NewZone {
  if (zone === undefined) return { kind: 'none' }
  if (zone === 'line-not-bought') return { kind: 'line-not-bought' }
  if (zone.startsOn !== null && Temporal.PlainDate.compare(zone.startsOn, on) > 0) return { kind: 'not-begun', name: zone.name, startsOn: zone.startsOn }
  return { kind: 'zone', name: zone.name }
}

import { listPlacements } from '../../brokerage/public.ts'
import { personLabels } from '../../care/public.ts'
import { listFrameworks, listZones, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { exceptionWords } from '../rules/exception-words.ts'
import { turnCases } from '../rules/turn-cases.ts'
import { whoseTurn, type Turn } from '../rules/whose-turn.ts'
import { countQueue, listQueue, type QueuedException, type QueueFilter, type QueueOrder } from '../store/exception-queue.read.ts'
import { SEE_VISITS, type ExceptionKind } from '../terms.ts'

/** Which exceptions, and which page of them. */
export interface ExceptionsInput extends Omit<QueueFilter, 'placementIds' | 'turns'> {
  readonly zoneId?: string
  readonly who?: Turn['who']
  /** Visits at least so many days ago. */
  readonly olderThanDays?: number
  readonly order: QueueOrder
  readonly descending: boolean
  readonly limit: number
  readonly offset: number
}

/** An exception as the queue shows it. */
export interface SeenException extends QueuedException {
  readonly words: string
  readonly turn: Turn
  readonly providerName: string
  readonly zoneName: string | null
  /** Initials and reference; null while it is unallocated. */
  readonly person: { readonly reference: string; readonly initials: string } | null
  /** Days since the visit. */
  readonly ageDays: number
}

export interface SeenExceptions {
  readonly rows: readonly SeenException[]
  readonly total: number
  /** Standing exceptions by kind, under the filter without its kind. */
  readonly counts: Readonly<Partial<Record<ExceptionKind, number>>>
  readonly providers: readonly (readonly [id: string, name: string])[]
  readonly zones: readonly (readonly [id: string, name: string])[]
  /** Whose settings say what counts. */
  readonly frameworks: readonly (readonly [id: string, name: string])[]
}

/** The exceptions that stand: a provider's own, or for the council everybody's. Initials and references only. */
export async function seeExceptions(house: House, actor: Actor, input: ExceptionsInput): Promise<SeenExceptions> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const { zoneId, who, olderThanDays, order, descending, limit, offset, ...dated } = input
    const latest = olderThanDays === undefined ? undefined : work.today.subtract({ days: olderThanDays }).toString()
    const asked: QueueFilter = { ...dated, ...(who && { turns: turnCases(who) }), ...(latest !== undefined && (dated.toOn === undefined || dated.toOn > latest) && { toOn: latest }) }
    const frameworks = await listFrameworks(work)
    const zones = await everyZone(work, frameworks)
    const placements = await listPlacements(work, actor.organisationId === null ? {} : { providerId: actor.organisationId })
    const zoneOf = new Map(placements.map((placement) => [placement.id, placement.zoneId]))
    const filter: QueueFilter = zoneId === undefined ? asked : { ...asked, placementIds: placements.filter((placement) => placement.zoneId === zoneId).map((placement) => placement.id) }
    const { kind, ...anyKind } = filter
    const counts = Object.fromEntries((await countQueue(work.tx, anyKind)).map((each) => [each.kind, each.count])) as Partial<Record<ExceptionKind, number>>
    const queued = await listQueue(work.tx, filter, { order, descending, limit, offset })
    const names = await providerNames(work)
    const people = await personLabels(work, [...new Set(queued.flatMap((each) => each.personId ?? []))])
    return {
      rows: queued.map((each) => ({
        ...each,
        words: exceptionWords(each.kind, each.facts),
        turn: whoseTurn(each.kind, each.facts, each.treatment),
        providerName: names.get(each.providerId) ?? '',
        zoneName: zones.get(zoneOf.get(each.placementId ?? '') ?? '') ?? null,
        person: people.get(each.personId ?? '') ?? null,
        ageDays: work.today.since(Temporal.PlainDate.from(each.visitOn)).total('days'),
      })),
      total: kind === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[kind] ?? 0),
      counts,
      providers: byName(actor.organisationId === null ? [...new Set(placements.map((placement) => placement.providerId))].map((id) => [id, names.get(id) ?? '']) : []),
      zones: [...zones],
      frameworks: frameworks.map((each) => [each.id, each.name]),
    }
  })
}

/** Names of all zones, by framework and position. */
async function everyZone(work: Work, frameworks: Awaited<ReturnType<typeof listFrameworks>>): Promise<Map<string, string>> {
  const zones = new Map<string, string>()
  for (const framework of frameworks) for (const zone of await listZones(work, framework.id)) zones.set(zone.id, zone.name)
  return zones
}

function byName(options: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return options.toSorted((a, b) => (a[1] < b[1] ? -1 : 1))
}

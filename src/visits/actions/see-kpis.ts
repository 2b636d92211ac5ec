import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../care/terms.ts'
import { listPlacements } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import { listFrameworks, listZones, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { KPI_DEFINITIONS } from '../rules/kpi-definitions.ts'
import { addMeasures, kpiValue } from '../rules/kpi-value.ts'
import { countMeasures, listKeptDays, listPlacementWorkers, sumKeptMeasures, type KpiFilter, type MeasuredPart, type PlacementWorkers } from '../store/kpi.read.ts'
import { findLastRecordedDate } from '../store/visit-list.read.ts'
import { SEE_KPIS } from '../terms.ts'
import type { KpiGroup, KpiStep, KpiValue, Measures } from '../terms/kpi.ts'

/** How many care workers of a placement are its usual ones where nobody says otherwise; ours. */
export const USUAL_WORKERS = 3
/** Longest period that is measured at once. */
const MOST_DAYS = 371
/** Weeks or months of a trend, the last the one in which the period ends. */
const STEPS = 13

export interface KpiInput {
  readonly fromOn?: Temporal.PlainDate | undefined
  readonly toOn?: Temporal.PlainDate | undefined
  readonly providerId?: string | undefined
  readonly zoneId?: string | undefined
  readonly serviceLine?: string | undefined
  readonly group?: KpiGroup | undefined
  readonly step?: KpiStep | undefined
  /** How many care workers of a placement count as its usual ones. */
  readonly usual?: number | undefined
}

/** Every KPI of one part of the visits. `id` is the provider, zone or line; null for visits without one. */
export interface KpiRow {
  readonly id: string | null
  readonly name: string
  readonly values: readonly KpiValue[]
}

export interface SeenKpis {
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly usual: number
  readonly group: KpiGroup
  readonly step: KpiStep
  readonly values: readonly KpiValue[]
  readonly groups: readonly KpiRow[]
  /** By week (from Monday) or month; those of care workers by placement have no trend, because weeks do not add up to a period. */
  readonly trend: readonly { readonly fromOn: Temporal.PlainDate; readonly values: readonly KpiValue[] }[]
  readonly providers: readonly (readonly [id: string, name: string])[]
  readonly zones: readonly (readonly [id: string, name: string])[]
}

/** Every KPI from visits of a period, compared and over time: of a provider its own, for the council of all. Names nobody. Throws `Refused` for days in the wrong order or too many. */
export async function seeKpis(house: House, actor: Actor, input: KpiInput): Promise<SeenKpis> {
  return read(house, actor, async (work) => {
    need(actor, SEE_KPIS)
    const isCouncil = actor.organisationId === null
    const filter = { ...(await kpiPeriod(work, input)), providerId: input.providerId, zoneId: input.zoneId, serviceLine: input.serviceLine }
    const [usual, step, group] = [input.usual ?? USUAL_WORKERS, input.step ?? 'week', input.group ?? (isCouncil ? 'provider' : 'zone')]
    const trendFrom = firstOf(filter.toOn, step).subtract(step === 'week' ? { weeks: STEPS - 1 } : { months: STEPS - 1 })
    const earliest = Temporal.PlainDate.compare(trendFrom, filter.fromOn) < 0 ? trendFrom : filter.fromOn
    const days = daysOf({ ...filter, fromOn: earliest })
    const kept = new Set(isCouncil ? await listKeptDays(work.tx, { ...filter, fromOn: earliest }) : [])
    const counted = await countMeasures(work.tx, days.filter((day) => !kept.has(day)), filter)
    const isInPeriod = (day: string): boolean => day >= filter.fromOn.toString()
    const sumKept = async (by: KpiGroup | KpiStep, chosen: readonly string[]) => (chosen.length === 0 ? [] : sumKeptMeasures(work.tx, chosen, filter, by))
    const byGroup = [
      ...(await sumKept(group, days.filter((day) => kept.has(day) && isInPeriod(day)))),
      ...[...counted.filter((part) => isInPeriod(part.visitOn)), ...(await workersByPlacement(work, filter, usual)).map(asPart)].map((part) => ({ key: group === 'provider' ? part.providerId : group === 'zone' ? part.zoneId : part.serviceLine, measures: part.measures })),
    ]
    const byStep = [
      ...(await sumKept(step, days.filter((day) => kept.has(day)))),
      ...counted.map((part) => ({ key: firstOf(Temporal.PlainDate.from(part.visitOn), step).toString(), measures: part.measures })),
    ]
    const zones = await zoneNames(work)
    const names = group === 'provider' ? await providerNames(work) : group === 'zone' ? zones : new Map<string, string>(SERVICE_LINES.map((line) => [line, SERVICE_LINE_NAMES[line]]))
    const groups = [...Map.groupBy(byGroup, (part) => part.key)].map(([id, own]) => ({ id, name: (id === null ? undefined : names.get(id)) ?? 'Without a placement', values: valuesOf(own) }))
    return {
      fromOn: filter.fromOn,
      toOn: filter.toOn,
      usual,
      group,
      step,
      values: valuesOf(byGroup),
      groups: groups.toSorted((a, b) => (a.id === null ? 1 : b.id === null ? -1 : a.name < b.name ? -1 : 1)),
      trend: [...Map.groupBy(byStep, (part) => part.key ?? '')].filter(([on]) => on >= trendFrom.toString()).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([on, own]) => ({ fromOn: Temporal.PlainDate.from(on), values: valuesOf(own) })),
      providers: isCouncil ? [...(await providerNames(work))].toSorted((a, b) => (a[1] < b[1] ? -1 : 1)) : [],
      zones: [...zones],
    }
  })
}

/** The period asked for; without one the four weeks up to the last day that a file has reached. Throws `Refused`. */
export async function kpiPeriod(work: Work, input: Pick<KpiInput, 'fromOn' | 'toOn'>): Promise<Pick<KpiFilter, 'fromOn' | 'toOn'>> {
  const last = input.toOn ?? Temporal.PlainDate.from((await findLastRecordedDate(work.tx)) ?? work.today.subtract({ days: 1 }).toString())
  const toOn = input.toOn === undefined && Temporal.PlainDate.compare(last, work.today) >= 0 ? work.today.subtract({ days: 1 }) : last
  const fromOn = input.fromOn ?? toOn.subtract({ days: 27 })
  const days = fromOn.until(toOn).days + 1
  if (days < 1) throw new Refused('period', 'Enter a last day that is not before the first', 'to')
  if (days > MOST_DAYS) throw new Refused('period', `Enter a first day at most ${String(MOST_DAYS)} days before the last`, 'from')
  return { fromOn, toOn }
}

/** Every day of a period. Kept measures are taken where they hold, the rest is counted there and then; a provider's always is, being little. */
function daysOf({ fromOn, toOn }: Pick<KpiFilter, 'fromOn' | 'toOn'>): string[] {
  return Array.from({ length: fromOn.until(toOn).days + 1 }, (_, at) => fromOn.add({ days: at }).toString())
}

/** Care workers by placement with what is known of the placement. */
export async function workersByPlacement(work: Work, filter: KpiFilter, usual: number): Promise<(PlacementWorkers & { readonly placement: Placement })[]> {
  const placements = new Map((await listPlacements(work, filter.providerId === undefined ? {} : { providerId: filter.providerId })).map((each) => [each.id, each]))
  return (await listPlacementWorkers(work.tx, filter, usual)).flatMap((each) => {
    const placement = placements.get(each.placementId)
    if (placement === undefined || (filter.zoneId !== undefined && placement.zoneId !== filter.zoneId) || (filter.serviceLine !== undefined && placement.serviceLine !== filter.serviceLine)) return []
    return [{ ...each, placement }]
  })
}

function asPart({ placement, workers, visits, usualVisits, nameless }: Awaited<ReturnType<typeof workersByPlacement>>[number]): Omit<MeasuredPart, 'visitOn'> {
  return { providerId: placement.providerId, zoneId: placement.zoneId, serviceLine: placement.serviceLine, measures: { people: workers === 0 ? 0 : 1, workers, worker_visits: visits, top_visits: usualVisits, nameless } }
}

async function zoneNames(work: Work): Promise<Map<string, string>> {
  const frameworks = await listFrameworks(work)
  const names = new Map<string, string>()
  for (const framework of frameworks) for (const zone of await listZones(work, framework.id)) names.set(zone.id, frameworks.length === 1 ? zone.name : `${zone.name}, ${framework.name}`)
  return names
}

function valuesOf(parts: readonly { readonly measures: Measures }[]): KpiValue[] {
  const measures = addMeasures(parts.map((part) => part.measures))
  return KPI_DEFINITIONS.map((definition) => kpiValue(definition, measures))
}

function firstOf(on: Temporal.PlainDate, step: KpiStep): Temporal.PlainDate {
  return step === 'week' ? on.subtract({ days: on.dayOfWeek - 1 }) : on.with({ day: 1 })
}

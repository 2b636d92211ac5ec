import { personLabels } from '../../care/public.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { KPI_DEFINITIONS } from '../rules/kpi-definitions.ts'
import { listBehindKpi, type BehindKpi } from '../store/kpi-visit.read.ts'
import type { KpiFilter, PlacementWorkers } from '../store/kpi.read.ts'
import { SEE_VISITS } from '../terms.ts'
import type { KpiDefinition, Measure } from '../terms/kpi.ts'
import { kpiPeriod, USUAL_WORKERS, workersByPlacement, type KpiInput } from './see-kpis.ts'

/** counted: the numerator. rest: the denominator without it. Else a measure that is left out. */
type KpiPart = 'counted' | 'rest' | Measure

type Label = { readonly reference: string; readonly initials: string } | null

/** A visit or record behind a figure. */
export interface SeenBehind extends BehindKpi {
  readonly providerName: string
  readonly person: Label
}

/** A placement with its care workers. */
export interface SeenPlacementWorkers extends PlacementWorkers {
  readonly providerName: string
  readonly person: Label
}

export interface SeenKpiVisits {
  readonly definition: KpiDefinition
  readonly part: KpiPart
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly total: number
  readonly usual: number
  readonly rows: readonly SeenBehind[]
  readonly placements: readonly SeenPlacementWorkers[]
}

/** What stands behind a KPI: the visits or records of its numerator, of the rest of its denominator or of what it leaves out; of continuity the placements. Initials and references only. Throws `NotFound` for a KPI or part there is none of. */
export async function seeKpiVisits(house: House, actor: Actor, input: Omit<KpiInput, 'group' | 'step'> & { readonly kpi: string; readonly part: string; readonly limit: number; readonly offset: number }): Promise<SeenKpiVisits> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const definition = KPI_DEFINITIONS.find((each) => each.key === input.kpi)
    if (definition === undefined) throw new NotFound('The KPI')
    const part = partOf(definition, input.part)
    const filter: KpiFilter = { ...(await kpiPeriod(work, input)), providerId: input.providerId, zoneId: input.zoneId, serviceLine: input.serviceLine }
    const usual = input.usual ?? USUAL_WORKERS
    const frame = { definition, part, fromOn: filter.fromOn, toOn: filter.toOn, usual }
    const names = await providerNames(work)
    if (definition.of === 'placement') {
      const all = (await workersByPlacement(work, filter, usual)).toSorted((a, b) => b.workers - a.workers || (a.placementId < b.placementId ? -1 : 1))
      const shown = all.slice(input.offset, input.offset + input.limit)
      const people = await personLabels(work, [...new Set(shown.map((each) => each.placement.personId))])
      return { ...frame, total: all.length, rows: [], placements: shown.map((each) => ({ ...each, providerName: names.get(each.placement.providerId) ?? '', person: people.get(each.placement.personId) ?? null })) }
    }
    const has = part === 'counted' ? definition.numerator : part === 'rest' ? definition.denominator : part
    const { rows, total } = await listBehindKpi(work.tx, filter, { of: definition.of, has, hasNot: part === 'rest' ? definition.numerator : undefined }, input)
    const people = await personLabels(work, [...new Set(rows.flatMap((row) => row.personId ?? []))])
    return { ...frame, total, placements: [], rows: rows.map((row) => ({ ...row, providerName: names.get(row.providerId) ?? '', person: row.personId === null ? null : (people.get(row.personId) ?? null) })) }
  })
}

function partOf(definition: KpiDefinition, part: string): KpiPart {
  if (part === 'counted' || part === 'rest') return part
  const measure = definition.excluded.find((each) => each === part)
  if (measure === undefined) throw new NotFound('That part of the KPI')
  return measure
}

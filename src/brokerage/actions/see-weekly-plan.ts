import { personLabels } from '../../care/public.ts'
import type { PatternVisit } from '../../care/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import { placementLives } from '../public.ts'
import { weeklyPlan } from '../rules/weekly-plan.ts'
import { listPackageFigures, listPatterns } from '../store/offered-package.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { SEE_OWN_PLACEMENTS } from '../terms.ts'
import { zoneNames } from './see-board.ts'

/** A visit of a week. Of the person: reference and initials, so that a file of it names nobody. */
export interface SeenPlannedVisit {
  readonly placementId: string
  readonly packageReference: string
  readonly person: { readonly reference: string; readonly initials: string }
  readonly zoneName: string
  readonly on: Temporal.PlainDate
  readonly visit: PatternVisit
}

/** A provider's week from a Monday on. */
export interface SeenWeeklyPlan {
  readonly mondayOn: Temporal.PlainDate
  readonly visits: readonly SeenPlannedVisit[]
  /** Set when the plan is of one package. */
  readonly packageReference: string | null
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
}

/**
 * The visits agreed for the packages that the actor's organisation holds, or for one of them, in the week of a day (this week when none is given). Changes of the
 * week and days in hospital are counted. Audits `weekly-plan-read`. Throws `NotFound` for another provider's placement.
 */
export async function seeWeeklyPlan(house: House, actor: Actor, input: { readonly weekOf?: Temporal.PlainDate | undefined; readonly placementId?: string | undefined }): Promise<SeenWeeklyPlan> {
  return read(house, actor, async (work) => {
    need(actor, SEE_OWN_PLACEMENTS)
    const mondayOn = mondayOf(input.weekOf ?? work.today)
    const { placementId } = input
    const own = (await listPlacementRows(work.tx, { ...(placementId === undefined ? {} : { id: placementId }), ...(actor.organisationId === null ? {} : { providerId: actor.organisationId }) })).filter((each) => isOwnOrganisation(actor, each.providerId))
    if (placementId !== undefined && own.length === 0) throw new NotFound('The placement')
    const sunday = mondayOn.add({ days: 6 })
    const running = own.filter((each) => Temporal.PlainDate.compare(each.startsOn, sunday) <= 0 && (each.endsOn === null || Temporal.PlainDate.compare(each.endsOn, mondayOn) >= 0))
    const packageIds = own.map((each) => each.packageId)
    const [patterns, figures, lives] = [await listPatterns(work.tx, running.map((each) => each.packageId)), await listPackageFigures(work.tx, packageIds), await placementLives(work, running.map((each) => each.id))]
    const people = await personLabels(work, [...new Set(running.map((each) => each.personId))])
    const zones = await zoneNames(work, running.map((each) => each.frameworkId))
    const byId = new Map(running.map((each) => [each.id, each]))
    const plan = weeklyPlan(running.map((placement) => ({ placement, pattern: patterns.get(placement.packageId) ?? [], life: lives.get(placement.id) ?? { stays: [], changes: [] } })), mondayOn)
    work.audit({ kind: 'weekly-plan-read', subjectKind: 'provider', subjectId: actor.organisationId ?? '', detail: { mondayOn: mondayOn.toString(), placementIds: running.map((each) => each.id) } })
    const visits = plan.flatMap(({ placementId: id, on, visit }): SeenPlannedVisit[] => {
      const placement = byId.get(id)
      return placement === undefined ? [] : [{ placementId: id, packageReference: figures.get(placement.packageId)?.reference ?? '', person: people.get(placement.personId) ?? { reference: '', initials: '' }, zoneName: zones.get(placement.zoneId) ?? '', on, visit }]
    })
    return { mondayOn, visits, packageReference: placementId === undefined ? null : (figures.get(own[0]?.packageId ?? '')?.reference ?? ''), now: work.now, today: work.today }
  })
}

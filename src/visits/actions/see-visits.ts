import { personIdsByReference, personLabels } from '../../care/public.ts'
import { providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { tasksOfVisit } from '../rules/tasks-of-visit.ts'
import { visitCare, type VisitCare } from '../rules/visit-tasks.ts'
import { listEvents } from '../store/round.read.ts'
import { isSignOffRequired, listTaskLists } from '../store/task-list.read.ts'
import { listExceptionsOfVisit, listVersionsOfVisit, type ExceptionVersion, type RecordVersion } from '../store/visit-history.read.ts'
import { countVisits, findLastRecordedDate, findVisit, listUnplanned, listVisits, type ListedVisit, type UnplannedRecord } from '../store/visit-list.read.ts'
import { SEE_VISITS } from '../terms.ts'

/** Which day's visits. Without a date, the last day that a visit file has reached. */
export interface VisitsInput {
  readonly on?: string
  readonly providerId?: string
  /** As shown to providers: P100001. */
  readonly personReference?: string
  readonly limit: number
  readonly offset: number
}

type Label = { readonly reference: string; readonly initials: string } | null

export interface SeenVisit extends ListedVisit {
  readonly providerName: string
  readonly person: Label
}

export interface SeenUnplanned extends UnplannedRecord {
  readonly providerName: string
}

export interface SeenVisits {
  readonly on: Temporal.PlainDate
  readonly rows: readonly SeenVisit[]
  readonly total: number
  /** Records of the day that answer no plan. */
  readonly unplanned: readonly SeenUnplanned[]
  readonly providers: readonly (readonly [id: string, name: string])[]
}

/** A day's visits, planned against actual: a provider's own, or for the council everybody's. Initials and references only. */
export async function seeVisits(house: House, actor: Actor, input: VisitsInput): Promise<SeenVisits> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const on = input.on ?? (await findLastRecordedDate(work.tx)) ?? work.today.subtract({ days: 1 }).toString()
    const whose = input.providerId === undefined ? {} : { providerId: input.providerId }
    const days = { fromOn: on, toOn: on, ...whose }
    const { personReference } = input
    const personId = personReference === undefined ? undefined : (await personIdsByReference(work, [personReference])).get(personReference)
    const isNobody = personReference !== undefined && personId === undefined
    const filter = personId === undefined ? days : { ...days, personId }
    const rows = isNobody ? [] : await listVisits(work.tx, filter, input)
    const names = await providerNames(work)
    const people = await personLabels(work, [...new Set(rows.map((row) => row.personId))])
    const unplanned = await listUnplanned(work.tx, personReference === undefined ? days : { ...days, personReference })
    return {
      on: Temporal.PlainDate.from(on),
      rows: rows.map((row) => ({ ...row, providerName: names.get(row.providerId) ?? '', person: people.get(row.personId) ?? null })),
      total: isNobody ? 0 : await countVisits(work.tx, filter),
      unplanned: unplanned.map((row) => ({ ...row, providerName: names.get(row.providerId) ?? '' })),
      providers: actor.organisationId === null ? [...names].toSorted((a, b) => (a[1] < b[1] ? -1 : 1)) : [],
    }
  })
}

export interface SeenVisitDetail {
  readonly visit: SeenVisit
  readonly versions: readonly RecordVersion[]
  readonly exceptions: readonly ExceptionVersion[]
  /** What was to be done and was said of it by check-in; null where neither a list of tasks nor a word of it is there. Notes are for the provider's office. */
  readonly care: (Pick<VisitCare, 'tasks' | 'signedBy'> & { readonly mustSign: boolean }) | null
}

/** One planned visit with every version of its records and every exception found; a read of the person's record, so it is audited. Throws `NotFound`. */
export async function seeVisit(house: House, actor: Actor, plannedVisitId: number): Promise<SeenVisitDetail> {
  return read(house, actor, async (work) => {
    need(actor, SEE_VISITS)
    const visit = await findVisit(work.tx, plannedVisitId)
    if (visit === undefined) throw new NotFound('The visit')
    work.audit({ kind: 'visit-read', subjectKind: 'planned-visit', subjectId: String(plannedVisitId), personId: visit.personId })
    const names = await providerNames(work, [visit.providerId])
    const people = await personLabels(work, [visit.personId])
    return {
      visit: { ...visit, providerName: names.get(visit.providerId) ?? '', person: people.get(visit.personId) ?? null },
      versions: await listVersionsOfVisit(work.tx, plannedVisitId),
      exceptions: await listExceptionsOfVisit(work.tx, plannedVisitId),
      care: await careOf(work, visit),
    }
  })
}

async function careOf(work: Work, visit: ListedVisit): Promise<SeenVisitDetail['care']> {
  const list = tasksOfVisit(await listTaskLists(work.tx, [visit.placementId]), { placementId: visit.placementId, startSecond: Math.floor(visit.startsAt.epochMilliseconds / 1000), visitOn: visit.visitOn })
  const { tasks, signedBy } = visitCare(list?.tasks ?? [], await listEvents(work.tx, [visit.id]))
  return tasks.length === 0 && signedBy === null ? null : { tasks, signedBy, mustSign: await isSignOffRequired(work.tx, visit.providerId) }
}

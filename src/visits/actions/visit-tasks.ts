import { personLabels } from '../../care/public.ts'
import type { DayPart } from '../../kernel/day-part.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { dayPartOfVisit } from '../rules/tasks-of-visit.ts'
import { faultOfTasks } from '../rules/visit-tasks.ts'
import { isSignOffRequired, listTaskLists, type TaskList } from '../store/task-list.read.ts'
import { insertSignOffSetting, insertTaskList } from '../store/task-list.write.ts'
import { findVisit, type ListedVisit } from '../store/visit-list.read.ts'
import { KEEP_ROUNDS } from '../terms/check-in.ts'
import { providerOf } from './check-in-links.ts'

/** What is to be done at visits like one: of its placement, in its part of the day. */
export interface SeenTasks {
  readonly visit: ListedVisit
  readonly reference: string
  readonly initials: string
  readonly dayPart: DayPart
  /** Every version, newest first; none until the provider keeps a list. */
  readonly versions: readonly TaskList[]
}

/** The tasks of visits like this one, with their history. A read of the person's record, so it is audited. Throws `NotFound`. */
export async function seeVisitTasks(house: House, actor: Actor, plannedVisitId: number): Promise<SeenTasks> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const visit = await ownVisit(work, plannedVisitId)
    work.audit({ kind: 'visit-read', subjectKind: 'planned-visit', subjectId: String(plannedVisitId), personId: visit.personId })
    const label = (await personLabels(work, [visit.personId])).get(visit.personId)
    const dayPart = partOf(visit)
    return { visit, dayPart, reference: label?.reference ?? '', initials: label?.initials ?? '', versions: (await listTaskLists(work.tx, [visit.placementId])).filter((list) => list.dayPart === dayPart) }
  })
}

/** Says what is to be done at visits of a placement in the part of the day of one of them, from now on. Throws `NotFound`, and `Refused` for too many or too long tasks and for a list that is the same. */
export async function keepVisitTasks(house: House, actor: Actor, input: { readonly plannedVisitId: number; readonly tasks: readonly string[] }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const visit = await ownVisit(work, input.plannedVisitId)
    const { tasks } = input
    const dayPart = partOf(visit)
    const newest = (await listTaskLists(work.tx, [visit.placementId])).find((list) => list.dayPart === dayPart)
    const fault = faultOfTasks(tasks, newest?.tasks, dayPart)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, 'tasks')
    await insertTaskList(work.tx, { placementId: visit.placementId, dayPart, tasks }, { providerId: visit.providerId, at: work.now, by: actor.name })
    work.audit({ kind: 'visit-tasks-kept', subjectKind: 'placement', subjectId: visit.placementId, personId: visit.personId, detail: { dayPart, tasks: tasks.length } })
  })
}

/** Whether the provider asks for a sign-off before a check-out. */
export async function seeSignOff(house: House, actor: Actor): Promise<boolean> {
  return read(house, actor, (work) => {
    need(actor, KEEP_ROUNDS)
    return isSignOffRequired(work.tx, providerOf(actor))
  })
}

/** Says whether the provider asks for a sign-off before a check-out; phones are told the next time they are online. A check-out without one is never refused. */
export async function keepSignOff(house: House, actor: Actor, input: { readonly isRequired: boolean }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    await insertSignOffSetting(work.tx, input.isRequired, { providerId, at: work.now, by: actor.name })
    work.audit({ kind: 'sign-off-set', subjectKind: 'provider', subjectId: providerId, detail: { isRequired: input.isRequired } })
  })
}

async function ownVisit(work: Work, plannedVisitId: number): Promise<ListedVisit> {
  const visit = await findVisit(work.tx, plannedVisitId)
  if (visit === undefined || !isOwnOrganisation(work.actor, visit.providerId)) throw new NotFound('The visit')
  return visit
}

function partOf(visit: ListedVisit): DayPart {
  return dayPartOfVisit(Math.floor(visit.startsAt.epochMilliseconds / 1000))
}

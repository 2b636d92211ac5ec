import { createHash } from 'node:crypto'
import { listPlacements } from '../../brokerage/public.ts'
import { getPerson, listPackages } from '../../care/public.ts'
import { NEED_NAMES, type Need } from '../../care/terms.ts'
import { londonClockMinute } from '../../kernel/london.ts'
import { wordsForDay, wordsForTime } from '../../kernel/words.ts'
import type { Work } from '../../platform/action/work.ts'
import { checkInRecord } from '../rules/check-in-record.ts'
import { londonDay } from '../rules/london-day.ts'
import { tasksOfVisit } from '../rules/tasks-of-visit.ts'
import { visitCare, type VisitTask } from '../rules/visit-tasks.ts'
import { isInRound, roundWindow, type RoundTime } from '../rules/round-window.ts'
import { listEvents, listPlansOfWorker, type RoundPlan } from '../store/round.read.ts'
import { isSignOffRequired, listTaskLists, type TaskList } from '../store/task-list.read.ts'
import type { RoundState, RoundVisit } from '../terms/check-in.ts'

/** How far one visit of a round has come, without anything of the person. */
export interface VisitStanding {
  readonly plannedVisitId: number
  readonly state: RoundState
  readonly checkedInAt: string | null
  readonly checkedOutAt: string | null
  readonly outcome: string | null
  /** What was said of tasks so far. */
  readonly tasks: readonly VisitTask[]
  readonly isSigned: boolean
}

/** A round as a phone keeps it. */
export interface PhoneRound {
  /** Names this content: a phone that has it is not sent it again. */
  readonly digest: string
  /** When the phone is to forget it; null when there is nothing to forget. */
  readonly wipeAt: string | null
  /** True when a visit is to be signed off before its check-out. */
  readonly mustSign: boolean
  readonly visits: readonly RoundVisit[]
}

/** What is to be done at the visits of a round, and whether they are to be signed off. */
export interface RoundTasks {
  readonly lists: readonly TaskList[]
  readonly mustSign: boolean
}

/** Needs that are something to do at a visit: what stands on the phone until the provider keeps a list of tasks. The others say how somebody is, which the round does not need. */
const TASKS: readonly Need[] = ['personal-care', 'medicines', 'meals', 'moving-and-handling', 'continence', 'shopping', 'company']

/** The planned visits that are on a care worker's phone now, in order. */
export async function plansOnPhone(work: Work, of: { readonly providerId: string; readonly workerReference: string }): Promise<RoundPlan[]> {
  const nowSecond = Math.floor(work.now.epochMilliseconds / 1000)
  const plans = await listPlansOfWorker(work.tx, { ...of, fromOn: work.today.subtract({ days: 1 }).toString(), toOn: work.today.add({ days: 1 }).toString() })
  return plans.filter((plan) => isInRound(timeOf(plan), nowSecond))
}

/** What the provider keeps of what is to be done. */
export async function tasksOfRound(work: Work, providerId: string, plans: readonly RoundPlan[]): Promise<RoundTasks> {
  return { lists: await listTaskLists(work.tx, [...new Set(plans.map((plan) => plan.placementId))]), mustSign: await isSignOffRequired(work.tx, providerId) }
}

/** How far each visit has come. */
export async function standingsOf(work: Work, plans: readonly RoundPlan[], workerReference: string): Promise<VisitStanding[]> {
  const events = await listEvents(work.tx, plans.map((plan) => plan.plannedVisitId))
  return plans.map(({ plannedVisitId }) => {
    const own = events.filter((event) => event.plannedVisitId === plannedVisitId && event.workerReference === workerReference)
    const { state, checkIn, checkOut, record } = checkInRecord(own)
    const care = visitCare([], own)
    return { tasks: care.tasks, isSigned: care.signedBy !== null, plannedVisitId, state, checkedInAt: instant(checkIn?.atSecond), checkedOutAt: instant(checkOut?.atSecond), outcome: record?.outcome ?? null }
  })
}

/** Names the content of a round without reading anybody's record. */
export function digestOf(plans: readonly RoundPlan[], tasks: RoundTasks): string {
  return createHash('sha256').update(JSON.stringify([plans, plans.map((plan) => tasksOfVisit(tasks.lists, plan)?.tasks ?? null), tasks.mustSign])).digest('hex').slice(0, 16)
}

/** The round with short names and addresses: a read of each person's record, which is audited. */
export async function phoneRound(work: Work, providerId: string, plans: readonly RoundPlan[], tasks: RoundTasks): Promise<PhoneRound> {
  const placements = new Map((await listPlacements(work, { providerId, fromOn: work.today.subtract({ days: 1 }), toOn: work.today.add({ days: 1 }) })).map((each) => [each.id, each.packageId]))
  const packages = new Map((await listPackages(work, [...new Set(plans.flatMap((plan) => placements.get(plan.placementId) ?? []))])).map((each) => [each.id, each.needs]))
  const people = new Map<string, { readonly name: string; readonly address: string }>()
  for (const personId of new Set(plans.map((plan) => plan.personId))) {
    const person = await getPerson(work, personId)
    people.set(personId, { name: `${person.givenName} ${person.familyName.slice(0, 1)}.`, address: `${person.address}, ${person.postcode}` })
  }
  const ends = plans.map((plan) => roundWindow(timeOf(plan)).untilSecond)
  return {
    digest: digestOf(plans, tasks),
    mustSign: tasks.mustSign,
    wipeAt: ends.length === 0 ? null : instant(Math.max(...ends)),
    visits: plans.map((plan) => ({
      plannedVisitId: plan.plannedVisitId,
      startsAt: instant(plan.startSecond) ?? '',
      startWords: startWords(plan, work.today),
      minutes: plan.minutes,
      workers: plan.workers,
      isTimeCritical: plan.isTimeCritical,
      personName: people.get(plan.personId)?.name ?? '',
      address: people.get(plan.personId)?.address ?? '',
      tasks: tasksOfVisit(tasks.lists, plan)?.tasks ?? TASKS.filter((need) => packages.get(placements.get(plan.placementId) ?? '')?.includes(need)).map((need) => NEED_NAMES[need]),
    })),
  }
}

function startWords(plan: RoundPlan, today: Temporal.PlainDate): string {
  const time = wordsForTime(londonClockMinute(Temporal.Instant.fromEpochMilliseconds(plan.startSecond * 1000)))
  return plan.visitOn === today.toString() ? time : `${wordsForDay(Temporal.PlainDate.from(plan.visitOn).dayOfWeek)} ${time}`
}

function timeOf(plan: RoundPlan): RoundTime {
  const day = londonDay(Temporal.PlainDate.from(plan.visitOn))
  return { dayStartSecond: day.startSecond, dayEndSecond: day.startSecond + day.seconds, startSecond: plan.startSecond, minutes: plan.minutes }
}

function instant(second: number | undefined): string | null {
  return second === undefined ? null : Temporal.Instant.fromEpochMilliseconds(second * 1000).toString()
}

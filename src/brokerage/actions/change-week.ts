import { randomUUID } from 'node:crypto'
import { getPackage, patternFaults, timeFaults, weeklyMinutes } from '../../care/public.ts'
import type { PatternVisit } from '../../care/terms.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { getFramework, replacementsInForce } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { CHANGE_VERSION, changeCourse } from '../rules/change-approval.ts'
import { patternOn } from '../rules/placement-life.ts'
import { isBeyond } from '../rules/transition.ts'
import { insertChangeDecision, insertPatternChange } from '../store/placement-life.write.ts'
import { END_PLACEMENTS, type Placement } from '../terms.ts'
import { APPROVE_CHANGES, ASK_FOR_CHANGES, type PatternChange } from '../terms/placement-life.ts'
import { decideMovesOf, weeksSince } from './decide-moves.ts'
import { endAndRefer } from './end-and-refer.ts'
import { lockedLife } from './own-placement.ts'
import { placementChanged } from './placement-news.ts'
import { refuseUnfitApprover } from './refuse-unfit-approver.ts'

/** A change of the week as it is asked for; `toOn` is null for good. */
export interface ChangeInput {
  readonly placementId: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate | null
  readonly pattern: readonly PatternVisit[]
  readonly reason: string
}

/** What became of it: it holds, waits for approval, or is carried out as a new package. */
export type ChangeOutcome = { readonly course: 'at-once' | 'approval'; readonly changeId: string } | { readonly course: 'new-package'; readonly packageReference: string; readonly packageId: string }

/**
 * Asks for another week, for some days or for good. Within the framework's tolerance it holds at once; else somebody else approves
 * it; a significant one for good, or one that moves the package into the framework that replaces its own, ends the placement and makes a new package, which the council's brokers alone may do. Visits follow
 * by a job. Throws `Refused` for days or a week that cannot be.
 */
export async function changeWeek(house: House, actor: Actor, input: ChangeInput): Promise<ChangeOutcome> {
  return write(house, actor, async (work) => {
    need(actor, ASK_FOR_CHANGES)
    const { placement, life } = await lockedLife(work, input.placementId)
    refuseImpossible(placement, input, work.today)
    const before = patternOn((await getPackage(work, placement.packageId)).pattern, life.changes.filter((each) => each.toOn === null), input.fromOn)
    refuseExactTimes(input.pattern, before)
    const { terms } = await getFramework(work, placement.frameworkId)
    const after = weeklyMinutes(input.pattern)
    const own = changeCourse({ beforeMinutes: weeklyMinutes(before), afterMinutes: after, isForGood: input.toOn === null, workersBefore: mostWorkers(before), workersAfter: mostWorkers(input.pattern) }, terms.changes)
    const { course, reasons } = input.toOn !== null ? own : ((await movedByChange(work, placement, after)) ?? own)
    if (course === 'new-package') return makeNewPackage(work, placement, input, reasons[0]?.words ?? '')
    const changeId = randomUUID()
    const change: PatternChange = { id: changeId, placementId: placement.id, fromOn: input.fromOn, toOn: input.toOn, pattern: input.pattern, weeklyMinutes: after, reason: input.reason.trim(), needsApproval: course === 'approval', reasons, askedAt: work.now, askedBy: actor.name, decision: null }
    await insertPatternChange(work.tx, placement.providerId, change, CHANGE_VERSION)
    work.audit({ kind: 'change-asked', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { changeId, fromOn: input.fromOn.toString(), toOn: input.toOn?.toString() ?? null, weeklyMinutes: after, course } })
    if (course === 'at-once') await placementChanged(work, placement)
    return { course, changeId }
  })
}

/** The course of a change for good that moves the package into the framework that replaces its own; undefined when it does not. */
async function movedByChange(work: Work, placement: Placement, afterMinutes: number): Promise<ReturnType<typeof changeCourse> | undefined> {
  const replacement = (await replacementsInForce(work)).get(placement.frameworkId)
  if (replacement === undefined || Temporal.PlainDate.compare(work.today, replacement.fromOn) < 0) return undefined
  const week = (await weeksSince(work, [placement]))(placement, replacement.fromOn)
  if (week === null || !isBeyond(replacement.rule, { ...week, afterMinutes })) return undefined
  // A provider may not end its placement, nor read where the new zones lie.
  if (work.actor.organisationId !== null) need(work.actor, END_PLACEMENTS)
  const [moves] = await decideMovesOf(work, [{ placement, event: 'change', afterMinutes }])
  const [move] = moves ?? []
  return move === undefined ? undefined : { course: 'new-package', reasons: [move.reason] }
}

async function makeNewPackage(work: Work, placement: Placement, input: ChangeInput, why: string): Promise<ChangeOutcome> {
  need(work.actor, END_PLACEMENTS)
  const [referred] = await endAndRefer(work, [{ placement, lastOn: input.fromOn.subtract({ days: 1 }), pattern: input.pattern }], { cause: 'change', source: 'change', reason: 'needs-changed', note: `${input.reason.trim()}. ${why}` })
  if (referred === undefined) throw new Error('a placement was ended and its person not referred again')
  return { course: 'new-package', packageId: referred.packageId, packageReference: referred.packageReference }
}

/** Approves or refuses a change. Throws `Refused` when whoever asked for it decides, their limit is too low for what it costs, or it was decided before. */
export async function decideChange(house: House, actor: Actor, input: { readonly placementId: string; readonly changeId: string; readonly isApproved: boolean; readonly note: string | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, APPROVE_CHANGES)
    const { placement, life } = await lockedLife(work, input.placementId)
    const change = life.changes.find((each) => each.id === input.changeId)
    if (change === undefined) throw new NotFound('The change')
    await refuseUnfitApprover(work, placement, life, change, input.isApproved)
    if (!change.needsApproval) throw new Refused('needs-none', 'This change needs no approval. Nothing was changed', 'decision')
    if (input.isApproved) await refuseMoved(work, placement, change)
    const decision = { isApproved: input.isApproved, note: input.note, decidedAt: work.now, decidedBy: actor.name }
    if (!(await insertChangeDecision(work.tx, placement.providerId, change.id, decision))) throw new Refused('already-decided', 'This change was decided already. Nothing was changed', 'decision')
    work.audit({ kind: 'change-decided', subjectKind: 'placement', subjectId: placement.id, personId: placement.personId, detail: { changeId: change.id, isApproved: input.isApproved } })
    if (input.isApproved) await placementChanged(work, placement)
  })
}

/** A change that was asked for before the framework was replaced may move the package now, which approving it would pass by. */
async function refuseMoved(work: Work, placement: Placement, change: PatternChange): Promise<void> {
  const moved = change.toOn === null ? await movedByChange(work, placement, change.weeklyMinutes) : undefined
  if (moved !== undefined) throw new Refused('moves-framework', `${moved.reasons[0]?.words ?? ''} Refuse this change, and ask a broker to make it again: it then ends the placement and makes a new package there`, 'decision')
}

const LONGEST_BACK_DAYS = 365

function refuseImpossible(placement: Placement, input: ChangeInput, today: Temporal.PlainDate): void {
  const { fromOn, toOn } = input
  if (input.reason.trim() === '') throw new Refused('change-reason', 'Enter why the week changes', 'reason')
  if (placement.endsOn !== null && Temporal.PlainDate.compare(fromOn, placement.endsOn) > 0) throw new Refused('change-after-end', `The placement ends on ${wordsForDate(placement.endsOn)}. Give that day or an earlier one`, 'fromOn')
  if (placement.endsOn !== null && toOn === null) throw new Refused('change-of-ended', `The placement ends on ${wordsForDate(placement.endsOn)}, so its week cannot change for good. Give a last day`, 'toOn')
  if (Temporal.PlainDate.compare(fromOn, placement.startsOn) < 0) throw new Refused('change-before-start', `Care starts on ${wordsForDate(placement.startsOn)}. Give that day or a later one`, 'fromOn')
  if (toOn !== null && Temporal.PlainDate.compare(toOn, fromOn) < 0) throw new Refused('change-days', 'The last day is before the first', 'toOn')
  const furthest = today.add({ days: LONGEST_BACK_DAYS })
  if (Temporal.PlainDate.compare(fromOn, furthest) > 0) throw new Refused('change-too-far', `The first day must be on or before ${wordsForDate(furthest)}. Check the year`, 'fromOn')
  if (input.pattern.length === 0) throw new Refused('no-visits', 'Add at least one visit, or end the placement instead', 'pattern')
  const [fault] = patternFaults(input.pattern)
  if (fault !== undefined) throw new Refused('pattern-impossible', fault.words, 'pattern')
}

/** Exact times that the week does not have yet need their reason. */
function refuseExactTimes(pattern: readonly PatternVisit[], before: readonly PatternVisit[]): void {
  const [time] = timeFaults(pattern, before)
  if (time !== undefined) throw new Refused(time.kind, time.words, 'pattern')
}

function mostWorkers(pattern: readonly PatternVisit[]): number {
  return Math.max(0, ...pattern.map((visit) => visit.workers))
}

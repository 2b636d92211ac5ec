import { getPackage } from '../../care/public.ts'
import { londonDate } from '../../kernel/london.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { capacityAge } from '../rules/capacity-age.ts'
import { capacityLeft, shortfall } from '../rules/capacity-left.ts'
import { minutesOfPattern, NO_MINUTES } from '../terms/capacity-minutes.ts'
import { insertDecision } from '../store/assignment.write.ts'
import { listDecisions } from '../store/assignment.read.ts'
import { listNewestDeclarations, listPossibleUses } from '../store/capacity.read.ts'
import { lockCapacity } from '../store/capacity.write.ts'
import type { AssignmentLine, LineChoice } from '../terms/assignment.ts'
import { SEND_OFFERS } from '../terms.ts'
import { chasingTerms } from './chasing-terms.ts'
import { beginSearch, zoneToSearch, type OpenedCallOff } from './open-call-off.ts'
import { orderAskingFirst } from './order-asking-first.ts'
import { getAssignment, type SeenAssignment } from './see-assignment.ts'

/** A line of an assignment. */
export interface LineKey {
  readonly assignmentId: string
  readonly line: number
}

/**
 * Accepts a line: a search begins that asks the assigned provider alone, or another that the broker chose among those with declared hours, and after
 * it everybody in the ordinary order. Nothing is placed: the provider answers. Of all who accept at once, no more is sent out than the provider's
 * newest declaration holds. Throws `Refused` when the line is decided, the hours are stale or taken, or the ordinary order leaves the provider out.
 */
export async function acceptLine(house: House, actor: Actor, input: LineKey & { readonly providerId?: string | undefined; readonly note?: string | undefined }): Promise<OpenedCallOff & { readonly packageId: string; readonly providerName: string }> {
  return write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const { kept, line } = await getLine(work, input)
    const choice = choiceOf(line, input.providerId)
    await lockCapacity(work.tx, choice.providerId)
    await refuseDecided(work, input.assignmentId, line)
    const carePackage = await getPackage(work, line.packageId)
    const zoneId = zoneToSearch(carePackage)
    const poolZoneId = choice.poolId.split(' ')[1] ?? zoneId
    await refuseTaken(work, choice, { zoneId: poolZoneId, serviceLine: line.serviceLine }, carePackage.pattern)
    const order = await orderAskingFirst(work, carePackage, zoneId, { providerId: choice.providerId, reason: { clause: 'best-assignment', words: reasonWords(kept, line, choice) } })
    const opened = await beginSearch(work, carePackage, zoneId, order)
    const isKept = await insertDecision(work.tx, { assignmentId: kept.id, packageId: line.packageId, decision: 'accepted', providerId: choice.providerId, poolZoneId, callOffId: opened.callOffId, note: input.note ?? null, decidedAt: work.now, decidedBy: actor.name })
    if (!isKept) throw decided(line)
    work.audit({ kind: 'assignment-line-accepted', subjectKind: 'assignment', subjectId: kept.id, personId: carePackage.personId, detail: { packageId: line.packageId, providerId: choice.providerId, isChanged: choice.providerId !== line.proposed?.providerId } })
    return { ...opened, packageId: line.packageId, providerName: choice.providerName }
  })
}

/** Refuses a line, with a reason: nothing is sent, and the package goes on waiting. Throws `Refused` when the line is decided. */
export async function refuseLine(house: House, actor: Actor, input: LineKey & { readonly note: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const { kept, line } = await getLine(work, input)
    const isKept = await insertDecision(work.tx, { assignmentId: kept.id, packageId: line.packageId, decision: 'refused', providerId: null, poolZoneId: null, callOffId: null, note: input.note, decidedAt: work.now, decidedBy: actor.name })
    if (!isKept) throw decided(line)
    work.audit({ kind: 'assignment-line-refused', subjectKind: 'assignment', subjectId: kept.id, detail: { packageId: line.packageId } })
  })
}

async function getLine(work: Work, { assignmentId, line: number }: LineKey): Promise<{ kept: SeenAssignment; line: AssignmentLine }> {
  const kept = await getAssignment(work, assignmentId)
  const line = kept.lines.find((each) => each.line === number)
  if (line === undefined) throw new NotFound('The line')
  return { kept, line }
}

function choiceOf(line: AssignmentLine, providerId: string | undefined): LineChoice {
  if (providerId === undefined || providerId === line.proposed?.providerId) {
    if (line.proposed === null) throw new Refused('choose-provider', `The assignment leaves package ${line.reference} waiting. Choose a provider to ask first`, 'providerId')
    return line.proposed
  }
  const choice = line.choices.find((each) => each.providerId === providerId)
  if (choice === undefined) throw new Refused('no-declared-hours', `This provider had no declared hours for ${line.zoneName} when the assignment was worked out. Choose one of the list, or send offers in the ordinary order from the package's page`, 'providerId')
  return choice
}

async function refuseDecided(work: Work, assignmentId: string, line: AssignmentLine): Promise<void> {
  if ((await listDecisions(work.tx, assignmentId)).has(line.packageId)) throw decided(line)
}

function decided(line: AssignmentLine): Refused {
  return new Refused('already-decided', `Package ${line.reference} of this assignment has been decided already. Nothing was sent`)
}

/** Asked while the provider's capacity is locked: what it declared last, less every open offer and what it accepted since. */
async function refuseTaken(work: Work, choice: LineChoice, pool: Pick<Parameters<typeof capacityLeft>[0], 'zoneId' | 'serviceLine'>, pattern: Parameters<typeof minutesOfPattern>[0]): Promise<void> {
  const declared = (await listNewestDeclarations(work.tx, [choice.providerId])).get(choice.providerId)
  const age = declared === undefined ? undefined : capacityAge(londonDate(declared.declaredAt), work.today, (await chasingTerms(work)).capacityStaleDays)
  if (declared === undefined || age?.isStale !== false) throw new Refused('capacity-stale', `${choice.providerName}: its declared hours no longer count. Work out a new assignment, or send offers in the ordinary order`, 'providerId')
  const line = declared.lines.find((each) => each.zoneId === pool.zoneId && each.serviceLine === pool.serviceLine) ?? { ...pool, minutes: NO_MINUTES }
  const uses = await listPossibleUses(work.tx, [choice.providerId], declared.declaredAt)
  const short = shortfall(minutesOfPattern(pattern), capacityLeft(line, uses, declared.declaredAt, work.now, work.today))
  if (short !== undefined) throw new Refused(short.clause, `${choice.providerName} has too few declared hours left, as others were offered or accepted since. ${short.words}. Nothing was sent`, 'providerId')
}

function reasonWords(kept: SeenAssignment, line: AssignmentLine, choice: LineChoice): string {
  const on = wordsForDate(londonDate(kept.madeAt))
  return choice.providerId === line.proposed?.providerId ? `Best assignment of ${on}: it has declared hours for this package and is asked alone first.` : `Chosen by the broker in the best assignment of ${on}, in place of what it proposed: it is asked alone first.`
}

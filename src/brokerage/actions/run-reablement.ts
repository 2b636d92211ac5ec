import { getPackage, postcodesOf, referAgain, weeklyMinutes } from '../../care/public.ts'
import type { PatternVisit } from '../../care/terms.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { replacementsInForce } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { exitFault, REABLEMENT_EXIT_VERSION, reablementResult, startFault } from '../rules/reablement-exit.ts'
import { dayWithoutRoom } from '../rules/reablement-room.ts'
import { listCallOffs, lockCallOff } from '../store/call-off.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { findReablementDecision, listReablementCapacity, listReablements } from '../store/reablement.read.ts'
import { insertReablementDecisions, insertReablementExit, insertReablementStart, lockReablement } from '../store/reablement.write.ts'
import { PACKAGE_REFERRED } from '../terms.ts'
import { RUN_REABLEMENT, type Reablement, type ReablementEnding } from '../terms/reablement.ts'
import { checkSpending } from './check-spending.ts'
import { decideMoves, keepMoves } from './decide-moves.ts'
import { enterReablement, roomTaken } from './reablement-gateway.ts'
import { stopSearch } from './withdraw-call-off.ts'

/** Sends a person who already waits for a provider to reablement first, with the reason; a search for their package ends. Throws `Refused` when the package is placed, withdrawn or a part. */
export async function sendToReablement(house: House, actor: Actor, input: { readonly packageId: string; readonly reason: string }): Promise<{ readonly reablementId: string }> {
  return write(house, actor, async (work) => {
    need(actor, RUN_REABLEMENT)
    const carePackage = await getPackage(work, input.packageId)
    const reason = input.reason.trim().replace(/\.$/, '')
    if (reason === '') throw new Refused('reason-missing', 'Say why reablement comes first', 'reason')
    const running = (await listCallOffs(work.tx, carePackage.id)).find((callOff) => callOff.closedAt === null)
    // Whoever accepts an offer locks the search first: of an acceptance and this, one wins.
    const callOff = running === undefined ? undefined : await lockCallOff(work.tx, running.id)
    if ((await listPlacementRows(work.tx, { packageId: carePackage.id })).length > 0) throw new Refused('already-placed', `Package ${carePackage.reference} is placed with a provider, so it does not wait`, 'reason')
    if (carePackage.part !== null) throw new Refused('is-part', `Package ${carePackage.reference} is a part of one that was split. Reablement takes a whole package`, 'reason')
    if (carePackage.withdrawnOn !== null) throw new Refused('package-withdrawn', `Package ${carePackage.reference} is no longer waiting`, 'reason')
    if (callOff?.closedAt === null) await stopSearch(work, callOff)
    const ids = await enterReablement(work, [{ packageId: carePackage.id, personId: carePackage.personId, zoneId: carePackage.zoneId }])
    await keepByHand(work, carePackage.id, reason)
    return { reablementId: ids.get(carePackage.id) ?? '' }
  })
}

/** A package that the rule let through, and that somebody sends after all, keeps the rule's decision; who sent it is in the reablement itself and in the audit trail. */
async function keepByHand(work: Work, packageId: string, reason: string): Promise<void> {
  if ((await findReablementDecision(work.tx, packageId)) !== undefined) return
  await insertReablementDecisions(work.tx, { ruleId: null, version: 'by-hand', at: work.now, by: work.actor.name }, [{ packageId, goesFirst: true, reasons: [{ clause: 'by-hand', words: `Sent while waiting for a provider: ${reason}.` }] }])
}

/** Gives a person who waits for reablement a place. Throws `Refused` for days that cannot be and where the zone has no room on one of them: two at once never get the last place. */
export async function startReablement(house: House, actor: Actor, input: { readonly reablementId: string; readonly startsOn: Temporal.PlainDate; readonly plannedEndOn: Temporal.PlainDate; readonly weeklyMinutes: number; readonly team: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, RUN_REABLEMENT)
    const of = await lockedReablement(work, input.reablementId)
    if (of.exit !== null) throw new Refused('already-ended', `This ended on ${wordsForDate(of.exit.exitOn)}. Nothing was changed`, 'startsOn')
    if (of.start !== null) throw new Refused('already-begun', `A place from ${wordsForDate(of.start.startsOn)} was given already. Nothing was changed`, 'startsOn')
    const team = input.team.trim()
    if (team === '') throw new Refused('team-missing', 'Enter the team', 'team')
    if (!Number.isInteger(input.weeklyMinutes) || input.weeklyMinutes < 15 || input.weeklyMinutes > 10_080) throw new Refused('hours-impossible', 'Enter the hours a week as a number from 0.25 to 168', 'hours')
    const fault = startFault(of, input, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    await refuseWithoutRoom(work, of, input)
    if (!(await insertReablementStart(work.tx, of.id, { startsOn: input.startsOn, plannedEndOn: input.plannedEndOn, weeklyMinutes: input.weeklyMinutes, team, recordedBy: actor.name }, work.now))) throw new Refused('already-begun', 'A place was given already. Nothing was changed', 'startsOn')
    work.audit({ kind: 'reablement-started', subjectKind: 'reablement', subjectId: of.id, personId: of.personId, detail: { startsOn: input.startsOn.toString(), plannedEndOn: input.plannedEndOn.toString(), weeklyMinutes: input.weeklyMinutes } })
  })
}

async function refuseWithoutRoom(work: Work, of: Reablement, asked: { readonly startsOn: Temporal.PlainDate; readonly plannedEndOn: Temporal.PlainDate; readonly weeklyMinutes: number }): Promise<void> {
  const { zoneId } = of
  if (zoneId === null) throw new Refused('no-zone', 'The postcode lies in no zone, so there are no places to give. Choose another ending, or have the postcode corrected', 'startsOn')
  await lockReablement(work.tx, zoneId)
  const declared = await listReablementCapacity(work.tx, [zoneId])
  const stays = (await listReablements(work.tx, { openInZones: [zoneId] })).flatMap((each) => roomTaken(each) ?? [])
  const full = dayWithoutRoom(declared, stays, asked, work.today)
  if (full !== undefined) throw new Refused('no-room', `There is not enough room in the zone on ${wordsForDate(full)}. Choose a later first day, or declare more`, 'startsOn')
}

/** An exit as it is recorded. `care` is what is needed afterwards: none, the week that was referred for, another week, or not known. */
export interface ExitInput {
  readonly reablementId: string
  readonly exitOn: Temporal.PlainDate
  readonly ending: ReablementEnding
  readonly care: 'none' | 'same' | 'unknown' | readonly PatternVisit[]
  readonly note: string | null
}

/**
 * Records how reablement ended. Care that is needed becomes a package by the ordinary referral: with source `reablement-exit`, or with
 * its own source and the day it was first received when there was no place in time. It is held against the spending limit and waits for a provider at once.
 * Throws `Refused` for an exit that cannot be, or was recorded before.
 */
export async function endReablement(house: House, actor: Actor, input: ExitInput): Promise<{ readonly packageId: string | null; readonly packageReference: string | null }> {
  return write(house, actor, async (work) => {
    need(actor, RUN_REABLEMENT)
    const of = await lockedReablement(work, input.reablementId)
    if (of.exit !== null) throw new Refused('already-ended', `This ended on ${wordsForDate(of.exit.exitOn)} already. Nothing was changed`, 'exitOn')
    const before = await getPackage(work, of.packageId)
    const { care } = input
    const minutesAfter = care === 'none' ? 0 : care === 'unknown' ? null : care === 'same' ? before.weeklyMinutes : weeklyMinutes(care)
    const fault = exitFault(of, { ...input, minutesAfter }, work.today)
    if (fault !== undefined) throw new Refused(fault.clause, fault.words, fault.field)
    const next = care === 'none' || care === 'unknown' ? undefined : await referOn(work, of, input, care === 'same' ? undefined : care)
    const result = input.ending === 'completed' && minutesAfter !== null ? reablementResult(before.weeklyMinutes, minutesAfter) : null
    const exit = { exitOn: input.exitOn, ending: input.ending, minutesBefore: before.weeklyMinutes, minutesAfter, result, note: input.note, nextPackageId: next?.packageId ?? null, recordedAt: work.now, recordedBy: actor.name }
    if (!(await insertReablementExit(work.tx, of.id, exit, REABLEMENT_EXIT_VERSION))) throw new Refused('already-ended', 'This was recorded already. Nothing was changed', 'exitOn')
    work.audit({ kind: 'reablement-ended', subjectKind: 'reablement', subjectId: of.id, personId: of.personId, detail: { exitOn: input.exitOn.toString(), ending: input.ending, result, minutesBefore: before.weeklyMinutes, minutesAfter, nextPackageId: exit.nextPackageId } })
    return { packageId: next?.packageId ?? null, packageReference: next?.packageReference ?? null }
  })
}

async function referOn(work: Work, of: Reablement, input: ExitInput, pattern: readonly PatternVisit[] | undefined): Promise<{ readonly packageId: string; readonly packageReference: string }> {
  const before = await getPackage(work, of.packageId)
  const isWithout = input.ending === 'no-place'
  const startByOn = isWithout && Temporal.PlainDate.compare(before.startByOn, work.today) > 0 ? before.startByOn : work.today
  const postcode = (await postcodesOf(work, [of.personId])).get(of.personId) ?? ''
  const moves = (await decideMoves(work, await replacementsInForce(work), [{ ...before, postcode, event: 'new', week: null }]))[0] ?? []
  const [referred] = await referAgain(work, [{ into: moves.at(-1), packageId: of.packageId, source: isWithout ? before.source : 'reablement-exit', startByOn, note: input.note, ...(isWithout ? { receivedOn: before.receivedOn } : {}), ...(pattern === undefined ? {} : { pattern }) }])
  if (referred === undefined) throw new Error('a person was referred on from reablement and not answered for')
  await keepMoves(work, [{ packageId: referred.packageId, personId: of.personId, moves }])
  const next = await getPackage(work, referred.packageId)
  await checkSpending(work, [{ ...next, packageId: next.id }])
  work.publish(PACKAGE_REFERRED, { packageId: next.id })
  return referred
}

async function lockedReablement(work: Work, id: string): Promise<Reablement> {
  await lockReablement(work.tx, id)
  const [found] = await listReablements(work.tx, { id })
  if (found === undefined) throw new NotFound('The reablement')
  return found
}

import { randomUUID } from 'node:crypto'
import { weeklyMinutes, withdrawPackage } from '../../care/public.ts'
import type { NewReferral, RecordedReferral } from '../../care/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import { reablementFirst, REABLEMENT_FIRST_VERSION } from '../rules/reablement-first.ts'
import { roomOn, type RoomTaken } from '../rules/reablement-room.ts'
import { findReablementRule, listLastExits, listReablementCapacity, listReablements } from '../store/reablement.read.ts'
import { insertReablementDecisions, insertReablements } from '../store/reablement.write.ts'
import type { Reablement, ReablementDecision, ReablementRule } from '../terms/reablement.ts'

/** A referral at the gateway. */
export interface AtGateway {
  readonly referral: Pick<NewReferral, 'source' | 'serviceLine' | 'funder' | 'needs' | 'pattern'>
  readonly zoneId: string | null
  /** Known once it is recorded; of somebody new there is no reablement before. */
  readonly personId: string | null
  /** Why whoever refers says that long-term care comes first. */
  readonly overruled: string | null
}

/** What the council's rule decides on referrals, in their order; undefined while no rule is in force. Writes nothing. */
export async function decideReablement(work: Work, asked: readonly AtGateway[]): Promise<{ readonly rule: ReablementRule; readonly decisions: readonly ReablementDecision[] } | undefined> {
  const rule = asked.length === 0 ? undefined : await findReablementRule(work.tx)
  if (rule?.document.isOpen !== true) return undefined
  const zoneIds = [...new Set(asked.flatMap((each) => each.zoneId ?? []))]
  const rooms = rule.document.whenFull === 'go-on' ? await roomsToday(work, zoneIds) : new Map<string, Room>()
  const exits = await listLastExits(work.tx, [...new Set(asked.flatMap((each) => each.personId ?? []))])
  const decisions = asked.map((each) => {
    const minutes = weeklyMinutes(each.referral.pattern)
    const room = each.zoneId === null ? undefined : rooms.get(each.zoneId)
    const wanted = room?.unit === 'minutes' ? minutes : 1
    const decision = reablementFirst(rule.document, { ...each.referral, weeklyMinutes: minutes, hasRoom: room === undefined ? null : room.free >= wanted, lastExitOn: exits.get(each.personId ?? '') ?? null, overruled: each.overruled }, work.today)
    // Several referrals of one file do not share the last place.
    if (decision.goesFirst && each.zoneId !== null && room !== undefined) rooms.set(each.zoneId, { ...room, free: room.free - wanted })
    return decision
  })
  return { rule, decisions }
}

/**
 * Takes referrals that were recorded just now through the gateway: keeps what the rule decides on each, and puts those who go first on the
 * waiting list of reablement; their package waits for no provider meanwhile. Answers the reablement of each in order, undefined for those
 * that go on to brokerage. Without a rule in force it asks one question and writes nothing.
 */
export async function passGateway(work: Work, recorded: readonly (RecordedReferral & AtGateway)[]): Promise<readonly (string | undefined)[]> {
  const decided = await decideReablement(work, recorded)
  if (decided === undefined) return recorded.map(() => undefined)
  const rows = recorded.flatMap((each, index) => (decided.decisions[index] === undefined ? [] : [{ packageId: each.packageId, ...decided.decisions[index] }]))
  await insertReablementDecisions(work.tx, { ruleId: decided.rule.id, version: REABLEMENT_FIRST_VERSION, at: work.now, by: work.actor.name }, rows)
  const first = recorded.filter((_, index) => decided.decisions[index]?.goesFirst === true)
  const ids = await enterReablement(work, first)
  return recorded.map((each) => ids.get(each.packageId))
}

/** Puts packages on the waiting list of reablement and takes them off the awaiting-care list. Answers the identity of each, by package. */
export async function enterReablement(work: Work, packages: readonly { readonly packageId: string; readonly personId: string; readonly zoneId: string | null }[]): Promise<Map<string, string>> {
  const rows = packages.map((each) => ({ id: randomUUID(), packageId: each.packageId, personId: each.personId, zoneId: each.zoneId }))
  await insertReablements(work.tx, rows, { on: work.today, at: work.now, by: work.actor.name })
  for (const row of rows) {
    await withdrawPackage(work, row.packageId, work.today, 'Reablement first')
    work.audit({ kind: 'reablement-referred', subjectKind: 'reablement', subjectId: row.id, personId: row.personId, detail: { packageId: row.packageId } })
  }
  return new Map(rows.map((row) => [row.packageId, row.id]))
}

/** A stay as the rule of room looks at it; undefined of one that has no place. */
export function roomTaken(of: Reablement): RoomTaken | undefined {
  return of.start === null ? undefined : { ...of.start, exitOn: of.exit?.exitOn ?? null }
}

interface Room {
  readonly unit: 'places' | 'minutes'
  readonly free: number
}

/** What is free in zones today, those who wait for a place counted as if they had it (with the hours they were referred for); a zone that declared nothing is left out. */
async function roomsToday(work: Work, zoneIds: readonly string[]): Promise<Map<string, Room>> {
  const declared = Map.groupBy(await listReablementCapacity(work.tx, zoneIds), (each) => each.zoneId)
  const open = Map.groupBy(await listReablements(work.tx, { openInZones: zoneIds }), (each) => each.zoneId ?? '')
  return new Map(
    [...declared].flatMap(([zoneId, lines]) => {
      const there = open.get(zoneId) ?? []
      const room = roomOn(lines, there.flatMap((each) => roomTaken(each) ?? []), work.today, work.today)
      if (room === undefined) return []
      const waiting = there.filter((each) => each.start === null).reduce((sum, each) => sum + (room.unit === 'places' ? 1 : each.minutesBefore), 0)
      return [[zoneId, { unit: room.unit, free: room.free - waiting }] as const]
    }),
  )
}

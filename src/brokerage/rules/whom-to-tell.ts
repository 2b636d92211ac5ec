import type { Minutes, Pence } from '../../kernel/amounts.ts'
import type { Reason } from '../../kernel/decision.ts'
import { isEnough, isSame, type Named } from './spending-limit.ts'
import { wordsForWorkingTime } from './moment-words.ts'

/** Somebody who may approve, with their limit and whether they are away today. */
export interface Approver {
  readonly accountId: string
  readonly name: string
  readonly limitPence: Pence | null
  readonly mayApproveOwn: boolean
  readonly isAway: boolean
}

/** Something that waits for approval, and whom it was put to so far. */
export interface WaitingApproval {
  readonly askedBy: Named
  readonly costPence: Pence | null
  /** Working minutes since it was asked. */
  readonly waited: Minutes
  /** The newest level of those told; null when nobody was asked yet. */
  readonly level: number | null
  readonly told: ReadonlySet<string>
}

/** Whom to tell next, as which level, and why. */
export interface Telling {
  readonly level: number
  readonly accountIds: readonly string[]
  readonly reasons: readonly Reason[]
}

/**
 * Who may approve, least limit first: those with the same limit are asked together. Whoever asked is left out unless their role may approve
 * its own, and so is whoever's limit is too low. Somebody away is asked nothing.
 */
export function approverSteps(approval: Pick<WaitingApproval, 'askedBy' | 'costPence'>, approvers: readonly Approver[]): Approver[][] {
  const able = approvers.filter((each) => !each.isAway && isEnough(each.limitPence, approval.costPence) && (each.mayApproveOwn || !isSame(approval.askedBy, each)))
  const order = (each: Approver): number => each.limitPence ?? Infinity
  return [...Map.groupBy(able.toSorted((a, b) => compare(order(a), order(b)) || (a.accountId < b.accountId ? -1 : 1)), order).values()]
}

/**
 * Whom to tell of something that waits for approval; undefined when it is nobody's turn yet. First those with the least sufficient limit;
 * after each `every` working minutes the next who were not told; the team lead last, once. Nothing waits for somebody on leave: when everybody told
 * so far is away, the next are told at once.
 */
export function whomToTell(approval: WaitingApproval, approvers: readonly Approver[], teamLead: readonly Approver[], every: Minutes): Telling | undefined {
  const level = approval.level === null ? 0 : approval.level + 1
  const here = new Set(approvers.filter((each) => !each.isAway).map((each) => each.accountId))
  for (const each of teamLead) if (!each.isAway) here.add(each.accountId)
  const areAllAway = approval.level !== null && ![...approval.told].some((id) => here.has(id))
  if (approval.level !== null && approval.waited < level * every && !areAllAway) return undefined
  const untold = (people: readonly Approver[]): string[] => people.filter((each) => !approval.told.has(each.accountId)).map((each) => each.accountId)
  const next = approverSteps(approval, approvers).map(untold).find((ids) => ids.length > 0)
  const why = approval.level === null ? [] : [areAllAway ? { clause: 'away', words: 'Everybody who was asked is away.' } : { clause: 'waited', words: `It has waited ${wordsForWorkingTime(approval.waited)} of working time.` }]
  if (next !== undefined) return { level, accountIds: next, reasons: [...why, approval.level === null ? { clause: 'asked', words: 'Put to those with the lowest limit that is enough.' } : { clause: 'next-approver', words: 'Put to the next who may approve it.' }] }
  const leads = untold(teamLead)
  return leads.length === 0 ? undefined : { level, accountIds: leads, reasons: [...why, { clause: 'team-lead', words: 'Nobody else is left who may approve it, so the team lead is told.' }] }
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

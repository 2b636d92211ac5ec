import type { Urgency } from '../../care/terms.ts'
import type { Reason } from '../../kernel/decision.ts'
import { countOf } from '../../kernel/words.ts'
import type { CoverRisk, InterimCover } from '../terms/interim-cover.ts'
import type { Nearness } from './share-out.ts'

export const PRIORITIES = ['high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]
export const PRIORITY_NAMES: Readonly<Record<Priority, string>> = { high: 'High', medium: 'Medium', low: 'Low' }

/** How much a waiting package presses, and why. */
export interface WaitingPriority {
  readonly priority: Priority
  readonly points: number
  readonly reasons: readonly Reason[]
}

const LONG_WAIT_DAYS = 14
const HIGH_FROM = 5
const MEDIUM_FROM = 3

/**
 * The priority of a waiting package, in points, and why. The points are ours and order a list, nothing more: past the day care was
 * needed by 3, within two days of it or from hospital 2; an emergency 3 more; nobody looks after the person 3, nobody recorded who does 2, cover at high risk of breaking
 * down 3, at medium risk 1; waiting two weeks or more 1. High from 5 points, medium from 3.
 */
export function waitingPriority(facts: { readonly urgency: Urgency; readonly nearness: Nearness; readonly days: number; readonly cover: { readonly kind: InterimCover; readonly risk: CoverRisk | null } | null }): WaitingPriority {
  const { urgency, nearness, days, cover } = facts
  const found: (Reason & { readonly points: number })[] = []
  if (urgency === 'emergency') found.push({ clause: 'emergency', words: 'Referred as an emergency', points: 3 })
  if (nearness === 'overdue') found.push({ clause: 'overdue', words: 'Care was needed before today', points: 3 })
  else if (nearness === 'soon') found.push({ clause: 'soon', words: 'Needed within two days', points: 2 })
  else if (urgency === 'discharge') found.push({ clause: 'discharge', words: 'Leaves hospital', points: 2 })
  if (cover === null) found.push({ clause: 'cover-unknown', words: 'Nobody recorded who looks after the person', points: 2 })
  else if (cover.kind === 'none') found.push({ clause: 'no-cover', words: 'Nobody looks after the person meanwhile', points: 3 })
  if (cover?.risk === 'high') found.push({ clause: 'cover-high-risk', words: 'The interim cover may well break down', points: 3 })
  if (cover?.risk === 'medium') found.push({ clause: 'cover-medium-risk', words: 'The interim cover could break down', points: 1 })
  if (days >= LONG_WAIT_DAYS) found.push({ clause: 'long-wait', words: `Has waited ${countOf(days, 'day')}`, points: 1 })
  const points = found.reduce((sum, each) => sum + each.points, 0)
  return { priority: points >= HIGH_FROM ? 'high' : points >= MEDIUM_FROM ? 'medium' : 'low', points, reasons: found.map(({ clause, words }) => ({ clause, words })) }
}

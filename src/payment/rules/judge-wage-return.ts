import { LONGEST_PERIOD_DAYS, type WageDocument, type WageReturn } from '../terms/wage-floor.ts'
import { countedMinutes } from './wage-floor.ts'

/** A return before it is kept. */
export interface DraftReturn {
  readonly group: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly document: WageDocument
  readonly reason: string | null
  /** The return that it is meant to replace, where somebody said so. */
  readonly replacesId: string | null
}

/** What would become of a draft: kept as new, kept in the place of another, there already, or refused at a field with why and what to do. */
export type JudgedReturn =
  | { readonly outcome: 'new' }
  | { readonly outcome: 'changed'; readonly replacesId: string }
  | { readonly outcome: 'repeated'; readonly id: string }
  | { readonly outcome: 'refused'; readonly field: 'from' | 'to' | 'contact' | 'costs' | 'reason'; readonly reason: string; readonly fix: string }

/**
 * May a provider's return be kept beside its others that stand? A period has ended and is at most 35 days. One of the same kind, group and days
 * replaces the one before, with a reason; the same once more changes nothing; other returns of a kind and group do not overlap, so that no hour is counted twice.
 */
export function judgeWageReturn(draft: DraftReturn, standing: readonly Pick<WageReturn, 'id' | 'group' | 'fromOn' | 'toOn' | 'document'>[], today: Temporal.PlainDate): JudgedReturn {
  if (Temporal.PlainDate.compare(draft.fromOn, draft.toOn) > 0) return refused('to', 'The last day is before the first', 'Put the later date last')
  if (draft.fromOn.until(draft.toOn).days + 1 > LONGEST_PERIOD_DAYS) return refused('to', `The period is longer than ${String(LONGEST_PERIOD_DAYS)} days`, 'Send it in parts, for example a month each')
  if (Temporal.PlainDate.compare(draft.toOn, today) >= 0) return refused('to', 'The period has not ended yet', 'Send it once its last day has passed')
  if (draft.document.kind === 'wages' && countedMinutes(draft.document.minutes) === 0) return refused('contact', 'There are no hours to measure', 'Enter the time that care workers worked')
  if (draft.document.kind === 'wages' && draft.document.costsPence > draft.document.wagesPence) return refused('costs', 'Costs not paid back are more than the wages', 'Check both amounts')
  const alike = standing.filter((each) => each.document.kind === draft.document.kind && sameGroup(each.group, draft.group))
  const same = alike.find((each) => each.fromOn.equals(draft.fromOn) && each.toOn.equals(draft.toOn))
  if (same !== undefined && JSON.stringify(same.document) === JSON.stringify(draft.document)) return { outcome: 'repeated', id: same.id }
  const replacesId = draft.replacesId ?? same?.id ?? null
  const across = alike.find((each) => each.id !== replacesId && Temporal.PlainDate.compare(each.fromOn, draft.toOn) <= 0 && Temporal.PlainDate.compare(draft.fromOn, each.toOn) <= 0)
  if (across !== undefined) return refused('from', `There is a return from ${across.fromOn.toString()} to ${across.toOn.toString()} already, and hours would count twice`, 'Send the same two dates to replace it, or dates beside them')
  if (replacesId === null) return { outcome: 'new' }
  if (draft.reason === null) return refused('reason', 'There is another return for this period, and no reason why this one replaces it', 'Say what was wrong with the one before')
  return { outcome: 'changed', replacesId }
}

function sameGroup(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function refused(field: 'from' | 'to' | 'contact' | 'costs' | 'reason', reason: string, fix: string): JudgedReturn {
  return { outcome: 'refused', field, reason, fix }
}

import { REABLEMENT_ENDING_NAMES, REABLEMENT_RESULT_NAMES, type Reablement } from '../../brokerage/terms/reablement.ts'
import { londonInstant } from '../../kernel/london.ts'
import { wordsForDate, wordsForHours } from '../../kernel/words.ts'
import type { TimelineItem } from './timeline-item.ts'

/** A person's way through reablement: sent to it, its first day, how it ended. */
export function reablementItems(of: Reablement): TimelineItem[] {
  const own = { kind: 'referral' as const, href: `/reablement/${of.id}` }
  const { start, exit } = of
  return [
    { ...own, at: of.referredAt, dateOnly: false, title: 'Reablement comes first', text: `${wordsForHours(of.minutesBefore)} a week were referred for.`, by: of.referredBy },
    ...(start === null ? [] : [{ ...own, at: londonInstant(start.startsOn, 0), dateOnly: true, title: `Reablement by ${start.team}`, text: `${wordsForHours(start.weeklyMinutes)} a week, planned until ${wordsForDate(start.plannedEndOn)}.`, by: undefined }]),
    ...(exit === null ? [] : [{ ...own, at: exit.recordedAt, dateOnly: false, title: `Reablement ended on ${wordsForDate(exit.exitOn)}`, text: `${exit.result === null ? REABLEMENT_ENDING_NAMES[exit.ending] : REABLEMENT_RESULT_NAMES[exit.result]}.`, by: exit.recordedBy }]),
  ]
}

import { SERVICE_LINE_NAMES, type NewReferral } from '../../../care/terms.ts'
import { countOf, wordsForDate, wordsForTime } from '../../../kernel/words.ts'
import { wordsForDays } from '../../rules/referral-days.ts'

/** Visits of a referral as a preview's row says them: "Monday to Friday 30 minutes at 7:30am to 8am; Sunday 45 minutes by two at midday". */
function visitsInWords(referral: NewReferral): string {
  const lines = new Map<string, number[]>()
  for (const visit of referral.pattern) {
    const what = `${String(visit.minutes)} minutes${visit.workers === 2 ? ' by two' : ''} at ${wordsForTime(visit.earliestMinute)}${visit.latestMinute === visit.earliestMinute ? '' : ` to ${wordsForTime(visit.latestMinute)}`}`
    lines.set(what, [...(lines.get(what) ?? []), visit.dayOfWeek])
  }
  return [...lines].map(([what, days]) => `${wordsForDays(days)} ${what}`).join('; ')
}

/** The cells of one referral as it was understood. */
export function understoodCells(referral: NewReferral, zoneName: string | null): readonly [name: string, zone: string, line: string, startBy: string, visits: string] {
  return [
    `${referral.person.givenName} ${referral.person.familyName}`,
    zoneName ?? 'No zone',
    SERVICE_LINE_NAMES[referral.serviceLine],
    wordsForDate(Temporal.PlainDate.from(referral.startByOn)),
    visitsInWords(referral),
  ]
}

/** The button that records the new referrals of a file. */
export function confirmWords(referrals: number): string {
  return `Refer ${countOf(referrals, 'person', 'people')}`
}

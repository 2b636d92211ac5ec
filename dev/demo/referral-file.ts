import type { NewReferral, PatternVisit } from '../../src/care/terms.ts'
import { csvText } from '../../src/platform/files/csv-write.ts'

const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** Referrals as a file in the layout of docs/files/referrals.md: one row a visit line. */
export function referralFile(referrals: readonly { readonly reference: string; readonly referral: NewReferral }[]): Buffer {
  const header = ['referral_reference', 'person_reference', 'given_name', 'family_name', 'born_on', 'address', 'postcode', 'lives_alone', 'person_languages', 'gender', 'source', 'funder', 'received_on', 'service_line', 'needs', 'needs_note', 'languages', 'gender_preference', 'start_by', 'days', 'earliest', 'latest', 'minutes', 'workers', 'time_critical', 'time_reason', 'contribution']
  const rows = referrals.flatMap(({ reference, referral }) =>
    visitLines(referral.pattern).map(({ visit, days }) => [
      reference, referral.person.externalReference, referral.person.givenName, referral.person.familyName, referral.person.bornOn, referral.person.address, referral.person.postcode,
      referral.person.livesAlone === null ? '' : yes(referral.person.livesAlone), referral.person.languages.join('; '), referral.person.gender, referral.source, referral.funder, referral.receivedOn,
      referral.serviceLine, referral.needs.join('; '), referral.needsNote, referral.languages.join('; '), referral.genderPreference, referral.startByOn,
      days.map((day) => DAY_NAMES[day - 1]).join(','), clock(visit.earliestMinute), clock(visit.latestMinute), visit.minutes, visit.workers, yes(visit.timeCritical), visit.justification ?? '', referral.contributionPence == null ? '' : (referral.contributionPence / 100).toFixed(2),
    ]),
  )
  return Buffer.from(csvText(header, rows))
}

/** Visits alike but for their day, together on one line. */
function visitLines(pattern: readonly PatternVisit[]): { visit: PatternVisit; days: number[] }[] {
  const lines = new Map<string, { visit: PatternVisit; days: number[] }>()
  for (const visit of pattern) {
    const key = [visit.earliestMinute, visit.latestMinute, visit.minutes, visit.workers, visit.timeCritical].join('/')
    const line = lines.get(key)
    if (line === undefined) lines.set(key, { visit, days: [visit.dayOfWeek] })
    else line.days.push(visit.dayOfWeek)
  }
  return [...lines.values()]
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no'
}

import { createHash } from 'node:crypto'
import type { NewReferral } from './terms.ts'

/**
 * SHA-256 of what a referral asks for, in hexadecimal. A reason for an exact time counts where there is one that the needs note does not
 * say already, so that a file from before reasons were asked for is still known when it comes again. Two referrals that say the same hash the same, in whatever order their visits stand.
 */
export function contentHashOf(asked: NewReferral): string {
  const pattern = asked.pattern
    .map((visit) => [visit.dayOfWeek, visit.earliestMinute, visit.latestMinute, visit.minutes, visit.workers, visit.timeCritical, ...(visit.justification == null || visit.justification === asked.needsNote ? [] : [visit.justification])])
    .sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))
  const { person } = asked
  const said = [
    [person.externalReference, person.givenName, person.familyName, person.bornOn, person.address, person.postcode, person.phone, person.livesAlone, person.languages, person.gender],
    [asked.source, asked.funder, asked.receivedOn, asked.note, asked.serviceLine, [...asked.needs].sort(), asked.needsNote, asked.languages, asked.genderPreference, asked.startByOn, ...(asked.nhsPercent == null && asked.contributionPence == null ? [] : [asked.nhsPercent ?? null, asked.contributionPence ?? null]), ...(asked.urgency == null ? [] : [{ urgency: asked.urgency }])],
    pattern,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

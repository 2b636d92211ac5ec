import type { NewReferral, PatternVisit } from '../terms.ts'

/** One visit of a pattern on the days given: 7:30am to 8am, 30 minutes, one care worker. */
export function visitsOn(days: readonly number[], changes: Partial<Omit<PatternVisit, 'dayOfWeek'>> = {}): PatternVisit[] {
  return days.map((dayOfWeek) => ({ dayOfWeek, earliestMinute: 450, latestMinute: 480, minutes: 30, workers: 1, timeCritical: false, ...changes }))
}

/** A referral of an invented person from the community for a morning visit every day. */
export function aReferral(changes: Partial<Omit<NewReferral, 'person'>> & { readonly person?: Partial<NewReferral['person']> } = {}): NewReferral {
  const { person, ...rest } = changes
  return {
    source: 'community',
    funder: 'council',
    receivedOn: '2026-03-02',
    note: null,
    serviceLine: 'core',
    needs: ['personal-care'],
    needsNote: null,
    languages: [],
    genderPreference: null,
    startByOn: '2026-03-09',
    pattern: visitsOn([1, 2, 3, 4, 5, 6, 7]),
    ...rest,
    person: {
      externalReference: null,
      givenName: 'Margaret',
      familyName: 'Bell',
      bornOn: '1938-05-14',
      address: '3 Orchard Close, Brackley',
      postcode: 'NN13 6AA',
      phone: null,
      livesAlone: null,
      languages: [],
      gender: null,
      ...person,
    },
  }
}

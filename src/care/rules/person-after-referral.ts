import type { NewReferral, Person } from '../terms.ts'

type Details = NewReferral['person']

/**
 * A known person's details after a newer referral: what it says wins, what it leaves out is kept.
 * `changed` names the fields that differ, for the audit trail, which may hold no values.
 */
export function personAfterReferral(known: Person, said: Details): { readonly details: Details; readonly changed: readonly string[] } {
  const details: Details = {
    externalReference: known.externalReference,
    givenName: said.givenName,
    familyName: said.familyName,
    bornOn: said.bornOn ?? known.bornOn?.toString() ?? null,
    address: said.address,
    postcode: said.postcode,
    phone: said.phone ?? known.phone,
    livesAlone: said.livesAlone ?? known.livesAlone,
    languages: said.languages.length > 0 ? said.languages : [...known.languages],
    gender: said.gender ?? known.gender,
  }
  const before: Details = { ...known, bornOn: known.bornOn?.toString() ?? null, languages: [...known.languages] }
  const fields = ['givenName', 'familyName', 'bornOn', 'address', 'postcode', 'phone', 'livesAlone', 'languages', 'gender'] as const
  return { details, changed: fields.filter((field) => String(details[field]) !== String(before[field])) }
}

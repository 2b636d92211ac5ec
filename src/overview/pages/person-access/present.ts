import { ROLE_NAMES } from '../../../platform/access/roles.ts'

const WORDS: Readonly<Record<string, string>> = {
  'person-read': 'Read the record',
  'person-listed': 'Saw the person in a search',
  'person-changed': 'Changed details of the record',
  'referral-received': 'Recorded a referral',
  'package-withdrawn': 'Withdrew a package',
  'call-off-opened': 'Began a search for a provider',
  'package-read': 'Read a package',
  'placement-read': 'Read a placement',
  'offer-read': 'Read an offer',
  'offers-sent': 'Offered a package to providers',
  'offer-sent': 'Offered a package to a provider',
  'offer-accepted': 'Accepted a package',
  'offer-declined': 'Declined a package',
  'offer-lapsed': 'Let an offer lapse',
  'package-placed': 'Placed a package',
  'placement-ended': 'Ended a placement',
}

/** What an audit event of a person was, in words. A kind without words of its own is its name, spaced: still true, and never hidden. */
export function eventWords(kind: string): string {
  const spaced = kind.replaceAll('-', ' ')
  return WORDS[kind] ?? `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`
}

/** The role somebody acted in. */
export function roleWords(role: string): string {
  const names: Readonly<Record<string, string>> = ROLE_NAMES
  return role === 'system' ? 'System' : (names[role] ?? role)
}

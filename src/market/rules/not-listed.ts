import type { Location } from '../terms.ts'
import type { CqcChange, CqcRow } from './cqc-row.ts'

/**
 * Answers which home care locations a care directory no longer names, of the local authorities that it covers: those
 * may have deregistered. A file says nothing of authorities that none of its rows is in. Nothing is written for them:
 * the directory gives no date and no reason, so it is the council that decides what it means.
 */
export function notListed(held: readonly (Pick<Location, 'cqcLocationId' | 'name' | 'localAuthority' | 'homeCare'> & { readonly providerName: string })[], rows: readonly CqcRow[]): CqcChange[] {
  const covered = coveredAuthorities(rows)
  const named = new Set(rows.map((row) => row.cqcLocationId))
  return held
    .filter((location) => location.homeCare && location.localAuthority !== null && covered.has(location.localAuthority) && !named.has(location.cqcLocationId))
    .map((location) => ({ kind: 'not-listed', cqcLocationId: location.cqcLocationId, location: location.name, provider: location.providerName, what: 'Location', from: 'On the register', to: 'Not in this directory: it may have deregistered', publishedOn: null }))
}

/** Local authorities in which a directory names home care. A slice of other sectors says nothing of home care. */
export function coveredAuthorities(rows: readonly CqcRow[]): Set<string> {
  return new Set(rows.filter((row) => row.location.homeCare).map((row) => row.location.localAuthority).filter((authority) => authority !== null))
}

import { NotFound, Refused } from '../platform/action/refused.ts'
import type { Work } from '../platform/action/work.ts'
import { recordReferrals, type ReferralToRecord } from './actions/record-referrals.ts'
import { initialsOf } from './rules/initials-of.ts'
import { listIdsWithdrawnFor, listPackageRows, listPackageSummaryRows } from './store/package.read.ts'
import { markWithdrawn } from './store/package.write.ts'
import { listByExternalReference, listIdsByReference, listNamesakes, listPersonRows, searchPersonRows } from './store/person.read.ts'
import { listReferralIdsReceivedBy } from './store/received-by.read.ts'
import { listContentHashes, listReferralRows } from './store/referral.read.ts'
import { listFundings } from './actions/list-fundings.ts'
import { listTimeBands } from './store/time-band.read.ts'
import { PACKAGE_WITHDRAWN, type CarePackage, type PackageSummary, type Person, type PersonSearch, type RecordedReferral, type Referral } from './terms.ts'
import type { FundingHistory } from './terms/funding.ts'
import type { TimeBand } from './terms/time-band.ts'

export { weeklyMinutes, weeklyVisits } from './rules/week-of-pattern.ts'
export { patternFaults } from './rules/pattern-faults.ts'
export { bandNamed, bandOf, timeFaults, wordsForWindow } from './rules/time-bands.ts'
export { contentHashOf } from './content-hash.ts'
export { recordReferrals } from './actions/record-referrals.ts'
export { changeFunding } from './actions/change-funding.ts'
export { fundingFault, fundingOn, fundingWords, nhsShare } from './rules/funding.ts'
export { referAgain } from './actions/refer-again.ts'
export { seeTimeBands, setTimeBands } from './actions/set-time-bands.ts'
export { splitPackage, type SplitPart } from './actions/split-package.ts'
export type { ReferralToRecord } from './actions/record-referrals.ts'

/**
 * Records one referral: finds the person by the case system's reference, else adds them; writes referral, package and
 * weekly pattern; audits `referral-received`. Throws `Refused` as `recordReferrals`, which records many at once.
 */
export async function recordReferral(work: Work, input: ReferralToRecord): Promise<RecordedReferral> {
  const [recorded] = await recordReferrals(work, [input])
  if (recorded === undefined) throw new Error('a referral was recorded and not answered for')
  return recorded
}

/** One package. Throws `NotFound` when there is none, or none that the actor's organisation was offered. */
export async function getPackage(work: Work, packageId: string): Promise<CarePackage> {
  const [found] = await listPackageRows(work.tx, { ids: [packageId] })
  if (found === undefined) throw new NotFound('The package')
  return found
}

/** Packages by id, oldest first; ids that are not there are left out. */
export async function listPackages(work: Work, ids: readonly string[]): Promise<CarePackage[]> {
  return ids.length === 0 ? [] : listPackageRows(work.tx, { ids })
}

/** The parts of packages that were split, in order; none of a package that is whole. */
export async function listParts(work: Work, wholeIds: readonly string[]): Promise<CarePackage[]> {
  return wholeIds.length === 0 ? [] : (await listPackageRows(work.tx, { partsOf: wholeIds })).toSorted((a, b) => (a.part?.number ?? 0) - (b.part?.number ?? 0))
}

/** The parts of the day in which the council asks for visits. Asks no permission. */
export async function timeBandsOf(work: Work): Promise<readonly TimeBand[]> {
  return listTimeBands(work.tx)
}

/** Packages without their visits, oldest first: for lists of thousands. */
export async function listPackageSummaries(work: Work, ids: readonly string[]): Promise<PackageSummary[]> {
  return ids.length === 0 ? [] : listPackageSummaryRows(work.tx, ids)
}

/** Every package of a person, withdrawn ones too, oldest first. */
export async function listPackagesOfPerson(work: Work, personId: string): Promise<CarePackage[]> {
  return listPackageRows(work.tx, { personIds: [personId] })
}

/** Packages of a person that were withdrawn for a reason, oldest first. */
export async function packagesWithdrawnFor(work: Work, personId: string, reason: string): Promise<CarePackage[]> {
  return listPackages(work, await listIdsWithdrawnFor(work.tx, personId, reason))
}

/** The referrals of a person, oldest first. For the council: providers have no right to read the note. */
export async function listReferralsOfPerson(work: Work, personId: string): Promise<Referral[]> {
  return listReferralRows(work.tx, personId)
}

/** Who has paid for packages, by package; of a part of one that was split with its share of the person's contribution. For the council: providers have no right to read it. */
export async function fundingsOf(work: Work, packageIds: readonly string[]): Promise<Map<string, FundingHistory>> {
  return listFundings(work, packageIds)
}

/** A person's record; audits `person-read`. Throws `NotFound`, also for a provider that holds no placement of theirs. */
export async function getPerson(work: Work, personId: string): Promise<Person> {
  const [person] = await listPersonRows(work.tx, [personId])
  if (person === undefined) throw new NotFound('The person')
  auditRead(work, person.id)
  return person
}

/** Reference and initials, for boards and lists; not a person's record, so nothing is audited. Unknown ids are left out. */
export async function personLabels(work: Work, ids: readonly string[]): Promise<Map<string, { readonly reference: string; readonly initials: string }>> {
  const people = await listPersonRows(work.tx, ids)
  return new Map(people.map((person) => [person.id, { reference: person.reference, initials: initialsOf(person.givenName, person.familyName) }]))
}

/** Whether people live alone, null where it is not known; unknown ids are left out. Part of their record: the caller audits the reads. */
export async function livesAlone(work: Work, ids: readonly string[]): Promise<Map<string, boolean | null>> {
  return new Map((await listPersonRows(work.tx, ids)).map((person) => [person.id, person.livesAlone]))
}

/** Where people live, by person, to find the zone that they lie in; shown to nobody, so nothing is audited. Unknown ids are left out. */
export async function postcodesOf(work: Work, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await listPersonRows(work.tx, ids)).map((person) => [person.id, person.postcode]))
}

/** Reference and full name; audits one `person-read` for each person. Unknown ids are left out. */
export async function personNames(work: Work, ids: readonly string[]): Promise<Map<string, { readonly reference: string; readonly name: string }>> {
  const people = await listPersonRows(work.tx, ids)
  for (const person of people) auditRead(work, person.id)
  return new Map(people.map((person) => [person.id, { reference: person.reference, name: `${person.givenName} ${person.familyName}` }]))
}

/** Ids of people by the reference shown to providers (P100001); unknown references, and people who are not the provider's, are left out. */
export async function personIdsByReference(work: Work, references: readonly string[]): Promise<Map<string, string>> {
  return references.length === 0 ? new Map() : listIdsByReference(work.tx, references)
}

/**
 * People who fit a search, at most `limit`, by family name, and whether there are more. Audits the search, and for each
 * person answered that they were seen in one, so that their access history is complete.
 */
export async function searchPeople(work: Work, search: PersonSearch, limit: number): Promise<{ readonly people: readonly Person[]; readonly hasMore: boolean }> {
  const found = await searchPersonRows(work.tx, search, limit)
  const people = found.slice(0, limit)
  work.audit({ kind: 'people-searched', subjectKind: 'search', subjectId: search.by, detail: { by: search.by, found: people.length } })
  for (const person of people) work.audit({ kind: 'person-listed', subjectKind: 'person', subjectId: person.id, personId: person.id, detail: { by: search.by } })
  return { people, hasMore: found.length > limit }
}

/** For each sender's reference of a referral already received: the hash of what it asked for (`contentHashOf`). */
export async function receivedReferrals(work: Work, references: readonly string[]): Promise<Map<string, string | null>> {
  return references.length === 0 ? new Map() : listContentHashes(work.tx, references)
}

/** Open packages of people known to the council's case system, by its reference. For warnings about a second referral. */
export async function openPackagesByExternalReference(work: Work, references: readonly string[]): Promise<Map<string, readonly CarePackage[]>> {
  if (references.length === 0) return new Map()
  const people = await listByExternalReference(work.tx, references)
  const packages = await listPackageRows(work.tx, { personIds: people.map((person) => person.id) })
  return new Map(people.map((person) => [person.externalReference ?? '', packages.filter((each) => each.personId === person.id && each.withdrawnOn === null)]))
}

/** References of people recorded with this name and date of birth, at most five, to warn against recording somebody twice. */
export async function namesakes(work: Work, who: { readonly givenName: string; readonly familyName: string; readonly bornOn: string | null }): Promise<{ readonly id: string; readonly reference: string; readonly externalReference: string | null }[]> {
  const people = await listNamesakes(work.tx, who)
  return people.map(({ id, reference, externalReference }) => ({ id, reference, externalReference }))
}

/** Marks a package as no longer wanted from a date; audits and publishes `package-withdrawn`. Throws `Refused` when it already was, `NotFound` when there is none. */
export async function withdrawPackage(work: Work, packageId: string, on: Temporal.PlainDate, reason: string): Promise<void> {
  const found = await getPackage(work, packageId)
  if (!(await markWithdrawn(work.tx, packageId, on, work.now, reason))) {
    throw new Refused('package-withdrawn', `Package ${found.reference} was already withdrawn. Nothing was changed`)
  }
  work.audit({ kind: 'package-withdrawn', subjectKind: 'package', subjectId: packageId, personId: found.personId, detail: { on: on.toString(), reason } })
  work.publish(PACKAGE_WITHDRAWN, { packageId })
}

function auditRead(work: Work, personId: string): void {
  work.audit({ kind: 'person-read', subjectKind: 'person', subjectId: personId, personId })
}

/** Ids of the referrals that somebody recorded, by the name that the audit trail knows them by. For the council. */
export async function referralIdsReceivedBy(work: Work, name: string): Promise<Set<string>> {
  return new Set(await listReferralIdsReceivedBy(work.tx, name))
}

import { randomUUID } from 'node:crypto'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { contentHashOf } from '../content-hash.ts'
import { fundingFault } from '../rules/funding.ts'
import { patternFaults } from '../rules/pattern-faults.ts'
import { personAfterReferral } from '../rules/person-after-referral.ts'
import { timeFaults } from '../rules/time-bands.ts'
import { mostWorkers, weeklyMinutes, weeklyVisits } from '../rules/week-of-pattern.ts'
import { insertPackages, nextPackageReferences, type PackageRow } from '../store/package.write.ts'
import { listByExternalReference } from '../store/person.read.ts'
import { insertPeople, nextPersonReferences, updatePerson } from '../store/person.write.ts'
import { listContentHashes } from '../store/referral.read.ts'
import { insertReferrals, lockReferrals, type ReferralRow } from '../store/referral.write.ts'
import { usualUrgency, type NewReferral, type RecordedReferral } from '../terms.ts'

/** A referral with the framework it is called off from and the zone of its postcode there. */
export type ReferralToRecord = NewReferral & { readonly frameworkId: string; readonly zoneId: string | null }

interface KnownPerson {
  readonly id: string
  readonly reference: string
}

/**
 * Records referrals in the caller's transaction, as many as there are in a handful of statements: finds or adds each
 * person, adds referral, package and weekly pattern, and leaves one audit event each. Answers in the order given.
 * Throws `Refused` when a pattern cannot be made or a sender's reference was received before; nothing is then recorded.
 */
export async function recordReferrals(work: Work, asked: readonly ReferralToRecord[]): Promise<RecordedReferral[]> {
  if (asked.length === 0) return []
  await lockReferrals(work.tx)
  for (const each of asked) refuseImpossible(each)
  await refuseRepeated(work, asked)
  const people = await peopleFor(work, asked)
  const references = await nextPackageReferences(work.tx, asked.length)
  const referrals: ReferralRow[] = []
  const packages: PackageRow[] = []
  const recorded: RecordedReferral[] = []
  asked.forEach((each, index) => {
    const person = people[index]
    const packageReference = references[index]
    if (person === undefined || packageReference === undefined) throw new Error('fewer people or numbers than referrals')
    const [referralId, packageId] = [randomUUID(), randomUUID()]
    referrals.push({ id: referralId, personId: person.id, contentHash: each.referralReference == null ? null : contentHashOf(each), asked: each })
    packages.push({
      id: packageId,
      reference: packageReference,
      referralId,
      personId: person.id,
      frameworkId: each.frameworkId,
      zoneId: each.zoneId,
      asked: each,
      weeklyMinutes: weeklyMinutes(each.pattern),
      weeklyVisits: weeklyVisits(each.pattern),
      mostWorkers: mostWorkers(each.pattern),
    })
    recorded.push({ referralId, personId: person.id, personReference: person.reference, packageId, packageReference })
    work.audit({
      kind: 'referral-received',
      subjectKind: 'referral',
      subjectId: referralId,
      personId: person.id,
      detail: { packageId, packageReference, source: each.source, urgency: each.urgency ?? usualUrgency(each.source), funder: each.funder, serviceLine: each.serviceLine, zoneId: each.zoneId },
    })
  })
  await insertReferrals(work.tx, work.now, work.actor.name, referrals)
  await insertPackages(work.tx, work.now, packages)
  return recorded
}

function refuseImpossible(asked: ReferralToRecord): void {
  const funding = fundingFault({ funder: asked.funder, nhsPercent: asked.nhsPercent ?? null, contributionPence: asked.contributionPence ?? null })
  if (funding !== undefined) throw new Refused(funding.clause, funding.words, funding.field)
  if (asked.pattern.length === 0) throw new Refused('no-visits', 'The referral asks for no visit. Add at least one visit to the week', 'pattern')
  const [fault] = patternFaults(asked.pattern)
  if (fault !== undefined) throw new Refused('pattern-impossible', fault.words, 'pattern')
  const [time] = timeFaults(asked.pattern)
  if (time !== undefined) throw new Refused(time.kind, time.words, 'pattern')
}

async function refuseRepeated(work: Work, asked: readonly ReferralToRecord[]): Promise<void> {
  const references = asked.flatMap((each) => (each.referralReference == null ? [] : [each.referralReference]))
  const known = await listContentHashes(work.tx, references)
  const repeated = references.find((reference, index) => known.has(reference) || references.indexOf(reference) !== index)
  if (repeated !== undefined) {
    throw new Refused('referral-repeated', `The referral ${repeated} was already received. Use another reference, or change the package it made`, 'referralReference')
  }
}

/** The person of each referral: known by the case system's reference, added earlier in the same list, or new. */
async function peopleFor(work: Work, asked: readonly ReferralToRecord[]): Promise<KnownPerson[]> {
  const references = asked.flatMap(({ person }) => (person.externalReference === null ? [] : [person.externalReference]))
  const known = new Map((await listByExternalReference(work.tx, references)).map((person) => [person.externalReference, person]))
  const added = new Map<string, KnownPerson>()
  const toAdd: { id: string; details: NewReferral['person'] }[] = []
  const ids: string[] = []
  for (const { person } of asked) {
    const reference = person.externalReference
    const there = reference === null ? undefined : known.get(reference)
    const before = reference === null ? undefined : added.get(reference)
    if (there !== undefined) {
      ids.push(there.id)
      const { details, changed } = personAfterReferral(there, person)
      if (changed.length === 0) continue
      await updatePerson(work.tx, there.id, details)
      known.set(reference, { ...there, ...details, bornOn: details.bornOn === null ? null : Temporal.PlainDate.from(details.bornOn) })
      work.audit({ kind: 'person-changed', subjectKind: 'person', subjectId: there.id, personId: there.id, detail: { changed } })
    } else if (before !== undefined) {
      ids.push(before.id)
    } else {
      const id = randomUUID()
      ids.push(id)
      toAdd.push({ id, details: person })
      if (reference !== null) added.set(reference, { id, reference: '' })
    }
  }
  const numbers = await nextPersonReferences(work.tx, toAdd.length)
  const fresh = toAdd.map((each, index) => ({ ...each, reference: numbers[index] ?? '' }))
  await insertPeople(work.tx, work.now, fresh)
  const all = new Map([...known.values(), ...fresh].map((each) => [each.id, each.reference]))
  return ids.map((id) => ({ id, reference: all.get(id) ?? '' }))
}

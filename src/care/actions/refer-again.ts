import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/action/work.ts'
import { fundingOn } from '../rules/funding.ts'
import { patternFaults } from '../rules/pattern-faults.ts'
import { timeFaults } from '../rules/time-bands.ts'
import { mostWorkers, weeklyMinutes, weeklyVisits } from '../rules/week-of-pattern.ts'
import { Refused } from '../../platform/action/refused.ts'
import { listFundings } from './list-fundings.ts'
import { listPackageRows } from '../store/package.read.ts'
import { insertPackages, nextPackageReferences, type PackageRow } from '../store/package.write.ts'
import { listPersonRows } from '../store/person.read.ts'
import { insertReferrals, type ReferralRow } from '../store/referral.write.ts'
import type { CarePackage, NewReferral, PatternVisit, Person, RecordedReferral, ReferralSource, Urgency } from '../terms.ts'

/** A package that is to be referred again for the same person, with what is other than before. */
export interface ReferralAgain {
  readonly packageId: string
  readonly source: ReferralSource
  readonly startByOn: Temporal.PlainDate
  /** Left out, as urgent as before where it comes from the same source, else as that source usually is. */
  readonly urgency?: Urgency | undefined
  readonly note: string | null
  /** Day from which the wait counts; left out, today. */
  readonly receivedOn?: Temporal.PlainDate
  /** Left out, the week stays as it was. */
  readonly pattern?: readonly PatternVisit[]
  /** Another framework to be called off from; left out, it stays in its own. */
  readonly into?: { readonly frameworkId: string; readonly zoneId: string } | undefined
}

/**
 * Refers people again today, each with the needs, funder and week of a package they had, in its framework and zone unless another is given: the person is the same, whatever
 * reference they are known by. Answers in the order asked, and audits `referral-received` for each. Throws `Refused` for a week that cannot be made.
 */
export async function referAgain(work: Work, asked: readonly ReferralAgain[]): Promise<RecordedReferral[]> {
  const before = new Map((await listPackageRows(work.tx, { ids: asked.map((each) => each.packageId) })).map((each) => [each.id, each]))
  const people = new Map((await listPersonRows(work.tx, [...new Set([...before.values()].map((each) => each.personId))])).map((each) => [each.id, each]))
  const fundings = await listFundings(work, [...before.keys()])
  const references = await nextPackageReferences(work.tx, asked.length)
  const referrals: ReferralRow[] = []
  const packages: PackageRow[] = []
  const recorded = asked.map((each, index): RecordedReferral => {
    const old = before.get(each.packageId)
    const person = old === undefined ? undefined : people.get(old.personId)
    const packageReference = references[index]
    if (old === undefined || person === undefined || packageReference === undefined) throw new Error('a package to refer again, its person or its number is not there')
    const pattern = [...(each.pattern ?? old.pattern)]
    const [fault] = patternFaults(pattern)
    if (fault !== undefined) throw new Refused('pattern-impossible', fault.words, 'pattern')
    const [time] = timeFaults(pattern, old.pattern)
    if (time !== undefined) throw new Refused(time.kind, time.words, 'pattern')
    const [referralId, packageId] = [randomUUID(), randomUUID()]
    const history = fundings.get(old.id)
    const funding = history === undefined ? { funder: old.funder, nhsPercent: null, contributionPence: null } : fundingOn(history, work.today)
    const { frameworkId, zoneId } = each.into ?? old
    const newReferral = { ...asReferral(old, person, each, pattern, work.today), ...funding }
    referrals.push({ id: referralId, personId: person.id, contentHash: null, asked: newReferral })
    packages.push({ id: packageId, reference: packageReference, referralId, personId: person.id, frameworkId, zoneId, asked: newReferral, weeklyMinutes: weeklyMinutes(pattern), weeklyVisits: weeklyVisits(pattern), mostWorkers: mostWorkers(pattern) })
    work.audit({ kind: 'referral-received', subjectKind: 'referral', subjectId: referralId, personId: person.id, detail: { packageId, packageReference, source: each.source, funder: funding.funder, serviceLine: old.serviceLine, zoneId, after: old.reference } })
    return { referralId, personId: person.id, personReference: person.reference, packageId, packageReference }
  })
  await insertReferrals(work.tx, work.now, work.actor.name, referrals)
  await insertPackages(work.tx, work.now, packages)
  return recorded
}

function asReferral(old: CarePackage, person: Person, again: ReferralAgain, pattern: PatternVisit[], today: Temporal.PlainDate): NewReferral {
  return {
    referralReference: null,
    person: { ...person, bornOn: person.bornOn?.toString() ?? null, languages: [...person.languages] },
    source: again.source,
    urgency: again.urgency ?? (again.source === old.source ? old.urgency : null),
    funder: old.funder,
    receivedOn: (again.receivedOn ?? today).toString(),
    note: again.note,
    serviceLine: old.serviceLine,
    needs: [...old.needs],
    needsNote: old.needsNote,
    languages: [...old.languages],
    genderPreference: old.genderPreference,
    startByOn: again.startByOn.toString(),
    pattern,
  }
}

import { randomUUID } from 'node:crypto'
import { Refused } from '../../platform/action/refused.ts'
import type { Work } from '../../platform/action/work.ts'
import { patternFaults } from '../rules/pattern-faults.ts'
import { mostWorkers, weeklyMinutes, weeklyVisits } from '../rules/week-of-pattern.ts'
import { insertPackages, markWithdrawn, nextPackageReferences, type PackageRow } from '../store/package.write.ts'
import { PACKAGE_WITHDRAWN, type CarePackage, type PackagePart, type PatternVisit } from '../terms.ts'

/** A part that a split made. */
export interface SplitPart {
  readonly packageId: string
  readonly packageReference: string
}

/**
 * Puts parts in the place of a package: each is a package of the same referral with its own visits, and the whole waits no longer.
 * The caller has decided the parts. Audits `package-split` and publishes `package-withdrawn` for the whole.
 * Throws `Refused` when the package was withdrawn or split meanwhile, and for a part whose week cannot be made.
 */
export async function splitPackage(work: Work, whole: CarePackage, parts: readonly (readonly PatternVisit[])[], decided: { readonly kind: PackagePart['kind']; readonly ruleVersion: string; readonly reason: string }): Promise<SplitPart[]> {
  if (!(await markWithdrawn(work.tx, whole.id, work.today, work.now, 'Split into parts'))) throw new Refused('package-withdrawn', `Package ${whole.reference} was withdrawn or split meanwhile. Nothing was changed`)
  for (const pattern of parts) {
    const [fault] = patternFaults(pattern)
    if (fault !== undefined) throw new Refused('pattern-impossible', fault.words, 'parts')
  }
  const references = await nextPackageReferences(work.tx, parts.length)
  const rows = parts.map((pattern, index): PackageRow => ({
    id: randomUUID(),
    reference: references[index] ?? '',
    referralId: whole.referralId,
    personId: whole.personId,
    frameworkId: whole.frameworkId,
    zoneId: whole.zoneId,
    asked: { serviceLine: whole.serviceLine, needs: [...whole.needs], needsNote: whole.needsNote, languages: [...whole.languages], genderPreference: whole.genderPreference, startByOn: whole.startByOn.toString(), pattern: [...pattern] },
    part: { wholeId: whole.id, splitOn: work.today, number: index + 1, kind: decided.kind },
    weeklyMinutes: weeklyMinutes(pattern),
    weeklyVisits: weeklyVisits(pattern),
    mostWorkers: mostWorkers(pattern),
  }))
  await insertPackages(work.tx, work.now, rows)
  work.audit({ kind: 'package-split', subjectKind: 'package', subjectId: whole.id, personId: whole.personId, detail: { ...decided, parts: rows.map((row) => ({ packageId: row.id, packageReference: row.reference, weeklyMinutes: row.weeklyMinutes })) } })
  work.publish(PACKAGE_WITHDRAWN, { packageId: whole.id })
  return rows.map((row) => ({ packageId: row.id, packageReference: row.reference }))
}

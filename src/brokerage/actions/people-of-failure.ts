import { listPackages, livesAlone, personLabels } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { providerNames } from '../../market/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { failureRisk, failureStep } from '../rules/failure-risk.ts'
import { nextOfParts, stepOfParts } from '../rules/follow-on-parts.ts'
import { listFollowOns, type FollowOnRow } from '../store/failure.read.ts'
import { listInterimCover } from '../store/interim-cover.read.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import type { Placement } from '../terms.ts'
import type { FailurePerson, NextPart } from '../terms/failure.ts'
import { zoneNames } from './see-board.ts'

/** A person of a failing provider with what a search for them needs. */
export interface PersonToMove {
  readonly shown: FailurePerson
  readonly placement: Placement
  readonly carePackage: CarePackage
}

const dateOrNull = (text: string | null): Temporal.PlainDate | null => (text === null ? null : Temporal.PlainDate.from(text))

const instantOrNull = (text: string | null): Temporal.Instant | null => (text === null ? null : Temporal.Instant.from(text))

/** Everybody a provider cares for on a day or is to, those at the highest risk first, and how far each has come. A fixed number of statements, however many they are. */
export async function peopleOfFailure(work: Work, of: { readonly providerId: string; readonly fromOn: Temporal.PlainDate }): Promise<PersonToMove[]> {
  const placements = await listPlacementRows(work.tx, { providerId: of.providerId, fromOn: of.fromOn })
  const packages = new Map((await listPackages(work, placements.map((each) => each.packageId))).map((each) => [each.id, each]))
  const labels = await personLabels(work, [...new Set(placements.map((each) => each.personId))])
  const alone = await livesAlone(work, [...labels.keys()])
  const zones = await zoneNames(work, placements.map((each) => each.frameworkId))
  const followOns = await listFollowOns(work.tx, placements.map((each) => each.id))
  const nexts = Map.groupBy(followOns, (each) => each.placementId)
  const covers = await listInterimCover(work.tx, followOns.map((each) => each.packageId))
  const names = await providerNames(work, [...new Set(followOns.flatMap((each) => each.nextProviderId ?? []))])
  const people = placements.flatMap((placement): PersonToMove[] => {
    const carePackage = packages.get(placement.packageId)
    if (carePackage === undefined) return []
    const parts = (nexts.get(placement.id) ?? []).map((each) => partOf(each, names))
    const [first] = nexts.get(placement.id) ?? []
    const coverOf = parts.map((part) => covers.get(part.packageId)?.kind ?? null)
    const risk = failureRisk({
      livesAlone: alone.get(placement.personId) ?? null,
      mostWorkers: carePackage.mostWorkers,
      hasTimeCriticalVisit: carePackage.pattern.some((visit) => visit.timeCritical),
      needs: carePackage.needs,
      interimCover: coverOf.includes(null) || coverOf.includes('none') ? null : (coverOf[0] ?? null),
    })
    const shown: FailurePerson = {
      placementId: placement.id,
      personId: placement.personId,
      person: labels.get(placement.personId) ?? { reference: '', initials: '' },
      packageReference: carePackage.reference,
      zoneName: zones.get(placement.zoneId) ?? '',
      weeklyMinutes: carePackage.weeklyMinutes,
      risk,
      step: first === undefined ? failureStep({ hasNext: false, isOnOffer: false, isWanted: false, isPlaced: false, isStarted: false, hasEnded: placement.endsOn !== null }) : stepOfParts(parts.map((part) => part.step)),
      next: first === undefined ? null : nextOfParts({ packageId: first.wholeId, packageReference: first.wholeReference, referredAt: Temporal.Instant.from(first.referredAt) }, parts),
    }
    return [{ shown, placement, carePackage }]
  })
  return people.toSorted((a, b) => b.shown.risk.points - a.shown.risk.points || b.shown.weeklyMinutes - a.shown.weeklyMinutes || (a.shown.packageReference < b.shown.packageReference ? -1 : 1))
}

function partOf(row: FollowOnRow, names: ReadonlyMap<string, string>): NextPart {
  return {
    packageId: row.packageId,
    packageReference: row.packageReference,
    step: failureStep({ hasNext: true, hasEnded: true, isOnOffer: row.isOnOffer, isWanted: row.isWanted, isPlaced: row.nextPlacementId !== null, isStarted: row.startedOn !== null }),
    placementId: row.nextPlacementId,
    providerName: row.nextProviderId === null ? null : (names.get(row.nextProviderId) ?? ''),
    startsOn: dateOrNull(row.startsOn),
    startedOn: dateOrNull(row.startedOn),
    placedAt: instantOrNull(row.placedAt),
    startConfirmedAt: instantOrNull(row.startConfirmedAt),
  }
}

/** The risk of a person is made from their record. */
export function auditFailureReads(work: Work, people: readonly Pick<FailurePerson, 'placementId' | 'personId'>[]): void {
  for (const { placementId, personId } of people) work.audit({ kind: 'placement-read', subjectKind: 'placement', subjectId: placementId, personId, detail: { part: 'failure' } })
}

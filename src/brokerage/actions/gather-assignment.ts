import { listPackages } from '../../care/public.ts'
import type { CarePackage } from '../../care/terms.ts'
import { londonDate } from '../../kernel/london.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { getFramework, listRates, listZones, providerNames } from '../../market/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { assignmentProblem, type CountedCapacity, type ProblemFacts, type WaitingZone, type ZoneCandidate } from '../rules/assignment-problem.ts'
import type { AssignmentProblem } from '../terms/assignment-problem.ts'
import { capacityLeft } from '../rules/capacity-left.ts'
import { byPart } from '../terms/capacity-minutes.ts'
import { capacityAge } from '../rules/capacity-age.ts'
import { offerOrder } from '../rules/offer-order.ts'
import { withLastResort } from '../rules/with-last-resort.ts'
import { listNewestDeclarations, listPossibleUses } from '../store/capacity.read.ts'
import { listNewestCallOffs } from '../store/call-off.read.ts'
import { listGivenBack } from '../store/given-back.read.ts'
import { listInterimCover } from '../store/interim-cover.read.ts'
import { listUnplacedPackageIds } from '../store/waiting.read.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import { chasingTerms } from './chasing-terms.ts'
import { packageFacts, zoneFacts } from './decide-order.ts'

/** The question of an assignment as it was gathered, kept with its answer. */
export interface Gathered {
  readonly problem: AssignmentProblem
  /** Package ids by reference. */
  readonly packageIds: Readonly<Record<string, string>>
  /** Waiting packages that were not looked at. */
  readonly leftOut: { readonly onOffer: number; readonly noZone: number }
  /** By zone name and service line: whom the ordinary order would ask and whose hours do not count, in words. */
  readonly uncounted: Readonly<Record<string, readonly string[]>>
}

/** Everything that a best assignment of today's list looks at. Asks no permission. */
export async function gatherAssignment(work: Work): Promise<Gathered> {
  const all = await listPackages(work, await listUnplacedPackageIds(work.tx))
  const searches = await listNewestCallOffs(work.tx, all.map((each) => each.id))
  const idle = all.filter((each) => searches.get(each.id)?.closedAt !== null)
  const packages = idle.filter((each) => each.zoneId !== null)
  return { ...(await gatherFor(work, packages)), leftOut: { onOffer: all.length - idle.length, noZone: idle.length - packages.length } }
}

/**
 * The question for some packages, all in zones.
 * @param failed the provider whose failure they are moved because of: it is given nothing, and providers of last resort are places besides, whose declared hours are their reserve
 */
export async function gatherFor(work: Work, packages: readonly CarePackage[], failed?: string): Promise<Omit<Gathered, 'leftOut'>> {
  const zones = await waitingZones(work, packages, failed)
  const { counted, words } = await countedCapacity(work)
  const held = []
  for (const frameworkId of new Set(packages.map((each) => each.frameworkId))) held.push(...(await listHeldMinutes(work.tx, { frameworkId, on: work.today })))
  const covers = await listInterimCover(work.tx, packages.map((each) => each.id))
  const covered = new Set([...covers].filter(([, cover]) => cover.kind !== 'none').map(([id]) => id))
  const givenBack = await listGivenBack(work.tx, packages.map((each) => each.id))
  const facts: ProblemFacts = { today: work.today, packages, covered, givenBack, zones, counted, held }
  return {
    problem: assignmentProblem(facts),
    packageIds: Object.fromEntries(packages.map((each) => [each.reference, each.id])),
    uncounted: Object.fromEntries(zones.map((zone) => [`${zone.zoneName} ${zone.serviceLine}`, zone.candidates.flatMap((each) => (counted.has(each.providerId) ? [] : [`${each.providerName} (${words.get(each.providerId) ?? 'nothing declared'})`]))])),
  }
}

/** Who would be asked in each zone and service line with waiting packages, by the ordinary order of today. */
async function waitingZones(work: Work, packages: readonly CarePackage[], failed?: string): Promise<WaitingZone[]> {
  const zones: WaitingZone[] = []
  const names = new Map<string, string>()
  for (const [key, [first]] of Map.groupBy(packages, (each) => `${each.zoneId ?? ''} ${each.serviceLine}`)) {
    const zoneId = key.split(' ')[0] ?? ''
    if (first === undefined) continue
    const { frameworkId, serviceLine } = first
    const framework = await getFramework(work, frameworkId)
    const inFramework = await listZones(work, frameworkId)
    const facts = await zoneFacts(work, { frameworkId, zoneId, serviceLine }, [framework.terms])
    const known = packageFacts({ ...first, languages: [] }, zoneId, work.today, await listRates(work, frameworkId))
    const ordinary = offerOrder({ ...known, ...facts, terms: framework.terms, earlier: [] })
    const order = failed === undefined ? ordinary : withLastResort(ordinary, known.rates['last-resort'])
    const candidates = order.places.flatMap((place): ZoneCandidate[] => {
      const own = facts.standings.find((each) => each.providerId === place.providerId)
      const visits = facts.crossZone.filter((each) => each.standing.providerId === place.providerId)
      const standing = own ?? visits[0]?.standing
      if (place.step === null || standing === undefined || place.providerId === failed) return []
      const from = own === undefined ? inFramework.filter((zone) => visits.some((each) => each.zoneName === zone.name)).map((zone) => zone.id) : [zoneId]
      return [{ providerId: place.providerId, providerName: place.providerName, tier: place.tier, rank: place.rank, rating: standing.rating, languages: standing.languages, fromZoneIds: from, isCrossZone: own === undefined }]
    })
    const name = inFramework.find((zone) => zone.id === zoneId)?.name ?? ''
    const isTaken = [...names].some(([id, other]) => other === name && id !== zoneId)
    const zoneName = names.get(zoneId) ?? (isTaken ? `${name} (${framework.name})` : name)
    names.set(zoneId, zoneName)
    zones.push({ zoneId, zoneName, serviceLine, languagesRequired: framework.terms.eligibility.languagesRequired, candidates })
  }
  return zones
}

/** Declarations that count today with what is left of them, and why the others do not. */
async function countedCapacity(work: Work): Promise<{ counted: Map<string, CountedCapacity>; words: Map<string, string> }> {
  const { capacityStaleDays } = await chasingTerms(work)
  const declarations = [...(await listNewestDeclarations(work.tx)).values()]
  const oldest = declarations.map((each) => each.declaredAt).toSorted((a, b) => Temporal.Instant.compare(a, b))[0]
  const uses = Map.groupBy(oldest === undefined ? [] : await listPossibleUses(work.tx, declarations.map((each) => each.providerId), oldest), (use) => use.providerId)
  const names = await providerNames(work, declarations.map((each) => each.providerId))
  const counted = new Map<string, CountedCapacity>()
  const words = new Map<string, string>()
  for (const { providerId, twoWorkers, needs, lines, declaredAt } of declarations) {
    const age = capacityAge(londonDate(declaredAt), work.today, capacityStaleDays)
    if (age.isStale || !names.has(providerId)) words.set(providerId, `declared on ${wordsForDate(londonDate(declaredAt))}, stale`)
    else counted.set(providerId, { providerId, twoWorkers, needs, lines: lines.map((line) => ({ zoneId: line.zoneId, serviceLine: line.serviceLine, left: atLeastNothing(capacityLeft(line, uses.get(providerId) ?? [], declaredAt, work.now, work.today)) })) })
  }
  return { counted, words }
}

function atLeastNothing(left: ReturnType<typeof capacityLeft>): ReturnType<typeof capacityLeft> {
  return byPart((part) => Math.max(0, left[part]))
}

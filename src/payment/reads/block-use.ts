import { listPlacements, packagesNotTaken } from '../../brokerage/public.ts'
import type { Placement } from '../../brokerage/terms.ts'
import { listPackageSummaries } from '../../care/public.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import { getFramework, listFrameworks, listFrameworkStandings, listGuarantees, listRates, listZones, prepareRates, providerNames } from '../../market/public.ts'
import type { Framework } from '../../market/terms.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { giveWay } from '../../platform/action/give-way.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { visitsToPay } from '../../visits/public.ts'
import { blockUse, type BlockFacts } from '../rules/block-use.ts'
import { blockVisit } from '../rules/block-visit.ts'
import { listPaidDays, listPaidMinutes, type PaidDayRow } from '../store/paid-day.read.ts'
import { listPayRuns } from '../store/pay-run.read.ts'
import { SEE_BLOCK_USE, type AvoidableSpot, type BlockWeek } from '../terms/block-use.ts'

/** Spot hours with the names that a table shows. */
export type NamedSpot = AvoidableSpot & { readonly packageReference: string; readonly providerName: string }
export type NamedBlockWeek = Omit<BlockWeek, 'spot'> & { readonly zoneName: string; readonly providerName: string; readonly spot: readonly NamedSpot[] }

/** The use of a framework's guaranteed hours over some weeks. */
export interface SeenBlockUse {
  readonly framework: Framework
  /** Every framework with guaranteed hours. */
  readonly frameworks: readonly Framework[]
  /** Monday of the first week in which hours were guaranteed, of those asked for. */
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly weeks: readonly NamedBlockWeek[]
}

/**
 * How the guaranteed hours of a framework were used in the last whole weeks, up to so many; of the first framework that has any when none is
 * named. Undefined when none has. Throws `Forbidden` and `NotFound`.
 */
export async function seeBlockUse(house: House, actor: Actor, asked: { readonly frameworkId?: string | undefined; readonly weeks: number }): Promise<SeenBlockUse | undefined> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BLOCK_USE)
    const frameworks: Framework[] = []
    for (const each of await listFrameworks(work)) if ((await listGuarantees(work, each.id)).length > 0) frameworks.push(each)
    const framework = asked.frameworkId === undefined ? frameworks[0] : await getFramework(work, asked.frameworkId)
    if (framework === undefined) return undefined
    const thisWeek = mondayOf(work.today)
    const [fromOn, toOn] = [thisWeek.subtract({ weeks: asked.weeks }), thisWeek.subtract({ days: 1 })]
    const weeks = blockUse(await factsOf(work, framework, fromOn, toOn))
    const first = weeks.map((week) => week.weekOn).toSorted()[0]
    return { framework, frameworks, fromOn: first === undefined ? fromOn : Temporal.PlainDate.from(first), toOn, weeks: await named(work, framework.id, weeks) }
  })
}

async function factsOf(work: Work, framework: Framework, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<BlockFacts> {
  const guarantees = (await listGuarantees(work, framework.id)).map((each) => ({ zoneId: each.zoneId, providerId: each.providerId, fromOn: each.fromOn.toString(), weeklyMinutes: each.weeklyMinutes }))
  const providerIds = [...new Set(guarantees.map((each) => each.providerId))].toSorted()
  const zoneIds = [...new Set(guarantees.map((each) => each.zoneId))]
  const days = { frameworkId: framework.id, fromOn: fromOn.toString(), toOn: toOn.toString() }
  const placements = new Map((await listPlacements(work, { frameworkId: framework.id, toOn })).map((each) => [each.id, each]))
  const visits: BlockFacts['visits'][number][] = []
  for (const providerId of providerIds) {
    const guaranteed = guarantees.filter((each) => each.providerId === providerId).map((each) => each.zoneId)
    const own = [...placements.values()].filter((each) => each.providerId === providerId && guaranteed.includes(each.zoneId))
    const paid = await listPaidMinutes(work.tx, { ...days, providerId })
    for (const visit of await visitsToPay(work, { ...days, providerId, placements: own })) {
      const zoneId = visit.placementId === null ? undefined : placements.get(visit.placementId)?.zoneId
      if (zoneId !== undefined) visits.push({ zoneId, providerId, ...blockVisit(visit, paid) })
      await giveWay()
    }
  }
  return {
    weeks: Array.from({ length: fromOn.until(toOn).days }, (_, day) => fromOn.add({ days: day })).filter((on) => on.dayOfWeek === 1).map(String),
    guarantees,
    visits,
    notTaken: await packagesNotTaken(work, { frameworkId: framework.id, providerIds }),
    paid: [...(await listPaidDays(work.tx, { ...days, zoneIds }))].flatMap(([placementId, paidDays]) => withPlacement(paidDays, placements.get(placementId))),
    paidUntil: (await listPayRuns(work.tx, framework.id))[0]?.toOn.toString(),
    rateOf: await blockRates(work, framework.id, toOn),
  }
}

function withPlacement(days: readonly PaidDayRow[], placement: Placement | undefined): BlockFacts['paid'] {
  if (placement === undefined) return []
  const { id: placementId, packageId, zoneId, providerId, serviceLine } = placement
  const startsOn = placement.startsOn.toString()
  return days.map(({ visitOn, visits, minutes, pence }) => ({ placementId, packageId, zoneId, providerId, serviceLine, startsOn, visitOn, visits, minutes, pence }))
}

/** Rates by the tier in which a provider stands in a zone at the end of the weeks; for any time of the day. */
async function blockRates(work: Work, frameworkId: string, on: Temporal.PlainDate): Promise<BlockFacts['rateOf']> {
  const rateAt = prepareRates(await listRates(work, frameworkId))
  const tiers = new Map((await listFrameworkStandings(work, frameworkId, on)).map((each) => [`${each.zoneId} ${each.providerId}`, each.tier]))
  return (of) => {
    const tier = tiers.get(`${of.zoneId} ${of.providerId}`)
    if (tier === undefined) return undefined
    const rate = rateAt({ zoneId: of.zoneId, serviceLine: of.serviceLine, tier, on: Temporal.PlainDate.from(of.on) })
    return rate.ok ? rate.value.pencePerHour : undefined
  }
}

async function named(work: Work, frameworkId: string, weeks: readonly BlockWeek[]): Promise<NamedBlockWeek[]> {
  const zones = new Map((await listZones(work, frameworkId)).map((zone) => [zone.id, zone.name]))
  const spot = weeks.flatMap((week) => week.spot)
  const names = await providerNames(work, [...new Set([...weeks.map((week) => week.providerId), ...spot.map((each) => each.providerId)])])
  const packages = new Map((await listPackageSummaries(work, [...new Set(spot.map((each) => each.packageId))])).map((each) => [each.id, each.reference]))
  return weeks.map((week) => ({ ...week, zoneName: zones.get(week.zoneId) ?? '', providerName: names.get(week.providerId) ?? '', spot: week.spot.map((each) => ({ ...each, packageReference: packages.get(each.packageId) ?? '', providerName: names.get(each.providerId) ?? '' })) }))
}

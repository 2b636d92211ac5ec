import type { CarePackage } from '../../care/terms.ts'
import { londonDate } from '../../kernel/london.ts'
import { crossZones, getFramework, listBlocks, listRates, listStandings, providerNames, rateFor } from '../../market/public.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import { TIERS, type StandingFacts, type Tier } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import type { BlockRoom, EarlierAnswer, OfferOrderFacts } from '../rules/offer-order-facts.ts'
import { offerOrder } from '../rules/offer-order.ts'
import { listEarlierAnswers } from '../store/offer.read.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import type { OfferOrder } from '../terms.ts'

/**
 * The offer order of a package as it would be decided today: gathers the facts and asks the rule. Rates are those of
 * the day care should start, or of today when that day has passed. The package must have a zone.
 */
export async function decideOrder(work: Work, carePackage: CarePackage, zoneId: string): Promise<OfferOrder> {
  const { frameworkId, serviceLine } = carePackage
  const framework = await getFramework(work, frameworkId)
  const standings = await listStandings(work, { frameworkId, zoneId, serviceLine, on: work.today })
  const rates = await listRates(work, frameworkId)
  const startsOn = Temporal.PlainDate.compare(carePackage.startByOn, work.today) > 0 ? carePackage.startByOn : work.today
  const byTier = TIERS.map((tier) => [tier, rateFor(rates, { zoneId, serviceLine, tier, on: startsOn })] as const)
  return offerOrder({
    terms: framework.terms,
    on: work.today,
    serviceLine,
    weeklyMinutes: carePackage.weeklyMinutes,
    blocks: modelOf(framework.terms, serviceLine).model === 'block' ? await blocksOf(work, frameworkId, zoneId) : new Map(),
    languages: carePackage.languages,
    standings,
    crossZone: await crossZoneStandings(work, { frameworkId, zoneId, serviceLine, on: work.today }),
    rates: Object.fromEntries(byTier) as Readonly<Record<Tier, OfferOrderFacts['rates'][Tier]>>,
    earlier: await earlierAnswers(work, carePackage.id, standings),
  })
}

async function crossZoneStandings(work: Work, search: Parameters<typeof listStandings>[1]): Promise<OfferOrderFacts['crossZone']> {
  const found: OfferOrderFacts['crossZone'][number][] = []
  for (const { zone, reason } of await crossZones(work, search)) {
    for (const standing of await listStandings(work, { ...search, zoneId: zone.id })) found.push({ standing, zoneName: zone.name, reason })
  }
  return found
}

async function blocksOf(work: Work, frameworkId: string, zoneId: string): Promise<Map<string, BlockRoom>> {
  const blocks = await listBlocks(work, { frameworkId, zoneId, on: work.today })
  const held = await listHeldMinutes(work.tx, { frameworkId, zoneId, on: work.today })
  const usedBy = (providerId: string): number => held.filter((each) => each.providerId === providerId).reduce((sum, each) => sum + each.weeklyMinutes, 0)
  return new Map(blocks.map(({ providerId, weeklyMinutes }) => [providerId, { guaranteedMinutes: weeklyMinutes, usedMinutes: usedBy(providerId) }]))
}

async function earlierAnswers(work: Work, packageId: string, standings: readonly StandingFacts[]): Promise<EarlierAnswer[]> {
  const answers = await listEarlierAnswers(work.tx, packageId)
  const names = new Map(standings.map((standing) => [standing.providerId, standing.providerName]))
  const unnamed = answers.map((each) => each.providerId).filter((id) => !names.has(id))
  for (const [id, name] of unnamed.length === 0 ? [] : await providerNames(work, unnamed)) names.set(id, name)
  return answers.map(({ answeredAt, ...answer }) => ({ ...answer, providerName: names.get(answer.providerId) ?? '', on: londonDate(answeredAt) }))
}

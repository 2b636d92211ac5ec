import { listParts } from '../../care/public.ts'
import type { CarePackage, ServiceLine } from '../../care/terms.ts'
import { londonDate } from '../../kernel/london.ts'
import { crossZones, getFramework, listBlocks, listRates, listStandings, providerNames, rateFor } from '../../market/public.ts'
import { modelOf } from '../../market/terms/contract-model.ts'
import { TIERS, type FrameworkTerms, type Rate, type StandingFacts, type Tier } from '../../market/terms.ts'
import type { Work } from '../../platform/action/work.ts'
import type { BlockRoom, EarlierAnswer, GivenBack, OfferOrderFacts } from '../rules/offer-order-facts.ts'
import { offerOrder } from '../rules/offer-order.ts'
import { withLastResort } from '../rules/with-last-resort.ts'
import { withoutHolders } from '../rules/without-holders.ts'
import { listPlacementRows } from '../store/placement.read.ts'
import { isAfterFailure } from '../store/failure.read.ts'
import { listEarlier, type EarlierRow } from '../store/offer.read.ts'
import { listHeldMinutes } from '../store/zone-hours.read.ts'
import type { OfferOrder } from '../terms.ts'

/**
 * The offer order of a package as it would be decided today: gathers the facts and asks the rule, under the terms given, or those
 * in force. A package whose provider failed is offered to the provider of last resort in the end. Rates are those of the day care should start, or of today when that day has passed. The package must have a zone.
 * @param askedDirectly a provider that a broker asks by direct award
 */
export async function decideOrder(work: Work, carePackage: CarePackage, zoneId: string, terms?: FrameworkTerms, askedDirectly?: string | null): Promise<OfferOrder> {
  const { frameworkId, serviceLine } = carePackage
  const under = terms ?? (await getFramework(work, frameworkId)).terms
  const zone = await zoneFacts(work, { frameworkId, zoneId, serviceLine }, [under])
  const facts = packageFacts(carePackage, zoneId, work.today, await listRates(work, frameworkId))
  const whole = offerOrder({ ...facts, ...zone, terms: under, ...(await earlierFacts(work, carePackage.id, zone.standings)), askedDirectly: askedDirectly ?? null })
  const order = carePackage.part?.kind === 'care-workers' ? withoutHolders(whole, await holdersOfOtherParts(work, carePackage.part.wholeId)) : whole
  const widened = withLastResort(order, facts.rates['last-resort'])
  return widened !== order && (await isAfterFailure(work.tx, carePackage.id)) ? widened : order
}

/** Who already sends the other care worker of visits that are shared: it would be one provider doing both, which is the whole package. */
async function holdersOfOtherParts(work: Work, wholeId: string): Promise<ReadonlySet<string>> {
  const parts = await listParts(work, [wholeId])
  const placements = await Promise.all(parts.map((part) => listPlacementRows(work.tx, { packageId: part.id, fromOn: work.today })))
  return new Set(placements.flat().map((placement) => placement.providerId))
}

/** What the offer order knows of a zone for a service line today, whoever the package is for. Guaranteed hours are looked up where one of the terms asks for them. */
export async function zoneFacts(work: Work, zone: { readonly frameworkId: string; readonly zoneId: string; readonly serviceLine: ServiceLine }, under: readonly FrameworkTerms[]): Promise<Pick<OfferOrderFacts, 'standings' | 'crossZone' | 'blocks'>> {
  const search = { ...zone, on: work.today }
  const asksBlocks = under.some((terms) => modelOf(terms, zone.serviceLine).model === 'block')
  return {
    standings: await listStandings(work, search),
    crossZone: await crossZoneStandings(work, search),
    blocks: asksBlocks ? await blocksOf(work, zone.frameworkId, zone.zoneId) : new Map(),
  }
}

/** What it knows of a package today, with the rates of the day care should start. */
export function packageFacts(carePackage: CarePackage, zoneId: string, today: Temporal.PlainDate, rates: readonly Rate[]): Pick<OfferOrderFacts, 'on' | 'serviceLine' | 'urgency' | 'weeklyMinutes' | 'languages' | 'rates'> {
  const { serviceLine, urgency, weeklyMinutes, languages, startByOn } = carePackage
  const startsOn = Temporal.PlainDate.compare(startByOn, today) > 0 ? startByOn : today
  const byTier = TIERS.map((tier) => [tier, rateFor(rates, { zoneId, serviceLine, tier, on: startsOn })] as const)
  return { on: today, serviceLine, urgency, weeklyMinutes, languages, rates: Object.fromEntries(byTier) as Readonly<Record<Tier, OfferOrderFacts['rates'][Tier]>> }
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

async function earlierFacts(work: Work, packageId: string, standings: readonly StandingFacts[]): Promise<{ earlier: EarlierAnswer[]; givenBack: GivenBack[] }> {
  const rows = await listEarlier(work.tx, packageId)
  const names = new Map(standings.map((standing) => [standing.providerId, standing.providerName]))
  const unnamed = rows.map((each) => each.providerId).filter((id) => !names.has(id))
  for (const [id, name] of unnamed.length === 0 ? [] : await providerNames(work, unnamed)) names.set(id, name)
  const answerOf = ({ kind, providerId, tier, reason, at }: EarlierRow): EarlierAnswer[] =>
    kind === 'hand-back' || kind === 'failure' ? [] : [{ providerId, tier, reason, answer: kind, providerName: names.get(providerId) ?? '', on: londonDate(at) }]
  const givenBack = rows.flatMap(({ kind, providerId, at }) => (kind === 'hand-back' || kind === 'failure' ? [{ providerId, cause: kind, on: londonDate(at) }] : []))
  return { earlier: rows.flatMap(answerOf), givenBack }
}

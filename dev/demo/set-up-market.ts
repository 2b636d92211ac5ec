import { addFramework } from '../../src/market/actions/add-framework.ts'
import { describeProvider } from '../../src/market/actions/describe-provider.ts'
import { grantStandings } from '../../src/market/actions/grant-standings.ts'
import { guaranteeHours } from '../../src/market/actions/guarantee-hours.ts'
import { importAreas } from '../../src/market/actions/import-areas.ts'
import { importCqc } from '../../src/market/actions/import-cqc.ts'
import { setRates } from '../../src/market/actions/set-rates.ts'
import { adoptRuleSet } from '../../src/payment/actions/adopt-rule-set.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan, Progress } from './council.ts'
import { houseAt, momentOn } from './house-at.ts'

/** The market once it stands: ids of the framework, its zones by name and the providers by CQC id. */
export interface StandingMarket {
  readonly frameworkId: string
  readonly zoneIds: ReadonlyMap<string, string>
  readonly providerIds: ReadonlyMap<string, string>
}

const commissioner = systemActor('Demonstration commissioner')

/** Reads in the open data and the register, and sets up the framework. */
export async function setUpMarket(house: House, plan: CouncilPlan, onProgress: Progress): Promise<StandingMarket> {
  const { framework } = plan
  const opening = houseAt(house, momentOn(framework.startsOn.subtract({ days: 14 }), 9), plan.now)
  for (const file of plan.areaFiles) accept(file.name, await importAreas(opening, commissioner, { ...file, preview: false }))
  for (const [index, { file, on }] of plan.registerFiles.entries()) {
    onProgress('Market', index, plan.registerFiles.length)
    accept(file.name, await importCqc(houseAt(house, momentOn(on, 9), plan.now), commissioner, { ...file, preview: false }))
  }
  const providerIds = await providerIdsByCqc(house)
  for (const provider of plan.providers) {
    await describeProvider(opening, commissioner, { providerId: idOf(providerIds, provider.cqcProviderId), kind: provider.kind, languages: provider.languages, email: provider.email })
  }
  return setUpFramework(opening, plan, providerIds)
}

/** Adds a planned framework with its zones, standings, rates, guaranteed hours and payment rules. */
export async function setUpFramework(opening: House, plan: Pick<CouncilPlan, 'framework' | 'providers' | 'guarantees' | 'until' | 'weeks'>, providerIds: ReadonlyMap<string, string>): Promise<StandingMarket> {
  const { framework } = plan
  const { frameworkId, zoneIds } = await addFramework(opening, commissioner, {
    name: framework.name,
    startsOn: framework.startsOn,
    endsOn: framework.endsOn,
    terms: framework.terms,
    paymentAnchorOn: plan.until.subtract({ weeks: plan.weeks + 4 * Math.ceil(framework.startsOn.until(plan.until, { largestUnit: 'weeks' }).weeks / 4) }),
    extensions: framework.extensions,
    procurementBeganOn: framework.startsOn.subtract({ months: 9 }),
    procurementRoute: 'light-touch',
    zones: framework.zones.map((zone) => ({ name: zone.name, places: zone.places, areaCodes: zone.areaCodes, boundary: zone.boundary })),
    tierTargets: framework.tierTargets,
  })
  const zones = new Map(Object.entries(zoneIds))
  await grantStandings(opening, commissioner, {
    frameworkId,
    standings: plan.providers.flatMap((provider) =>
      provider.standings.map((standing) => ({ zoneId: idOf(zones, standing.zone), providerId: idOf(providerIds, provider.cqcProviderId), serviceLine: standing.serviceLine ?? ('core' as const), tier: standing.tier, rank: standing.rank, fromOn: framework.startsOn })),
    ),
  })
  await setRates(opening, commissioner, {
    frameworkId,
    rates: framework.zones.map((zone) => ({ zoneId: idOf(zones, zone.name), serviceLine: null, tier: null, fromOn: framework.startsOn, pencePerHour: zone.pencePerHour })),
  })
  for (const { zone, cqcProviderId, weeklyMinutes } of plan.guarantees ?? []) {
    await guaranteeHours(opening, commissioner, { frameworkId, zoneId: idOf(zones, zone), providerId: idOf(providerIds, cqcProviderId), fromOn: framework.startsOn, weeklyMinutes })
  }
  await adoptRuleSet(opening, commissioner, { frameworkId, fromOn: framework.startsOn, document: framework.ruleSet })
  return { frameworkId, zoneIds: zones, providerIds }
}

/** Looks an id up that the plan itself put there. */
export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The plan names ${key}, which was not read in`)
  return id
}

function accept(name: string, outcome: { readonly refusals: readonly { readonly reason: string }[]; readonly summary: { readonly refused: number } }): void {
  if (outcome.summary.refused > 0 && outcome.summary.refused > 200) throw new Error(`${name}: ${String(outcome.summary.refused)} rows refused, the first because: ${outcome.refusals[0]?.reason ?? ''}`)
}

async function providerIdsByCqc(house: House): Promise<Map<string, string>> {
  const rows = await read(house, commissioner, (work) => work.tx.selectFrom('market.provider').select(['id', 'cqc_provider_id']).execute())
  return new Map(rows.flatMap((row) => (row.cqc_provider_id === null ? [] : [[row.cqc_provider_id, row.id] as const])))
}

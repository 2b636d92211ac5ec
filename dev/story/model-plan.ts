import type { ContractModel, FrameworkTerms, ModelName } from '../../src/market/terms/contract-model.ts'
import type { CouncilPlan, PlannedProvider, PlannedZone } from '../demo/council.ts'
import { demonstrationPlan } from '../demo/demonstration.ts'

const WEEKS = 4
/** Of the demonstration's zones, the three localities of a prime-provider arrangement. */
const LOCALITIES: Readonly<Record<string, string>> = {
  'Daventry 1': 'Daventry', 'Daventry 2': 'Daventry',
  'South Northampton 1': 'South Northampton', 'South Northampton 2': 'South Northampton',
  'Northampton 1': 'Northampton', 'Northampton 2': 'Northampton', 'Northampton 3': 'Northampton',
}
const CITY = 'City'
/** Leicester City Council, 2018: providers on its framework. */
const RANKED_PROVIDERS = 26
/** Norfolk County Council, 2014: 24 blocks with 8 providers, worth 17 of 48 million pounds a year. */
const BLOCK_PROVIDERS = 8
const BLOCK_SHARE = 17 / 48

type Standings = PlannedProvider['standings']

/**
 * The demonstration council bought by another contract model, for four weeks: `tiered` as West Northamptonshire has it, `ranked`
 * as Leicester City (26 providers, offered by rank), `prime` as the Isle of Wight (three localities, one prime provider each,
 * 30 % subcontracted), `block` as Norfolk (24 blocks with 8 providers), `open` as mini-competitions. People and referrals are the
 * demonstration's own; but for `tiered`, whose history is reported, providers answer as chance has it.
 */
export function modelPlan(name: ModelName, now: Temporal.Instant): CouncilPlan {
  const base = demonstrationPlan(now, WEEKS)
  switch (name) {
    case 'tiered':
      return base
    case 'ranked':
      return byChance(inZones(base, () => CITY, rankedStandings), 'Ranked framework', { model: 'ranked', batchSize: 1, replyWorkingMinutes: 120 }, [])
    case 'prime': {
      const plan = byChance(inZones(base, (zone) => LOCALITIES[zone] ?? zone, primeStandings), 'Prime providers', { model: 'prime', replyWorkingMinutes: 240, declineReasons: ['no-capacity', 'skills'], minimumSubcontractPercent: 30, steps: [{ tiers: ['spot'], replyWorkingMinutes: 240 }] }, [])
      return { ...plan, passedOnPercent: 32 }
    }
    case 'block': {
      const plan = byChance(base, 'Block contracts', { model: 'block', replyWorkingMinutes: 120, steps: [{ tiers: ['lead', 'secondary'], replyWorkingMinutes: 240 }, { tiers: ['spot'], replyWorkingMinutes: 240 }] }, base.framework.tierTargets)
      return { ...plan, guarantees: guaranteesOf(plan) }
    }
    case 'open':
      return byChance(base, 'Open framework', { model: 'open', replyWorkingMinutes: 240, lowestPencePerHour: 1750, highestPencePerHour: 2150, pricePoints: [], priceWeight: 40, qualityScores: { outstanding: 100, good: 80, 'requires-improvement': 40, inadequate: 0, 'not-rated': 50 } }, [])
  }
}

function byChance(plan: CouncilPlan, name: string, model: ContractModel, tierTargets: CouncilPlan['framework']['tierTargets']): CouncilPlan {
  const terms: FrameworkTerms = { ...model, eligibility: plan.framework.terms.eligibility }
  return { ...plan, answersByChance: true, framework: { ...plan.framework, name, terms, tierTargets } }
}

/** The same council with its zones drawn together, and its providers standing in them as the model has it. */
function inZones(plan: CouncilPlan, zoneOf: (zone: string) => string, standingsOf: (providers: readonly PlannedProvider[]) => PlannedProvider[]): CouncilPlan {
  const zones = [...Map.groupBy(plan.framework.zones, (zone) => zoneOf(zone.name))].map(([name, parts]): PlannedZone => ({
    name,
    places: parts.flatMap((zone) => zone.places),
    areaCodes: parts.flatMap((zone) => zone.areaCodes),
    boundary: { type: 'MultiPolygon', coordinates: parts.flatMap(({ boundary }) => (boundary?.type === 'MultiPolygon' ? boundary.coordinates : [])) },
    pencePerHour: Math.round(parts.reduce((sum, zone) => sum + zone.pencePerHour, 0) / parts.length),
  }))
  const providers = plan.providers.map((provider) => ({ ...provider, standings: onePerZone(provider.standings.map((standing) => ({ ...standing, zone: zoneOf(standing.zone) }))) }))
  return { ...plan, framework: { ...plan.framework, zones }, providers: standingsOf(providers), caseload: plan.caseload.map((each) => ({ ...each, zone: zoneOf(each.zone) })) }
}

function onePerZone(standings: Standings): Standings {
  return [...new Map(standings.toReversed().map((standing) => [standing.zone, standing])).values()]
}

/** The first 26 providers of the framework, each with a rank of its own. */
function rankedStandings(providers: readonly PlannedProvider[]): PlannedProvider[] {
  return providers.map((provider, index) => ({ ...provider, standings: index < RANKED_PROVIDERS ? [{ zone: CITY, tier: 'spot', rank: index + 1 }] : [] }))
}

/** One prime provider in each locality, no provider prime in two; everybody else is spot. */
function primeStandings(providers: readonly PlannedProvider[]): PlannedProvider[] {
  const primes = new Map<string, PlannedProvider>()
  for (const zone of new Set(Object.values(LOCALITIES))) {
    const prime = providers.find((provider) => ![...primes.values()].includes(provider) && provider.standings.some((standing) => standing.zone === zone && standing.tier === 'lead'))
    if (prime !== undefined) primes.set(zone, prime)
  }
  return providers.map((provider) => ({ ...provider, standings: provider.standings.map(({ zone }) => ({ zone, tier: primes.get(zone) === provider ? 'lead' : 'spot', rank: null })) }))
}

/** Blocks with the eight providers that stand on the framework in most zones, sharing Norfolk's share of the hours. */
function guaranteesOf(plan: CouncilPlan): NonNullable<CouncilPlan['guarantees']> {
  const onFramework = plan.providers.filter((provider) => provider.standings.some((standing) => standing.tier !== 'spot'))
  const largest = onFramework.toSorted((a, b) => b.standings.length - a.standings.length || (a.cqcProviderId < b.cqcProviderId ? -1 : 1)).slice(0, BLOCK_PROVIDERS)
  const blocks = largest.flatMap((provider) => provider.standings.slice(0, 3).map(({ zone }) => ({ zone, cqcProviderId: provider.cqcProviderId })))
  const minutes = plan.caseload.reduce((sum, each) => sum + (each.fate.kind === 'placed' && each.fate.endsOn === null ? each.weeklyMinutes : 0), 0)
  return blocks.map((block) => ({ ...block, weeklyMinutes: Math.round((minutes * BLOCK_SHARE) / blocks.length / 60) * 60 }))
}

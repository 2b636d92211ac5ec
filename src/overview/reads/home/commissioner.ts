import { hoursHeldByTier, listWaiting } from '../../../brokerage/public.ts'
import { hoursFigure, countOf } from '../../../kernel/words.ts'
import { listFrameworks, listZones, tierTargets } from '../../../market/public.ts'
import { TIER_NAMES, type Framework } from '../../../market/terms.ts'
import type { Work } from '../../../platform/action/work.ts'
import type { HomeSection } from '../../rules/home-tile.ts'
import { tierStandings } from '../../rules/tier-standing.ts'
import { ratingTiles } from './quality.ts'
import { approvalSection } from './waiting-sections.ts'

/** What needs a commissioner: tiers off target, zones where people wait, providers whose rating moved. */
export async function commissionerHome(work: Work): Promise<HomeSection[]> {
  const frameworks = (await listFrameworks(work)).filter((framework) => isRunning(framework, work.today))
  const sections: HomeSection[] = []
  for (const framework of frameworks) sections.push(await tierSection(work, framework), await zoneSection(work, framework))
  return [await approvalSection(work), ...sections, { heading: 'CQC ratings', tiles: await ratingTiles(work) }].filter((section) => section.tiles.length > 0)
}

async function tierSection(work: Work, framework: Framework): Promise<HomeSection> {
  const held = await hoursHeldByTier(work, framework.id, work.today)
  return {
    heading: `${framework.name}: hours in care by tier`,
    tiles: tierStandings(held, await tierTargets(work, framework.id)).map((tier) => ({
      figure: `${String(tier.percent)}%`,
      label: `${TIER_NAMES[tier.tier]} providers’ share`,
      href: `/reports/weekly?framework=${framework.id}#report-tier-shares`,
      hint: `Target ${String(tier.lowPercent)}% to ${String(tier.highPercent)}%`,
      ...(tier.isWithin ? {} : { tone: 'attention' as const }),
    })),
  }
}

async function zoneSection(work: Work, framework: Framework): Promise<HomeSection> {
  const zones = await listZones(work, framework.id)
  const waiting = (await listWaiting(work)).filter((each) => zones.some((zone) => zone.id === each.zoneId))
  const heading = `${framework.name}: hours waiting by zone`
  // With nobody waiting one tile says so: a tile of nothing for each zone would hide the frameworks where somebody does.
  if (waiting.length === 0) return { heading, tiles: [{ figure: '0', label: `hours waiting in ${countOf(zones.length, 'zone')}`, href: `/board?framework=${framework.id}`, hint: 'Nobody waits', tone: 'quiet' }] }
  return {
    heading,
    tiles: zones.map((zone) => {
      const here = waiting.filter((each) => each.zoneId === zone.id)
      const minutes = here.reduce((sum, each) => sum + each.weeklyMinutes, 0)
      return { figure: hoursFigure(minutes), label: `hours in ${zone.name}`, href: `/board?zone=${zone.id}`, hint: countOf(here.length, 'package'), ...(here.length === 0 ? { tone: 'quiet' as const } : {}) }
    }),
  }
}

function isRunning(framework: Framework, on: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(framework.startsOn, on) <= 0 && Temporal.PlainDate.compare(on, framework.endsOn) <= 0
}

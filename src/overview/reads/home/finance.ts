import { mondayOf } from '../../../kernel/date-range.ts'
import { countOf, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { listFrameworks } from '../../../market/public.ts'
import type { Work } from '../../../platform/action/work.ts'
import { nextPeriodToRun, statementsByIssue } from '../../../payment/public.ts'
import { visitsSentUntil } from '../../../visits/public.ts'
import { listPlacements } from '../../../brokerage/public.ts'
import { countTile, type HomeSection, type HomeTile } from '../../rules/home-tile.ts'

/** What needs a finance officer: periods that can be paid, files still missing, and what the last run came to. */
export async function financeHome(work: Work): Promise<HomeSection[]> {
  return [
    { heading: 'To pay', tiles: [...(await periodTiles(work)), await filesTile(work)] },
    { heading: 'The latest payment period', tiles: await latestTiles(work) },
  ].filter((section) => section.tiles.length > 0)
}

async function periodTiles(work: Work): Promise<HomeTile[]> {
  const tiles: HomeTile[] = []
  for (const framework of await listFrameworks(work)) {
    const period = await nextPeriodToRun(work, framework)
    const hint = period === undefined ? framework.name : `${framework.name}: ${wordsForDate(period.fromOn)} to ${wordsForDate(period.toOn)}`
    tiles.push(countTile(period === undefined ? 0 : 1, ['period can be paid', 'periods can be paid'], `/pay-runs?framework=${framework.id}`, { hint, mustAct: true }))
  }
  return tiles
}

/** Providers with care last week whose files do not reach to its Sunday. */
async function filesTile(work: Work): Promise<HomeTile> {
  const sunday = mondayOf(work.today).subtract({ days: 1 })
  const caring = new Set((await listPlacements(work, { fromOn: sunday.subtract({ days: 6 }), toOn: sunday })).map((placement) => placement.providerId))
  const sent = await visitsSentUntil(work)
  const owing = [...caring].filter((providerId) => isShort(sent.get(providerId), sunday))
  return countTile(owing.length, ['provider’s visit records are missing', 'providers’ visit records are missing'], '/visit-files', { hint: `for visits until ${wordsForDate(sunday)}` })
}

async function latestTiles(work: Work): Promise<HomeTile[]> {
  const { issued, drafted } = await statementsByIssue(work)
  const draftTiles: HomeTile[] = drafted.length === 0 ? [] : [{ figure: wordsForPence(drafted.reduce((sum, each) => sum + each.totalPence, 0)), label: 'in runs that are not approved', href: '/pay-runs', hint: `${countOf(drafted.length, 'statement')} that nobody is paid by yet` }]
  const [newest] = issued
  if (newest === undefined) return draftTiles
  const latest = issued.filter((each) => each.fromOn.equals(newest.fromOn))
  const adjustments = latest.reduce((sum, each) => sum + each.adjustmentCount, 0)
  const adjusted = latest.reduce((sum, each) => sum + each.adjustmentsPence, 0)
  return [
    { figure: wordsForPence(latest.reduce((sum, each) => sum + each.totalPence, 0)), label: 'owed on statements', href: '/statements', hint: `${wordsForDate(newest.fromOn)} to ${wordsForDate(newest.toOn)}` },
    countTile(latest.length, ['statement', 'statements'], '/statements'),
    countTile(adjustments, ['correction of an earlier line', 'corrections of earlier lines'], '/statements', { hint: adjustments === 0 ? '' : wordsForPence(adjusted) }),
    ...draftTiles,
  ]
}

/** True when records do not reach a day. */
export function isShort(until: Temporal.PlainDate | undefined, day: Temporal.PlainDate): boolean {
  return until === undefined || Temporal.PlainDate.compare(until, day) < 0
}

import { countApprovals, countOwnPackages, countWaitingStates, listOpenOffers, listPlacements, listWaiting, openQueryCounts } from '../../../brokerage/public.ts'
import { listPackages, referralIdsReceivedBy } from '../../../care/public.ts'
import { mondayOf } from '../../../kernel/date-range.ts'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import type { Work } from '../../../platform/action/work.ts'
import { countTile, type HomeSection, type HomeTile } from '../../rules/home-tile.ts'

const PACKAGES = ['package waits for care', 'packages wait for care'] as const

/** What needs a broker today: who waits and for what, and whose care begins this week. */
export async function brokerHome(work: Work): Promise<HomeSection[]> {
  const states = await countWaitingStates(work)
  const offers = await listOpenOffers(work)
  const dueToday = offers.filter((offer) => londonDate(offer.replyByAt).equals(work.today))
  const exhausted = states.get('search-ended') ?? 0
  const monday = mondayOf(work.today)
  const sunday = monday.add({ days: 6 })
  const starting = (await listPlacements(work, { fromOn: monday, toOn: sunday })).filter((placement) => Temporal.PlainDate.compare(placement.startsOn, monday) >= 0)
  return [
    {
      heading: 'Waiting for care',
      tiles: [
        await waitingTile(work),
        countTile(await countOwnPackages(work), ['package is mine to work on', 'packages are mine to work on'], '/board?work=mine'),
        countTile(states.get('not-offered') ?? 0, ['package has not been offered', 'packages have not been offered'], '/board?why=not-offered', { mustAct: true }),
        countTile(exhausted, ['search ended with nobody', 'searches ended with nobody'], '/board?why=search-ended', { mustAct: true, hint: exhausted === 0 ? '' : 'Nobody took it, or nobody could be asked' }),
        countTile(states.get('no-zone') ?? 0, ['package lies in no zone', 'packages lie in no zone'], '/board?why=no-zone', { mustAct: true }),
      ],
    },
    await approvalSection(work),
    {
      heading: 'Offers and starts',
      tiles: [
        countTile(dueToday.length, ['offer is due back today', 'offers are due back today'], '/board?why=offers-open', { hint: `${countOf(offers.length, 'offer')} open in all` }),
        await queryTile(work),
        countTile(starting.length, ['package starts this week', 'packages start this week'], '/placements', { hint: `${wordsForDate(monday)} to ${wordsForDate(sunday)}` }),
      ],
    },
  ]
}

/** What waits for approval, and how much of it whoever looks may approve. */
export async function approvalSection(work: Work): Promise<HomeSection> {
  const { mine, all } = await countApprovals(work)
  return { heading: 'Approvals', tiles: [countTile(mine, ['approval for me to decide', 'approvals for me to decide'], '/approvals', { mustAct: true, hint: `${String(all)} ${all === 1 ? 'waits' : 'wait'} in all` })] }
}

/** What a practitioner wants to know: have the people they referred got care yet. */
export async function practitionerHome(work: Work): Promise<HomeSection[]> {
  const waiting = await listWaiting(work)
  const packages = await listPackages(work, waiting.map((each) => each.packageId))
  const mine = await referralIdsReceivedBy(work, work.actor.name)
  const own = packages.filter((each) => mine.has(each.referralId))
  const late = own.filter((each) => Temporal.PlainDate.compare(each.startByOn, work.today) < 0)
  const hospital = packages.filter((each) => each.source === 'hospital-discharge')
  return [
    {
      heading: 'My referrals',
      tiles: [
        countTile(own.length, ['referral of mine waits', 'referrals of mine wait'], '/board?by=me'),
        await queryTile(work),
        countTile(late.length, ['should have started by now', 'should have started by now'], '/board?by=me&needed=overdue', { mustAct: true }),
      ],
    },
    await approvalSection(work),
    {
      heading: 'Everybody’s',
      tiles: [await waitingTile(work), countTile(hospital.length, ['person waits to leave hospital', 'people wait to leave hospital'], '/board?source=hospital-discharge')],
    },
  ]
}

/** Questions that nobody has answered. */
async function queryTile(work: Work): Promise<HomeTile> {
  const counts = await openQueryCounts(work)
  const open = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return countTile(open, ['question to answer', 'questions to answer'], '/queries', { mustAct: true, hint: open === 0 ? '' : `About ${countOf(counts.size, 'package')}` })
}

/** How many packages wait in all, with their hours and the longest wait. */
export async function waitingTile(work: Work): Promise<HomeTile> {
  const waiting = await listWaiting(work)
  const [longest] = waiting
  const minutes = waiting.reduce((sum, each) => sum + each.weeklyMinutes, 0)
  const hint = longest === undefined ? '' : `${wordsForHours(minutes)} a week; the longest since ${wordsForDate(longest.receivedOn)}`
  return countTile(waiting.length, PACKAGES, '/board', { hint })
}

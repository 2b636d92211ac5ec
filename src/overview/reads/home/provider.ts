import { listOpenOffers, listPlacements } from '../../../brokerage/public.ts'
import { mondayOf } from '../../../kernel/date-range.ts'
import { countOf, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import type { Work } from '../../../platform/action/work.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { listStatements } from '../../../payment/public.ts'
import { countExceptions, visitsSentUntil } from '../../../visits/public.ts'
import { countTile, type HomeSection, type HomeTile } from '../../rules/home-tile.ts'
import { isShort } from './finance.ts'

/** What needs a provider's coordinator: offers to answer, packages that start, records to send, visits that went wrong. */
export async function coordinatorHome(work: Work): Promise<HomeSection[]> {
  const offers = await listOpenOffers(work)
  const [next] = offers
  const monday = mondayOf(work.today)
  const starting = (await listPlacements(work, { ...own(work), fromOn: work.today })).filter((placement) => Temporal.PlainDate.compare(placement.startsOn, work.today) >= 0)
  const exceptions = await countExceptions(work, monday.subtract({ weeks: 1 }), work.today)
  const standing = [...exceptions.values()].reduce((sum, count) => sum + count, 0)
  const missed = exceptions.get('missed') ?? 0
  return [
    {
      heading: 'Offers and packages',
      tiles: [
        countTile(offers.length, ['offer to answer', 'offers to answer'], '/offers', { mustAct: true, hint: next === undefined ? '' : `The first by ${wordsForInstant(next.replyByAt)}` }),
        countTile(starting.length, ['package about to start', 'packages about to start'], '/placements'),
      ],
    },
    {
      heading: 'Visits',
      tiles: [
        await fileTile(work),
        countTile(standing, ['visit to look at since last Monday', 'visits to look at since last Monday'], '/exceptions', { hint: missed === 0 ? '' : `${countOf(missed, 'visit')} missed`, mustAct: missed > 0 }),
      ],
    },
  ]
}

/** What a provider's finance wants: what is owed, and whether the records behind it are in. */
export async function providerFinanceHome(work: Work): Promise<HomeSection[]> {
  const [latest] = await listStatements(work, own(work))
  const tiles: HomeTile[] = latest === undefined
    ? []
    : [
        { figure: wordsForPence(latest.totalPence), label: `owed on statement ${latest.number}`, href: `/statements/${latest.id}`, hint: `${wordsForDate(latest.fromOn)} to ${wordsForDate(latest.toOn)}` },
        countTile(latest.adjustmentCount, ['correction of an earlier line', 'corrections of earlier lines'], `/statements/${latest.id}`, { hint: latest.adjustmentCount === 0 ? '' : wordsForPence(latest.adjustmentsPence) }),
      ]
  return [
    { heading: 'Money', tiles },
    { heading: 'Visit records', tiles: [await fileTile(work)] },
  ].filter((section) => section.tiles.length > 0)
}

/** Whether last week's visit records have been sent. */
async function fileTile(work: Work): Promise<HomeTile> {
  const sunday = mondayOf(work.today).subtract({ days: 1 })
  const cared = await listPlacements(work, { ...own(work), fromOn: sunday.subtract({ days: 6 }), toOn: sunday })
  const until = (await visitsSentUntil(work)).get(work.actor.organisationId ?? '')
  const isDue = cared.length > 0 && isShort(until, sunday)
  const hint = `${until === undefined ? 'None sent yet' : `Sent up to ${wordsForDate(until)}`}; due up to ${wordsForDate(sunday)}`
  return countTile(isDue ? 1 : 0, ['week of visit records to send', 'weeks of visit records to send'], '/visit-files', { hint: cared.length === 0 ? '' : hint, mustAct: true })
}

function own(work: Work): { readonly providerId: string } {
  return { providerId: work.actor.organisationId ?? '' }
}

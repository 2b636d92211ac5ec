import { mondayOf } from '../../../kernel/date-range.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import type { House, Work } from '../../../platform/action/work.ts'
import { listMessages } from '../../../platform/notify/store/message.read.ts'
import { countExceptions } from '../../../visits/public.ts'
import { countTile, type HomeSection } from '../../rules/home-tile.ts'
import { ratingTiles } from './quality.ts'
import { waitingTile } from './waiting-sections.ts'

/** Newest messages looked at. */
const MOST_MESSAGES = 2000

/** What needs an administrator: jobs given up, messages that were not sent. */
export async function administratorHome(work: Work, house: House): Promise<HomeSection[]> {
  const failed = await house.jobs.listFailed()
  const messages = await listMessages(work.tx, MOST_MESSAGES)
  const unsent = messages.filter((message) => message.sentAt === null && message.failure === null)
  const refused = messages.filter((message) => message.failure !== null)
  return [
    {
      heading: 'The service',
      tiles: [
        countTile(failed.length, ['job was given up', 'jobs were given up'], '/jobs/failed', { mustAct: true }),
        countTile(refused.length, ['message could not be sent', 'messages could not be sent'], '/outbox', { mustAct: true }),
        countTile(unsent.length, ['message in the outbox', 'messages in the outbox'], '/outbox'),
      ],
    },
  ]
}

/** What an analyst looks at first: the figures behind the weekly report that moved. */
export async function analystHome(work: Work): Promise<HomeSection[]> {
  const monday = mondayOf(work.today).subtract({ weeks: 1 })
  const exceptions = await countExceptions(work, monday, monday.add({ days: 6 }))
  const lastWeek = `/reports/weekly?on=${monday.add({ days: 6 }).toString()}`
  return [
    { heading: 'Waiting for care', tiles: [await waitingTile(work)] },
    {
      heading: `Visits in the week of ${wordsForDate(monday)}`,
      tiles: [
        countTile(exceptions.get('missed') ?? 0, ['visit was missed', 'visits were missed'], `${lastWeek}#report-visits`),
        countTile(exceptions.get('late') ?? 0, ['visit was late', 'visits were late'], `${lastWeek}#report-visits`),
      ],
    },
    { heading: 'CQC ratings', tiles: await ratingTiles(work) },
  ]
}

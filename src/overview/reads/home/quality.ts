import { mondayOf } from '../../../kernel/date-range.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { ratingMoves } from '../../../market/public.ts'
import { RATINGS } from '../../../market/terms.ts'
import type { Work } from '../../../platform/action/work.ts'
import { countExceptions } from '../../../visits/public.ts'
import { countTile, type HomeSection, type HomeTile } from '../../rules/home-tile.ts'

/** How long a change of rating counts as news. */
const NEWS_DAYS = 90

/** What needs a quality officer: providers rated below good, ratings that moved, visits missed last week. */
export async function qualityHome(work: Work): Promise<HomeSection[]> {
  const monday = mondayOf(work.today).subtract({ weeks: 1 })
  const exceptions = await countExceptions(work, monday, monday.add({ days: 6 }))
  return [
    { heading: 'CQC ratings', tiles: await ratingTiles(work) },
    {
      heading: `Visits in the week of ${wordsForDate(monday)}`,
      tiles: [
        countTile(exceptions.get('missed') ?? 0, ['visit was missed', 'visits were missed'], '/exceptions?kind=missed', { mustAct: true }),
        countTile(exceptions.get('single-handed') ?? 0, ['visit had one care worker where two were planned', 'visits had one care worker where two were planned'], '/exceptions?kind=single-handed', { mustAct: true }),
        countTile(exceptions.get('late') ?? 0, ['visit was late', 'visits were late'], '/exceptions?kind=late'),
      ],
    },
  ]
}

/** Providers rated below good, and those whose rating moved in the last 90 days. */
export async function ratingTiles(work: Work): Promise<HomeTile[]> {
  const moves = await ratingMoves(work, work.today.subtract({ days: NEWS_DAYS }), work.today)
  const moved = moves.filter((move) => move.before !== 'not-rated' && move.rating !== move.before)
  const worse = moved.filter((move) => RATINGS.indexOf(move.rating) > RATINGS.indexOf(move.before))
  return [
    countTile(moves.filter((move) => move.rating === 'inadequate').length, ['provider rated inadequate', 'providers rated inadequate'], '/providers?rating=inadequate', { mustAct: true }),
    countTile(moves.filter((move) => move.rating === 'requires-improvement').length, ['provider requires improvement', 'providers require improvement'], '/providers?rating=requires-improvement'),
    countTile(moved.length, ['rating changed in 90 days', 'ratings changed in 90 days'], '/providers', { hint: `${String(worse.length)} for the worse` }),
  ]
}

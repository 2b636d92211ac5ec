import { countOf, wordsForDate, wordsForDay, wordsForTime } from '../../kernel/words.ts'
import type { Cell } from '../../platform/components/data-table.ts'
import type { Feed } from '../actions/see-feeds.ts'
import type { FeedExpectation } from '../terms/feed.ts'

/** What is expected: "Every day by 9am", "Mondays by midday". */
export function expectationWords(expectation: FeedExpectation | undefined): string {
  if (expectation === undefined) return 'Nothing'
  return `${expectation.cadence === 'day' ? 'Every day' : `${wordsForDay(expectation.weekday)}s`} by ${wordsForTime(expectation.byMinute)}`
}

/** Who says so. */
export function expectedByWords({ expectedBy }: Feed): string {
  return { set: 'Set by the council', files: 'As its files of the last eight weeks came', nobody: 'Too few files to tell, and nothing is set' }[expectedBy]
}

/** How late the feed is, with what is missing. */
export function lateCell(feed: Feed): Cell {
  if (feed.hoursLate === undefined) return feed.lastAt === null ? { text: '', tag: { text: 'Never sent', colour: 'grey' } } : { text: 'Nothing due' }
  if (feed.hoursLate < 0) return { text: '', tag: { text: 'On time', colour: 'green' } }
  const since = feed.firstMissingOn === null ? '' : `From ${wordsForDate(feed.firstMissingOn)}`
  return { text: '', tag: { text: `Late by ${lateWords(feed.hoursLate)}`, colour: feed.hoursLate >= 24 ? 'red' : 'orange' }, hint: since }
}

/** The score with what it was four weeks before. */
export function scoreCell({ score, scoreBefore }: Feed): Cell {
  if (score === null) return { text: 'None' }
  const change = scoreBefore === null ? '' : score === scoreBefore ? 'as before' : `${score > scoreBefore ? 'up' : 'down'} ${String(Math.abs(score - scoreBefore))}`
  return { text: String(score), hint: change }
}

function lateWords(hours: number): string {
  return hours === 0 ? 'less than an hour' : hours < 48 ? countOf(hours, 'hour') : countOf(Math.floor(hours / 24), 'day')
}

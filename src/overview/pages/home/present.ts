import { countOf, wordsForDate, wordsForDay } from '../../../kernel/words.ts'
import type { HomeSection } from '../../rules/home-tile.ts'

/** The home page's view. */
export interface HomeView {
  readonly title: string
  readonly caption: string
  readonly lead: string
  readonly sections: readonly HomeSection[]
}

/** Says first how much there is to act on, then shows it. */
export function presentHome(sections: readonly HomeSection[], today: Temporal.PlainDate): HomeView {
  const acting = sections.flatMap((section) => section.tiles).filter((tile) => tile.tone === 'attention')
  return {
    title: 'What needs you today',
    caption: `${wordsForDay(today.dayOfWeek)} ${wordsForDate(today)}`,
    lead: acting.length === 0 ? 'Nothing here needs you to act now.' : `${countOf(acting.length, 'count')} in red ${acting.length === 1 ? 'needs' : 'need'} somebody to act.`,
    sections,
  }
}

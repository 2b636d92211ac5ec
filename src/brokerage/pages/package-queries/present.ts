import type { SeenThread } from '../../actions/see-queries.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'

/** A question or a shared answer, for the page. */
export interface ThreadView {
  readonly id: string
  readonly by: string
  readonly at: string
  readonly question: string
  readonly note: string
  readonly answers: readonly { readonly text: string; readonly by: string; readonly isShared: boolean }[]
  readonly isOpen: boolean
  readonly isQuery: boolean
}

/** The thread as the page shows it; `isCouncil` readers see which provider asks, providers see themselves. */
export function threadView(seen: SeenThread, isCouncil: boolean): ThreadView[] {
  return seen.items.map((item) => {
    if (item.kind === 'shared') {
      const { id, question, answer, sharedAt } = item.shared
      return { id, by: 'From the council to every provider asked', at: wordsForMoment(sharedAt), question, note: '', answers: [{ text: answer, by: '', isShared: true }], isOpen: false, isQuery: false }
    }
    const { query, sharedAnswerIds } = item
    const organisation = query.providerId === null ? 'the council' : (seen.providers.get(query.providerId) ?? 'your organisation')
    return {
      id: query.id,
      by: `${query.askedBy}, ${organisation}`,
      at: wordsForMoment(query.askedAt),
      question: query.question,
      note: isCouncil && query.providerId === null ? 'Inside the council: no provider sees this' : '',
      answers: query.answers.map((each) => ({ text: each.answer, by: `${each.answeredBy}, ${wordsForMoment(each.answeredAt)}`, isShared: sharedAnswerIds.has(each.id) })),
      isOpen: query.answers.length === 0,
      isQuery: true,
    }
  })
}

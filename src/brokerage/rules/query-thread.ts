import type { Query, SharedAnswer } from '../terms/query.ts'

/** One thing in a thread: a question with its answers, or an answer shared with everybody. */
export type ThreadItem = { readonly kind: 'query'; readonly at: Temporal.Instant; readonly query: Query; readonly sharedAnswerIds: ReadonlySet<string> } | { readonly kind: 'shared'; readonly at: Temporal.Instant; readonly shared: SharedAnswer }

/**
 * The thread of a package, oldest first. An answer that the reader sees with its own question is not repeated as a shared one: the
 * council sees every question, a provider its own, so each reads what is new to it once.
 */
export function queryThread(queries: readonly Query[], shared: readonly SharedAnswer[]): ThreadItem[] {
  const seen = new Set(queries.flatMap((query) => query.answers.map((answer) => answer.id)))
  const sharedIds = new Set(shared.map((each) => each.answerId))
  return [
    ...queries.map((query): ThreadItem => ({ kind: 'query', at: query.askedAt, query, sharedAnswerIds: new Set(query.answers.map((answer) => answer.id).filter((id) => sharedIds.has(id))) })),
    ...shared.filter((each) => !seen.has(each.answerId)).map((each): ThreadItem => ({ kind: 'shared', at: each.sharedAt, shared: each })),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

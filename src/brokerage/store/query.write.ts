import type { Tx } from '../../platform/db/handles.ts'
import type { Query, QueryAnswer, SharedAnswer } from '../terms/query.ts'

/** Keeps a question. */
export async function insertQuery(tx: Tx, query: Omit<Query, 'answers'>): Promise<void> {
  await tx
    .insertInto('brokerage.query')
    .values({ id: query.id, package_id: query.packageId, provider_id: query.providerId, question: query.question, asked_at: query.askedAt.toString(), asked_by: query.askedBy })
    .execute()
}

/** Keeps an answer to a question. */
export async function insertAnswer(tx: Tx, answer: QueryAnswer & { readonly providerId: string | null }): Promise<void> {
  await tx
    .insertInto('brokerage.query_answer')
    .values({ id: answer.id, query_id: answer.queryId, provider_id: answer.providerId, answer: answer.answer, answered_at: answer.answeredAt.toString(), answered_by: answer.answeredBy })
    .execute()
}

/** Shares an answer with every provider asked; answers false when it was shared before. */
export async function insertSharedAnswer(tx: Tx, shared: SharedAnswer & { readonly sharedBy: string }): Promise<boolean> {
  const row = await tx
    .insertInto('brokerage.shared_answer')
    .values({ id: shared.id, answer_id: shared.answerId, package_id: shared.packageId, question: shared.question, answer: shared.answer, shared_at: shared.sharedAt.toString(), shared_by: shared.sharedBy })
    .onConflict((conflict) => conflict.constraint('shared_answer_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Puts the reply-by time of offers off. */
export async function insertExtensions(tx: Tx, rows: readonly { readonly id: string; readonly offerId: string; readonly providerId: string }[], more: { readonly replyByAt: Temporal.Instant; readonly reason: string; readonly at: Temporal.Instant; readonly by: string }): Promise<void> {
  await tx
    .insertInto('brokerage.offer_extension')
    .values(rows.map((row) => ({ id: row.id, offer_id: row.offerId, provider_id: row.providerId, reply_by_at: more.replyByAt.toString(), reason: more.reason, extended_at: more.at.toString(), extended_by: more.by })))
    .execute()
}

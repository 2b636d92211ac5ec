import { sql } from 'kysely'
import type { Tx } from '../../platform/db/handles.ts'
import type { Query, QueryAnswer, SharedAnswer } from '../terms/query.ts'

/** Which questions: of a package, one, or those without an answer. */
export type QueryChoice = { readonly packageId: string } | { readonly id: string } | { readonly open: true }

/** Questions with their answers, oldest first. A provider's role sees its own. */
export async function listQueries(tx: Tx, choice: QueryChoice): Promise<Query[]> {
  const rows = await tx
    .selectFrom('brokerage.query as q')
    .selectAll('q')
    .$if('packageId' in choice, (query) => query.where('q.package_id', '=', 'packageId' in choice ? choice.packageId : ''))
    .$if('id' in choice, (query) => query.where('q.id', '=', 'id' in choice ? choice.id : ''))
    .$if('open' in choice, (query) => query.where((is) => is.not(is.exists(is.selectFrom('brokerage.query_answer as a').select('a.id').whereRef('a.query_id', '=', 'q.id')))))
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .execute()
  const answers = 'open' in choice ? new Map<string, QueryAnswer[]>() : Map.groupBy(await listAnswers(tx, rows.map((row) => row.id)), (answer) => answer.queryId)
  return rows.map((row) => ({
    id: row.id,
    packageId: row.package_id,
    providerId: row.provider_id,
    question: row.question,
    askedAt: Temporal.Instant.from(row.asked_at),
    askedBy: row.asked_by,
    answers: answers.get(row.id) ?? [],
  }))
}

async function listAnswers(tx: Tx, queryIds: readonly string[]): Promise<QueryAnswer[]> {
  if (queryIds.length === 0) return []
  const rows = await tx.selectFrom('brokerage.query_answer').selectAll().where('query_id', '=', sql<string>`any(${[...queryIds]}::uuid[])`).orderBy('answered_at').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, queryId: row.query_id, answer: row.answer, answeredAt: Temporal.Instant.from(row.answered_at), answeredBy: row.answered_by }))
}

/** Answers about a package that were shared with every provider asked, oldest first. */
export async function listSharedAnswers(tx: Tx, packageId: string): Promise<SharedAnswer[]> {
  const rows = await tx.selectFrom('brokerage.shared_answer').select(['id', 'answer_id', 'package_id', 'question', 'answer', 'shared_at']).where('package_id', '=', packageId).orderBy('shared_at').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, answerId: row.answer_id, packageId: row.package_id, question: row.question, answer: row.answer, sharedAt: Temporal.Instant.from(row.shared_at) }))
}

/** How many questions nobody has answered, by package. A provider's role counts its own. */
export async function countOpenQueries(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ package_id: string; count: number }>`select q.package_id, count(*)::int as count from brokerage.query q
    where not exists (select from brokerage.query_answer a where a.query_id = q.id) group by q.package_id`.execute(tx)
  return new Map(rows.map((row) => [row.package_id, row.count]))
}

/** The providers that may be told of an answer shared about a package: those whose offer is open, and the one that holds it. For the council. */
export async function listAskedProviders(tx: Tx, packageId: string): Promise<string[]> {
  const { rows } = await sql<{ provider_id: string }>`select o.provider_id from brokerage.offer o join brokerage.call_off c on c.id = o.call_off_id
      where o.package_id = ${packageId} and c.closed_at is null and not exists (select from brokerage.offer_answer a where a.offer_id = o.id)
    union select p.provider_id from brokerage.placement p where p.package_id = ${packageId} order by 1`.execute(tx)
  return rows.map((row) => row.provider_id)
}

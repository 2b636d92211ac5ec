import { randomUUID } from 'node:crypto'
import { getPackage } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notifyEach } from '../../platform/notify/notify.ts'
import { listAskedProviders, listQueries } from '../store/query.read.ts'
import { insertAnswer, insertSharedAnswer } from '../store/query.write.ts'
import { ANSWER_QUERIES, SHARE_ANSWERS, type Query } from '../terms/query.ts'
import { ANSWER_SHARED, QUERY_ANSWERED } from '../terms/webhooks.ts'
import { checkedText } from './ask-query.ts'

/** An answer; with `sharedQuestion`, also for every provider that was asked, under the question as worded there. */
export interface AnswerInput {
  readonly queryId: string
  readonly answer: string
  readonly sharedQuestion: string | null
}

/**
 * Answers a question. Its asker is told; a shared answer is told to the others with an open offer and to whoever holds the package,
 * without who asked. Throws `NotFound`, and `Refused` for a missing or too long text.
 */
export async function answerQuery(house: House, actor: Actor, input: AnswerInput): Promise<{ readonly answerId: string; readonly packageId: string }> {
  return write(house, actor, async (work) => {
    need(actor, ANSWER_QUERIES)
    if (input.sharedQuestion !== null) need(actor, SHARE_ANSWERS)
    const [query] = await listQueries(work.tx, { id: input.queryId })
    if (query === undefined) throw new NotFound('The question')
    const { reference, personId } = await getPackage(work, query.packageId)
    const answer = checkedText(input.answer, 'answer', 'Enter the answer')
    const answerId = randomUUID()
    await insertAnswer(work.tx, { id: answerId, queryId: query.id, providerId: query.providerId, answer, answeredAt: work.now, answeredBy: actor.name })
    work.audit({ kind: 'query-answered', subjectKind: 'query', subjectId: query.id, personId, detail: { packageId: query.packageId, answerId, isShared: input.sharedQuestion !== null } })
    const link = `/packages/${query.packageId}/queries`
    if (query.providerId !== null) await notifyEach(work, 'provider-coordinator', 'query-answered', [{ organisationId: query.providerId, fields: { package: reference, link } }])
    work.announce(QUERY_ANSWERED, query.providerId === null ? [] : [query.providerId], { queryId: query.id, packageId: query.packageId, link })
    if (input.sharedQuestion !== null) await share(work, query, { answerId, answer, question: checkedText(input.sharedQuestion, 'sharedQuestion', 'Enter the question as everybody shall read it'), reference, link })
    return { answerId, packageId: query.packageId }
  })
}

async function share(work: Work, query: Query, { answerId, answer, question, reference, link }: { readonly answerId: string; readonly answer: string; readonly question: string; readonly reference: string; readonly link: string }): Promise<void> {
  await insertSharedAnswer(work.tx, { id: randomUUID(), answerId, packageId: query.packageId, question, answer, sharedAt: work.now, sharedBy: work.actor.name })
  const others = (await listAskedProviders(work.tx, query.packageId)).filter((providerId) => providerId !== query.providerId)
  await notifyEach(work, 'provider-coordinator', 'answer-shared', others.map((organisationId) => ({ organisationId, fields: { package: reference, link } })))
  work.announce(ANSWER_SHARED, others, { packageId: query.packageId, link })
}

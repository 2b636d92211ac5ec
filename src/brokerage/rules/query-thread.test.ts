import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Query, SharedAnswer } from '../terms/query.ts'
import { queryThread } from './query-thread.ts'

const at = (hour: number) => Temporal.Instant.from(`2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`)
const asked = (id: string, hour: number, answerIds: readonly string[]): Query => ({ id, packageId: 'k', providerId: 'p', question: id, askedAt: at(hour), askedBy: 'A', answers: answerIds.map((answerId) => ({ id: answerId, queryId: id, answer: answerId, answeredAt: at(hour + 1), answeredBy: 'B' })) })
const shared = (answerId: string, hour: number): SharedAnswer => ({ id: `s-${answerId}`, answerId, packageId: 'k', question: 'q', answer: answerId, sharedAt: at(hour) })
const ids = (items: ReturnType<typeof queryThread>) => items.map((item) => (item.kind === 'query' ? item.query.id : item.shared.id))

test('a thread is in the order of its times, and an answer seen with its question is not repeated as a shared one', () => {
  const items = queryThread([asked('q2', 11, []), asked('q1', 9, ['a1', 'a2'])], [shared('a1', 10), shared('b1', 12)])
  assert.deepEqual(ids(items), ['q1', 'q2', 's-b1'])
  assert.deepEqual(items.flatMap((item) => (item.kind === 'query' ? [[...item.sharedAnswerIds]] : [])), [['a1'], []])
})

test('who asked nothing reads what was shared', () => assert.deepEqual(ids(queryThread([], [shared('a1', 10)])), ['s-a1']))

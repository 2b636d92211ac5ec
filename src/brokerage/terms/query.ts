import { z } from 'zod'
import type { Minutes } from '../../kernel/amounts.ts'
import type { Permission } from '../../platform/access/permission.ts'
import { topic } from '../../platform/jobs/topic.ts'

/** A question about a package, with its answers. */
export interface Query {
  readonly id: string
  readonly packageId: string
  /** The provider that asks; null for a question inside the council, which no provider sees. */
  readonly providerId: string | null
  readonly question: string
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  /** Oldest first. */
  readonly answers: readonly QueryAnswer[]
}

export interface QueryAnswer {
  readonly id: string
  readonly queryId: string
  readonly answer: string
  readonly answeredAt: Temporal.Instant
  readonly answeredBy: string
}

/** An answer that every provider asked about the package may read; nothing in it says who asked. */
export interface SharedAnswer {
  readonly id: string
  readonly answerId: string
  readonly packageId: string
  readonly question: string
  readonly answer: string
  readonly sharedAt: Temporal.Instant
}

/** Longest question and answer, in characters. */
export const QUERY_LENGTH = 2000

/** By how many working minutes a reply-by time may be put off at once. */
export const MORE_TIME: readonly Minutes[] = [60, 120, 240, 480, 960]

/** A question waits for its answer: whoever can give it is to be told. */
export const QUERY_WAITS = topic('brokerage.query-waits', z.object({ queryId: z.uuid() }))

export const ASK_QUERIES: Permission = { name: 'brokerage.ask-queries', words: 'ask questions about packages', roles: ['broker', 'practitioner', 'provider-coordinator'] }
export const ANSWER_QUERIES: Permission = { name: 'brokerage.answer-queries', words: 'answer questions about packages', roles: ['broker', 'practitioner'] }
export const SHARE_ANSWERS: Permission = { name: 'brokerage.share-answers', words: 'share answers with every provider that was asked, and give more time to reply', roles: ['broker'] }

import { z } from 'zod'
import { EXCEPTION_KINDS } from '../../terms.ts'
import { QUEUE_STATES } from '../../terms/exception-decision.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
/** Ages of visits that may be asked for, in days. */
export const AGES = ['3', '7', '14', '28'] as const
const id = z.preprocess(blank, z.uuid().optional())
const day = z.preprocess(blank, z.iso.date().optional())

/** What narrows the queue, on its page and on that of deciding. */
export const queueQuery = z.looseObject({
  kind: z.preprocess(blank, z.enum(EXCEPTION_KINDS).optional()),
  provider: id,
  zone: id,
  from: day,
  to: day,
  state: z.preprocess(blank, z.enum(QUEUE_STATES).optional()),
  who: z.preprocess(blank, z.enum(['provider', 'council']).optional()),
  age: z.preprocess(blank, z.enum(AGES).optional()),
})

/** The filter of the queue as the address says it. */
export function queueFilter({ kind, provider, zone, from, to, state, who, age }: z.output<typeof queueQuery>) {
  return { ...(kind && { kind }), ...(provider && { providerId: provider }), ...(zone && { zoneId: zone }), ...(from && { fromOn: from }), ...(to && { toOn: to }), ...(state && { state }), ...(who && { who }), ...(age && { olderThanDays: Number(age) }) }
}

import type { PayRunRequest } from '../terms.ts'

/** After this a request that has not ended may be made again: the run itself cannot happen twice. */
const PATIENCE_MINUTES = 10

/** True while a request waits for its job or is being worked. */
export function isInHand(request: Pick<PayRunRequest, 'askedAt' | 'endedAt'>, now: Temporal.Instant): boolean {
  return request.endedAt === null && now.since(request.askedAt).total('minutes') < PATIENCE_MINUTES
}

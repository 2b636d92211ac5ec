import { z } from 'zod'
import type { Actor } from '../../platform/access/actor.ts'
import { Forbidden } from '../../platform/action/refused.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { receiveBatch } from '../actions/receive-batch.ts'
import { tellPeople, tellWorkers } from '../actions/tell-register.ts'
import { SEND_VISITS } from '../terms.ts'
import { refusalShape, summaryShape } from './shapes.ts'

const MOST_RECORDS = 5000
const LARGEST_BYTES = 16 * 1024 * 1024
const records = (what: string) => z.array(z.unknown().meta({ description: what })).min(1).max(MOST_RECORDS)
const acknowledgement = z.object({
  place: z.int(),
  reference: z.string().nullable(),
  sequence: z.number().nullable(),
  status: z.enum(['new', 'changed', 'unallocated', 'repeated', 'older', 'refused']),
  refusals: z.array(refusalShape),
})
const answer = z.object({ acknowledgements: z.array(acknowledgement) })
const shown = (all: readonly { readonly refusals: readonly z.output<typeof refusalShape>[] }[]) => all.map((each) => ({ ...each, refusals: [...each.refusals] })) as z.output<typeof acknowledgement>[]

/** Care workers, told before the visits that name them. */
export const evvWorkersApi = apiRoute({
  method: 'POST',
  url: '/api/v1/evv/workers',
  permission: SEND_VISITS,
  summary: 'Tell of care workers by reference, up to 5,000; each is acknowledged',
  largestBytes: LARGEST_BYTES,
  body: z.object({ workers: records('{reference, sequence, startedOn?, leftOn?}') }),
  response: answer,
  handler: async ({ house, actor, body }) => ({ acknowledgements: shown(await tellWorkers(house, actor, { providerId: ownProvider(actor), records: body.workers })) }),
})

/** What the provider's system calls people, so that its visits may name them so. */
export const evvPeopleApi = apiRoute({
  method: 'POST',
  url: '/api/v1/evv/people',
  permission: SEND_VISITS,
  summary: 'Tell what your system calls people, up to 5,000; each is acknowledged',
  largestBytes: LARGEST_BYTES,
  body: z.object({ people: records('{reference, sequence, personReference}') }),
  response: answer,
  handler: async ({ house, actor, body }) => ({ acknowledgements: shown(await tellPeople(house, actor, { providerId: ownProvider(actor), records: body.people })) }),
})

/** Visits with their calls, adjusted times and changes. */
export const evvVisitsApi = apiRoute({
  method: 'POST',
  url: '/api/v1/evv/visits',
  permission: SEND_VISITS,
  summary: 'Send visits with calls, adjusted times and changes, up to 5,000; each is acknowledged',
  largestBytes: LARGEST_BYTES,
  body: z.object({ reference: z.string().trim().min(1).max(100), visits: records('a visit as docs/files/visit-records.schema.json describes it') }),
  response: answer.extend({ visitFileId: z.uuid(), summary: summaryShape }),
  handler: async ({ house, actor, body }) => {
    const outcome = await receiveBatch(house, actor, { providerId: ownProvider(actor), ...body })
    return { visitFileId: outcome.visitFileId, summary: outcome.summary, acknowledgements: shown(outcome.acknowledgements) }
  },
})

function ownProvider(actor: Actor): string {
  if (actor.organisationId === null) throw new Forbidden(SEND_VISITS.words)
  return actor.organisationId
}

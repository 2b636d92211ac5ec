import { z } from 'zod'
import { apiRoute } from '../../web/route.ts'
import { retryJob } from '../actions/retry-job.ts'
import { ADMINISTER } from '../permissions.ts'
import { seeFailedJobs } from '../reads.ts'

const job = z.object({ id: z.uuid(), queue: z.string(), handler: z.string(), payload: z.unknown(), failedAt: z.string().nullable(), failure: z.string() })

const listFailed = apiRoute({
  method: 'GET',
  url: '/api/v1/jobs/failed',
  permission: ADMINISTER,
  summary: 'List the jobs that were given up after their retries',
  response: z.object({ jobs: z.array(job) }),
  handler: async (ctx) => ({ jobs: (await seeFailedJobs(ctx.house, ctx.actor)).map((each) => ({ ...each, failedAt: each.failedAt?.toString() ?? null })) }),
})

const retry = apiRoute({
  method: 'POST',
  url: '/api/v1/jobs/failed/:jobId/retry',
  permission: ADMINISTER,
  summary: 'Put a failed job back in its queue',
  params: z.object({ jobId: z.uuid() }),
  body: z.object({ queue: z.string().min(1, 'Name the queue of the job') }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await retryJob(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

/** Failed jobs as JSON. */
export const jobsApi = [listFailed, retry]

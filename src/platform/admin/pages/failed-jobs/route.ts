import { z } from 'zod'
import type { FailedJob } from '../../../jobs/sender.ts'
import { dataTable, type Column } from '../../../components/data-table.ts'
import { page, redirectTo, tableReply } from '../../../web/reply.ts'
import { pageRoute } from '../../../web/route.ts'
import { textOf } from '../../../web/form.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import { retryJob } from '../../actions/retry-job.ts'
import { ADMINISTER } from '../../permissions.ts'
import { seeFailedJobs } from '../../reads.ts'

const columns: readonly Column<FailedJob>[] = [
  { key: 'handler', heading: 'Job', value: (job) => ({ text: job.handler, hint: job.queue }), sort: (job) => job.handler },
  { key: 'failed', heading: 'Given up', value: (job) => (job.failedAt === null ? '' : wordsForInstant(job.failedAt)), sort: (job) => job.failedAt?.epochMilliseconds ?? 0 },
  { key: 'failure', heading: 'Why', value: (job) => job.failure },
  { key: 'about', heading: 'About', value: (job) => JSON.stringify(job.payload) },
]

/** Jobs that were given up after their retries. */
export const failedJobsPage = pageRoute({
  method: 'GET',
  url: '/jobs/failed',
  permission: ADMINISTER,
  handler: async (ctx) => {
    const jobs = await seeFailedJobs(ctx.house, ctx.actor)
    const table = dataTable({ caption: 'Failed jobs', noun: ['job', 'jobs'], columns, rows: jobs, url: ctx.url, emptyWords: 'No job has failed. One that keeps failing after five tries appears here.' })
    return tableReply(ctx, [table], page('platform/admin/pages/failed-jobs/page.njk', { title: 'Failed jobs', table, jobs }))
  },
})

/** Puts a failed job back in its queue. */
export const retryJobPage = pageRoute({
  method: 'POST',
  url: '/jobs/failed/:jobId/retry',
  permission: ADMINISTER,
  params: z.object({ jobId: z.uuid() }),
  handler: async (ctx) => {
    await retryJob(ctx.house, ctx.actor, { jobId: ctx.params.jobId, queue: textOf(ctx.body, 'queue') })
    return redirectTo('/jobs/failed', 'The job is back in its queue')
  },
})

import { z } from 'zod'
import { need } from '../../../access/permission.ts'
import { read, write } from '../../../action/transaction.ts'
import type { FailedJob } from '../../../jobs/sender.ts'
import { dataTable, type Column } from '../../../components/data-table.ts'
import { page, redirectTo, tableReply } from '../../../web/reply.ts'
import { pageRoute } from '../../../web/route.ts'
import { textOf } from '../../../web/form.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import { NotFound } from '../../../action/refused.ts'
import { ADMINISTER } from '../../permissions.ts'

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
    const jobs = await read(ctx.house, ctx.actor, () => {
      need(ctx.actor, ADMINISTER)
      return ctx.house.jobs.listFailed()
    })
    const table = dataTable({ caption: 'Failed jobs', noun: ['job', 'jobs'], columns, rows: jobs, url: ctx.url, emptyWords: 'No job has failed. One that keeps failing after five tries appears here.' })
    return tableReply(ctx, [table], page('platform/admin/pages/failed-jobs/page.njk', { title: 'Failed jobs', table, jobs }))
  },
})

/** Puts a failed job back in its queue. */
export const retryJob = pageRoute({
  method: 'POST',
  url: '/jobs/failed/:jobId/retry',
  permission: ADMINISTER,
  params: z.object({ jobId: z.uuid() }),
  handler: async (ctx) => {
    const queue = textOf(ctx.body, 'queue')
    await write(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, ADMINISTER)
      const job = (await ctx.house.jobs.listFailed()).find((each) => each.id === ctx.params.jobId && each.queue === queue)
      if (job === undefined) throw new NotFound('That failed job')
      work.audit({ kind: 'job-retried', subjectKind: 'job', subjectId: job.id, detail: { queue } })
      await ctx.house.jobs.retry(queue, job.id)
    })
    return redirectTo('/jobs/failed', 'The job is back in its queue')
  },
})

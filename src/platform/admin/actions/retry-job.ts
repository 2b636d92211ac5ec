import type { Actor } from '../../access/actor.ts'
import { need } from '../../access/permission.ts'
import { NotFound } from '../../action/refused.ts'
import { write } from '../../action/transaction.ts'
import type { House } from '../../action/work.ts'
import { ADMINISTER } from '../permissions.ts'

/** Puts a job that was given up back in its queue. Throws `NotFound` when no such job has failed. */
export async function retryJob(house: House, actor: Actor, failed: { readonly jobId: string; readonly queue: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, ADMINISTER)
    const job = (await house.jobs.listFailed()).find((each) => each.id === failed.jobId && each.queue === failed.queue)
    if (job === undefined) throw new NotFound('That failed job')
    work.audit({ kind: 'job-retried', subjectKind: 'job', subjectId: job.id, detail: { queue: job.queue } })
    await house.jobs.retry(job.queue, job.id)
  })
}

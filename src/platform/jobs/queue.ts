import { fromKysely, PgBoss } from 'pg-boss'
import type { House } from '../action/work.ts'
import { LONDON } from '../../kernel/london.ts'
import type { JobHandler } from './handler.ts'
import type { FailedJob, JobSender } from './sender.ts'
import type { OutgoingJob } from './topic.ts'

/** The job queue of a running program. Each handler has a queue of its own, so that one that fails holds up no other. */
export interface JobQueue {
  readonly sender: JobSender
  /** Starts working jobs until `stop`; `onFailure` is told of each job that throws. */
  work(house: House, onFailure: (handler: string, fault: unknown) => void): Promise<void>
  /** Works every job that is due, and those they cause, then returns how many ran. A job that throws is thrown on. */
  drain(house: House): Promise<number>
  stop(): Promise<void>
}

/** A job whose worker was killed gives no sign of life any more, and is given to another after a minute; one that only takes long goes on. */
const HEARTBEAT = { heartbeatSeconds: 60 }
const RETRIES = { retryLimit: 5, retryDelay: 10, retryBackoff: true, ...HEARTBEAT }

/**
 * Opens the queue on the database at `url`, creating its tables and one queue for each handler.
 * @param clock true in the one process that should run handlers by the clock
 */
export async function openQueue(url: string, handlers: readonly JobHandler[], clock = false): Promise<JobQueue> {
  const boss = new PgBoss({ connectionString: url, max: 3, schedule: clock, supervise: clock, application_name: 'tendwell jobs' })
  boss.on('error', () => undefined) // a lost connection is retried at the next poll
  await boss.start()
  for (const handler of handlers) {
    await boss.createQueue(queueName(handler), RETRIES)
    if (clock && handler.cron !== undefined) await boss.schedule(queueName(handler), handler.cron, {}, { tz: LONDON })
  }
  return {
    sender: {
      send: (tx, jobs) => sendJobs(boss, handlers, fromKysely(tx), jobs),
      listFailed: () => listFailed(boss, handlers),
      retry: async (queue, id) => void (await boss.retry(queue, id)),
    },
    work: (house, onFailure) => workJobs(boss, handlers, house, onFailure),
    drain: (house) => drainJobs(boss, handlers, house),
    stop: () => boss.stop({ graceful: true, close: true }),
  }
}

/** The queue of a handler: topic and name, in the letters a queue's name may have. */
function queueName(handler: Pick<JobHandler, 'topic' | 'name'>): string {
  return `${handler.topic}/${handler.name.replace(/[^A-Za-z0-9]+/g, '-')}`
}

async function sendJobs(boss: PgBoss, handlers: readonly JobHandler[], db: ReturnType<typeof fromKysely>, jobs: readonly OutgoingJob[]): Promise<void> {
  for (const handler of handlers) {
    const mine = jobs.filter((job) => job.topic === handler.topic)
    if (mine.length === 0) continue
    const inserts = mine.map((job) => ({
      data: job.payload as object,
      ...HEARTBEAT,
      ...(job.startAfter === undefined ? {} : { startAfter: job.startAfter.toString() }),
    }))
    await boss.insert(queueName(handler), inserts, { db })
  }
}

async function workJobs(boss: PgBoss, handlers: readonly JobHandler[], house: House, onFailure: (handler: string, fault: unknown) => void): Promise<void> {
  for (const handler of handlers) {
    await boss.work<object>(queueName(handler), { pollingIntervalSeconds: 2, batchSize: 1 }, async (batch) => {
      for (const job of batch) {
        try {
          await handler.handle(house, job.data)
        } catch (fault) {
          onFailure(handler.name, fault)
          throw fault
        }
      }
    })
  }
}

async function drainJobs(boss: PgBoss, handlers: readonly JobHandler[], house: House): Promise<number> {
  let ran = 0
  for (let before = -1; before !== ran;) {
    before = ran
    for (const handler of handlers) ran += await drainQueue(boss, handler, house)
  }
  return ran
}

async function drainQueue(boss: PgBoss, handler: JobHandler, house: House): Promise<number> {
  const queue = queueName(handler)
  let ran = 0
  for (;;) {
    const jobs = await boss.fetch<object>(queue, { batchSize: 100 })
    if (jobs.length === 0) return ran
    for (const job of jobs) {
      try {
        await handler.handle(house, job.data)
      } catch (fault) {
        await boss.fail(queue, job.id, failureOf(fault))
        throw fault
      }
    }
    await boss.complete(queue, jobs.map((job) => job.id))
    ran += jobs.length
  }
}

async function listFailed(boss: PgBoss, handlers: readonly JobHandler[]): Promise<FailedJob[]> {
  const failed: FailedJob[] = []
  for (const handler of handlers) {
    for (const job of await boss.findJobs(queueName(handler))) {
      if (job.state !== 'failed') continue
      failed.push({
        id: job.id,
        queue: queueName(handler),
        handler: handler.name,
        payload: job.data,
        failedAt: job.completedOn === null ? null : Temporal.Instant.fromEpochMilliseconds(job.completedOn.getTime()),
        failure: failureWords(job.output),
      })
    }
  }
  return failed
}

function failureOf(fault: unknown): { message: string } {
  return { message: fault instanceof Error ? fault.message : String(fault) }
}

function failureWords(output: unknown): string {
  if (typeof output === 'object' && output !== null && 'message' in output) return String(output.message)
  return 'No reason was recorded'
}

import { pino } from 'pino'
import type { Config } from '../platform/config/config.ts'
import type { OpenHouse } from './open-house.ts'

/** Works jobs as they come, until the house closes. A job that throws is logged by its name and tried again. */
export async function startWorker(open: OpenHouse, config: Config): Promise<void> {
  const log = pino({ level: config.logLevel })
  await open.queue.work(open.house, (handler, fault) => {
    log.error({ handler, fault: fault instanceof Error ? fault.name : typeof fault }, 'a job failed and will be tried again')
  })
}

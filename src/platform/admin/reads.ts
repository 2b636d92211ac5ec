import type { Actor } from '../access/actor.ts'
import { need } from '../access/permission.ts'
import { listAccounts, type AccountLine } from '../access/store/account-list.read.ts'
import { read } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import { listAuditLines, type AuditLine, type AuditQuestion } from '../audit/event.read.ts'
import type { FailedJob } from '../jobs/sender.ts'
import { listMessages, type OutboxMessage } from '../notify/store/message.read.ts'
import { ADMINISTER, SEE_AUDIT } from './permissions.ts'

/** The audit trail, newest first. */
export async function seeAudit(house: House, actor: Actor, question: AuditQuestion): Promise<AuditLine[]> {
  return read(house, actor, (work) => {
    need(actor, SEE_AUDIT)
    return listAuditLines(work.tx, question)
  })
}

/** Jobs that were given up after their retries. */
export async function seeFailedJobs(house: House, actor: Actor): Promise<FailedJob[]> {
  return read(house, actor, () => {
    need(actor, ADMINISTER)
    return house.jobs.listFailed()
  })
}

/** The messages written, newest first, at most `most`. */
export async function seeMessages(house: House, actor: Actor, most: number): Promise<OutboxMessage[]> {
  return read(house, actor, (work) => {
    need(actor, ADMINISTER)
    return listMessages(work.tx, most)
  })
}

/** Every account with its open sessions. */
export async function seeAccounts(house: House, actor: Actor): Promise<AccountLine[]> {
  return read(house, actor, (work) => {
    need(actor, ADMINISTER)
    return listAccounts(work.tx, work.now)
  })
}

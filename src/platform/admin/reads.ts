import type { Actor } from '../access/actor.ts'
import { need } from '../access/permission.ts'
import { findAccountLine, listAccounts, type AccountLine, type AccountRecord } from '../access/store/account-list.read.ts'
import { NotFound } from '../action/refused.ts'
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

/** One account, with what its closing would end. Throws `NotFound`. */
export async function seeAccount(house: House, actor: Actor, accountId: string): Promise<AccountRecord> {
  return read(house, actor, async (work) => {
    need(actor, ADMINISTER)
    const account = await findAccountLine(work.tx, accountId, work.now)
    if (account === undefined) throw new NotFound('The account')
    return account
  })
}

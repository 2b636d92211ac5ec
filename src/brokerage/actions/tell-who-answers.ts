import { getPackage, listPackageSummaries } from '../../care/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { listStaff, type StaffAccount } from '../../platform/access/store/staff.read.ts'
import type { House } from '../../platform/action/work.ts'
import { notifyAccounts } from '../../platform/notify/notify.ts'
import { listBrokersOfPackage } from '../store/broker-work.read.ts'
import { listQueries } from '../store/query.read.ts'
import { SEND_OFFERS } from '../terms.ts'
import { writeIfNeeded } from './write-if-needed.ts'

/**
 * Tells whoever can answer a question that it waits: the broker who works on the package, else every broker, and the practitioner who
 * referred the person. For the job, as the asker's own role sees no account of the council. Undefined when it was answered meanwhile.
 */
export async function tellWhoAnswers(house: House, actor: Actor, input: { readonly queryId: string }): Promise<{ readonly told: number } | undefined> {
  return writeIfNeeded(house, actor, async (work) => {
    need(actor, SEND_OFFERS)
    const [query] = await listQueries(work.tx, { id: input.queryId })
    if (query === undefined || query.answers.length > 0) return undefined
    const { id, reference, personId } = await getPackage(work, query.packageId)
    const [summary] = await listPackageSummaries(work, [id])
    const staff = await listStaff(work.tx)
    const [broker] = await listBrokersOfPackage(work.tx, id)
    const own = staff.filter((each) => each.id === broker?.accountId)
    const brokers = own.length > 0 ? own : staff.filter((each) => each.role === 'broker')
    const accounts: StaffAccount[] = [...brokers, ...staff.filter((each) => each.role === 'practitioner' && each.name === summary?.receivedBy)].filter((each) => each.name !== query.askedBy)
    await notifyAccounts(work, accounts, 'query-asked', { package: reference, link: `/packages/${id}/queries` })
    work.audit({ kind: 'query-told', subjectKind: 'query', subjectId: query.id, personId, detail: { packageId: id, told: accounts.length } })
    return { told: accounts.length }
  })
}

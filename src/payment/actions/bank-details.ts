import { randomUUID } from 'node:crypto'
import { getProvider } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { notify } from '../../platform/notify/notify.ts'
import { accountInUse, bankAccountState, mayDecideAccount } from '../rules/bank-account-state.ts'
import { bankNumbers, listBankAccounts } from '../store/bank-account.read.ts'
import { insertBankAccount, insertBankAccountDecision, lockBankAccounts } from '../store/bank-account.write.ts'
import { APPROVE_BANK_DETAILS, bankAccountHref, RECORD_BANK_DETAILS, type BankNumbers } from '../terms/bank-account.ts'
import { isProgram } from './decide-run.ts'

/** An account to record for a provider, or for the council with the number by which Bacs knows it. */
export interface BankDetailsInput extends BankNumbers {
  readonly providerId: string | null
  readonly accountName: string
  readonly checkedHow: string
}

/**
 * Records bank details; they are used once somebody else approves them, and those before stay in use until then. The provider is told without any number, so that details it did not ask
 * for are noticed. Throws `Refused` for a council without a service user number and for details that are in use already, `NotFound`.
 */
export async function recordBankDetails(house: House, actor: Actor, input: BankDetailsInput): Promise<{ readonly nr: number }> {
  return write(house, actor, async (work) => {
    need(actor, RECORD_BANK_DETAILS)
    if ((input.providerId === null) !== (input.serviceUserNumber !== null)) throw new Refused('service-user', 'The council’s account has a service user number, a provider’s has none', 'serviceUserNumber')
    if (input.providerId !== null) await getProvider(work, input.providerId)
    await lockBankAccounts(work.tx, input.providerId)
    const before = await listBankAccounts(work.tx, { holder: input.providerId })
    const inUse = accountInUse(before)
    const numbers = inUse === undefined ? undefined : (await bankNumbers(work.tx, [inUse.id])).get(inUse.id)
    if (inUse?.accountName === input.accountName && numbers?.sortCode === input.sortCode && numbers.accountNumber === input.accountNumber && numbers.serviceUserNumber === input.serviceUserNumber) throw new Refused('same', 'These details are in use already', 'accountNumber')
    const account = { id: randomUUID(), providerId: input.providerId, nr: (before.at(-1)?.nr ?? 0) + 1, accountName: input.accountName, checkedHow: input.checkedHow, recordedAt: work.now, recordedBy: { accountId: actor.userId, name: actor.name } }
    await insertBankAccount(work.tx, account, input)
    await tellProvider(work, input.providerId, 'bank-details-recorded')
    for (const role of APPROVE_BANK_DETAILS.roles) await notify(work, { organisationId: null, role }, 'bank-details-to-approve', { link: bankAccountHref(input.providerId) })
    work.audit({ kind: 'bank-details-recorded', subjectKind: 'bank-account', subjectId: account.id, detail: { providerId: input.providerId, nr: account.nr } })
    return { nr: account.nr }
  })
}

/** What is decided about a holder's details; `note` is the reason when they are refused. */
export interface BankDetailsDecision {
  readonly providerId: string | null
  readonly nr: number
  readonly isApproved: boolean
  readonly note: string | null
}

/** Approves bank details, which are used from then on, or refuses them. Throws `Refused` for whoever recorded them, a program, a refusal without a reason, and what was decided; `NotFound`. */
export async function decideBankDetails(house: House, actor: Actor, input: BankDetailsDecision): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, APPROVE_BANK_DETAILS)
    if (!input.isApproved && input.note === null) throw new Refused('reason', 'Say why they are refused', 'note')
    await lockBankAccounts(work.tx, input.providerId)
    const all = await listBankAccounts(work.tx, { holder: input.providerId })
    const account = all.find((each) => each.nr === input.nr)
    if (account === undefined) throw new NotFound('The bank details')
    const by = { accountId: actor.userId, name: actor.name }
    const decided = mayDecideAccount({ state: bankAccountState(account, all), recordedBy: account.recordedBy }, { ...by, isProgram: isProgram(actor) }, input.isApproved)
    if (!decided.ok) throw new Refused(decided.reasons[0]?.clause ?? 'refused', decided.reasons.map((reason) => reason.words).join(' '), 'decision')
    await insertBankAccountDecision(work.tx, account, { isApproved: input.isApproved, note: input.note, at: work.now, by })
    if (input.isApproved) await tellProvider(work, input.providerId, 'bank-details-approved')
    work.audit({ kind: input.isApproved ? 'bank-details-approved' : 'bank-details-refused', subjectKind: 'bank-account', subjectId: account.id, detail: { providerId: input.providerId, nr: account.nr } })
  })
}

async function tellProvider(work: Work, providerId: string | null, template: 'bank-details-recorded' | 'bank-details-approved'): Promise<void> {
  if (providerId !== null) await notify(work, { organisationId: providerId, role: 'provider-finance' }, template, { link: '/bank-details' })
}

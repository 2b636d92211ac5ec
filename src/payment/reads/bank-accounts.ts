import { listPresentProviders, providerNames } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { holds, isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound } from '../../platform/action/refused.ts'
import { read } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { accountInUse, bankAccountState } from '../rules/bank-account-state.ts'
import { bankNumbers, listBankAccounts, listOwnBankAccounts } from '../store/bank-account.read.ts'
import { APPROVE_BANK_DETAILS, SEE_BANK_DETAILS, SEE_COUNCIL_ACCOUNT, type BankAccount, type BankAccountState, type BankNumbers } from '../terms/bank-account.ts'

/** An account with where it stands. */
export type StandingAccount = BankAccount & { readonly state: BankAccountState }

/** A holder with the account that is paid and the one that waits. */
export interface BankHolder {
  readonly providerId: string | null
  readonly name: string
  readonly inUse: StandingAccount | undefined
  readonly waiting: StandingAccount | undefined
  /** The newest first. */
  readonly history: readonly StandingAccount[]
}

const COUNCIL = 'The council'

/** The council's and every provider's bank details without their numbers; a provider sees its own alone. */
export async function seeBankDetails(house: House, actor: Actor): Promise<BankHolder[]> {
  return read(house, actor, async (work) => {
    need(actor, SEE_BANK_DETAILS)
    if (actor.organisationId !== null) return [holderOf(actor.organisationId, 'Your organisation', await listOwnBankAccounts(work.tx))]
    const accounts = await listBankAccounts(work.tx)
    const present = await listPresentProviders(work)
    const names = await providerNames(work, accounts.flatMap((each) => each.providerId ?? []))
    const providers = new Map([...present.map(({ id, name }) => [id, name] as const), ...names])
    const of = (providerId: string | null) => accounts.filter((each) => each.providerId === providerId)
    return [holderOf(null, COUNCIL, of(null)), ...[...providers].toSorted(([, a], [, b]) => a.localeCompare(b, 'en')).map(([id, name]) => holderOf(id, name, of(id)))]
  })
}

/** One holder's bank details; the numbers of what waits and of what is in use are given to those who approve them alone, and that they were read is kept. Throws `NotFound`. */
export async function seeBankHolder(house: House, actor: Actor, providerId: string | null): Promise<BankHolder & { readonly numbers: ReadonlyMap<string, BankNumbers> }> {
  return read(house, actor, async (work) => {
    need(actor, providerId === null ? SEE_COUNCIL_ACCOUNT : SEE_BANK_DETAILS)
    if (actor.organisationId !== null) {
      if (providerId === null || !isOwnOrganisation(actor, providerId)) throw new NotFound('The bank details')
      return { ...holderOf(providerId, 'Your organisation', await listOwnBankAccounts(work.tx)), numbers: new Map() }
    }
    const name = providerId === null ? COUNCIL : (await providerNames(work, [providerId])).get(providerId)
    if (name === undefined) throw new NotFound('The provider')
    const holder = holderOf(providerId, name, await listBankAccounts(work.tx, { holder: providerId }))
    const toShow = holds(actor, APPROVE_BANK_DETAILS) && actor.scopes === null ? [holder.inUse, holder.waiting].flatMap((each) => each?.id ?? []) : []
    for (const id of toShow) work.audit({ kind: 'bank-numbers-read', subjectKind: 'bank-account', subjectId: id, detail: { providerId } })
    return { ...holder, numbers: await bankNumbers(work.tx, toShow) }
  })
}

function holderOf(providerId: string | null, name: string, accounts: readonly BankAccount[]): BankHolder {
  const history = accounts.map((each): StandingAccount => ({ ...each, state: bankAccountState(each, accounts) })).toSorted((a, b) => b.nr - a.nr)
  const used = accountInUse(history)
  return { providerId, name, inUse: used, waiting: history.find((each) => each.state === 'waiting'), history }
}

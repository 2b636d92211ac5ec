import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { write } from '../../action/transaction.ts'
import type { House } from '../../action/work.ts'
import { ADMINISTER } from '../../admin/permissions.ts'
import type { Actor } from '../actor.ts'
import { need } from '../permission.ts'
import { PROVIDER_ROLES, ROLES } from '../roles.ts'
import { insertAccount } from '../store/user-account.write.ts'

/** Who may sign in, and as what. */
export const newAccount = z
  .object({
    issuer: z.url(),
    subject: z.string().trim().min(1, 'Enter the subject that the identity provider gives'),
    name: z.string().trim().min(1, 'Enter a name'),
    email: z.email('Enter an email address in the form name@example.org'),
    role: z.enum(ROLES, 'Choose a role'),
    organisationId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
  })
  .refine((account) => PROVIDER_ROLES.includes(account.role) === (account.organisationId !== null), { message: 'Choose the provider for a provider role, and none for any other', path: ['organisationId'] })
  .refine((account) => (account.role === 'person') === (account.personId !== null), { message: 'Choose whose care it is for the role person, and nobody for any other', path: ['personId'] })
export type NewAccount = z.output<typeof newAccount>

/** Adds an account. The same issuer and subject again is refused by the caller's page through `Refused`. */
export async function addAccount(house: House, actor: Actor, account: NewAccount): Promise<{ userId: string }> {
  return write(house, actor, async (work) => {
    need(actor, ADMINISTER)
    const userId = randomUUID()
    await insertAccount(work.tx, { id: userId, ...account, createdAt: work.now })
    work.audit({ kind: 'account-added', subjectKind: 'account', subjectId: userId, personId: account.personId, detail: { role: account.role, organisationId: account.organisationId } })
    return { userId }
  })
}

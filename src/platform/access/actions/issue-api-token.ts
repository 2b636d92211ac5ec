import { randomUUID } from 'node:crypto'
import { Refused } from '../../action/refused.ts'
import { write } from '../../action/transaction.ts'
import type { House } from '../../action/work.ts'
import type { Actor } from '../actor.ts'
import { need, type Permission } from '../permission.ts'
import { COUNCIL_ROLES, type Role } from '../roles.ts'
import { newSecret, secretHash } from '../secret-token.ts'
import { insertToken } from '../store/api-token.write.ts'
import { MANAGE_API_TOKENS } from '../terms.ts'

/** What a new token is to be able to do, and until when. */
export interface NewApiToken {
  readonly name: string
  readonly role: Role
  /** Names of permissions; each must be one that the role holds. */
  readonly scopes: readonly string[]
  readonly days: number
}

/**
 * Issues a token for programs and answers its secret, which is shown once and kept nowhere.
 * A token belongs to the organisation of whoever issues it and never holds more than its role does.
 * Nobody issues a token for another role than their own, except an administrator for the council's roles.
 */
export async function issueApiToken(house: House, actor: Actor, input: NewApiToken, permissions: readonly Permission[]): Promise<{ id: string; secret: string }> {
  return write(house, actor, async (work) => {
    need(actor, MANAGE_API_TOKENS)
    const { userId } = actor
    if (userId === null) throw new Refused('no-person', 'A token is issued by somebody who is signed in, not by a program.')
    if (actor.role !== 'administrator' && input.role !== actor.role) throw new Refused('role', 'Choose your own role for the token.', 'role')
    // A token of the council with a provider's role would belong to no provider, and be let through as if to all.
    if (actor.organisationId === null && !COUNCIL_ROLES.includes(input.role)) throw new Refused('role', 'Choose one of the council’s own roles for the token. A provider issues its own.', 'role')
    const held = permissions.filter((permission) => permission.roles.includes(input.role)).map((permission) => permission.name)
    const stray = input.scopes.find((scope) => !held.includes(scope))
    if (stray !== undefined) throw new Refused('scope', `The role of this token does not hold ${stray}. Leave it out.`, 'scopes')
    const secret = `tw_${newSecret()}`
    const id = randomUUID()
    const token = {
      id,
      organisationId: actor.organisationId,
      role: input.role,
      name: input.name,
      scopes: input.scopes,
      createdBy: userId,
      createdAt: work.now,
      expiresAt: work.now.add({ hours: input.days * 24 }),
    }
    await insertToken(work.tx, token, secretHash(secret))
    work.audit({ kind: 'api-token-issued', subjectKind: 'api-token', subjectId: id, detail: { role: input.role, scopes: input.scopes, days: input.days } })
    return { id, secret }
  })
}

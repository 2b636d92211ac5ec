import { NotFound } from '../../action/refused.ts'
import { write } from '../../action/transaction.ts'
import type { House } from '../../action/work.ts'
import type { Actor } from '../actor.ts'
import { need } from '../permission.ts'
import { findToken } from '../store/api-token.read.ts'
import { setTokenRevoked } from '../store/api-token.write.ts'
import { MANAGE_API_TOKENS } from '../terms.ts'

/** Ends a token of the actor's own organisation at once. A stranger's token is not found. */
export async function revokeApiToken(house: House, actor: Actor, id: string): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, MANAGE_API_TOKENS)
    const token = await findToken(work.tx, id)
    if (token === undefined || token.organisationId !== actor.organisationId) throw new NotFound('The token')
    await setTokenRevoked(work.tx, id, work.now)
    work.audit({ kind: 'api-token-revoked', subjectKind: 'api-token', subjectId: id })
  })
}

import { read } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import { systemActor, type Actor } from './actor.ts'
import { secretHash } from './secret-token.ts'
import { findTokenByHash, type ApiToken } from './store/api-token.read.ts'
import { touchToken } from './store/api-token.write.ts'

const TOUCH_EVERY_MINUTES = 5

/**
 * The actor that a token's secret stands for; undefined when the token is unknown, expired or revoked, or the account that issued
 * it is closed.
 */
export async function actorOfToken(house: House, secret: string, requestId: string): Promise<{ actor: Actor; tokenId: string } | undefined> {
  return read(house, systemActor('api tokens'), async (work) => {
    const token = await findTokenByHash(work.tx, secretHash(secret))
    if (token === undefined || !isUsable(token, work.now)) return undefined
    if (token.lastUsedAt === null || work.now.since(token.lastUsedAt).total('minutes') >= TOUCH_EVERY_MINUTES) {
      await touchToken(work.tx, token.id, work.now)
    }
    const actor: Actor = {
      userId: null,
      name: `Program: ${token.name}`,
      role: token.role,
      organisationId: token.organisationId,
      personId: null,
      scopes: token.scopes,
      requestId,
    }
    return { actor, tokenId: token.id }
  })
}

/** True while a token works. */
function isUsable(token: ApiToken, now: Temporal.Instant): boolean {
  return token.revokedAt === null && Temporal.Instant.compare(now, token.expiresAt) < 0
}

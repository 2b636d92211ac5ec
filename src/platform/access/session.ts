import { read, writeForHouse } from '../action/transaction.ts'
import type { House } from '../action/work.ts'
import { systemActor, type Actor } from './actor.ts'
import { newSecret, secretHash } from './secret-token.ts'
import { findSession, type OpenSession } from './store/session.read.ts'
import { deleteExpiredSessions, deleteSession, deleteSessionsOf, insertSession, touchSession } from './store/session.write.ts'
import { findActiveAccount, type UserAccount } from './store/user-account.read.ts'

/** How long a session lasts: unused, and in all. */
export interface SessionLimits {
  readonly sessionIdleMinutes: number
  readonly sessionMaxHours: number
}

/** A session is noted as in use at most this often, so that reading pages does not write a row each time. */
const TOUCH_EVERY_SECONDS = 60

/** The account of somebody the identity provider vouched for; undefined when there is none here. */
export async function accountOf(house: House, issuer: string, subject: string): Promise<UserAccount | undefined> {
  return read(house, systemActor('sessions'), (work) => findActiveAccount(work.tx, issuer, subject))
}

/** Opens a session and answers the secret for its cookie. */
export async function startSession(house: House, account: UserAccount, idToken: string, limits: SessionLimits, requestId: string): Promise<string> {
  const secret = newSecret()
  await writeForHouse(house, actorOf(account, requestId), async (work) => {
    await deleteExpiredSessions(work.tx, work.now)
    const expiresAt = work.now.add({ hours: limits.sessionMaxHours })
    await insertSession(work.tx, { tokenHash: secretHash(secret), userId: account.id, idToken, at: work.now, expiresAt })
    work.audit({ kind: 'signed-in', subjectKind: 'user-account', subjectId: account.id })
  })
  return secret
}

/** The session behind a cookie, unless it was left idle too long, has reached its end, or never was. */
export async function resumeSession(house: House, secret: string, limits: SessionLimits): Promise<OpenSession | undefined> {
  const tokenHash = secretHash(secret)
  return read(house, systemActor('sessions'), async (work) => {
    const session = await findSession(work.tx, tokenHash)
    if (session === undefined || !isAlive(session, work.now, limits)) return undefined
    const untouched = work.now.since(session.lastSeenAt).total('seconds')
    if (untouched >= TOUCH_EVERY_SECONDS) await touchSession(work.tx, tokenHash, work.now)
    return session
  })
}

/** Ends the session of this browser. Its row is read first, because the identity provider wants the id token back. */
export async function endSession(house: House, actor: Actor, secret: string): Promise<{ idToken: string } | undefined> {
  const tokenHash = secretHash(secret)
  return writeForHouse(house, actor, async (work) => {
    const session = await findSession(work.tx, tokenHash)
    await deleteSession(work.tx, tokenHash)
    work.audit({ kind: 'signed-out', subjectKind: 'user-account', subjectId: actor.userId ?? 'unknown' })
    return session
  })
}

/** Ends every session of the actor, on every device. */
export async function endEverySession(house: House, actor: Actor, userId: string): Promise<number> {
  return writeForHouse(house, actor, async (work) => {
    const ended = await deleteSessionsOf(work.tx, userId)
    work.audit({ kind: 'signed-out-everywhere', subjectKind: 'user-account', subjectId: userId, detail: { sessions: ended } })
    return ended
  })
}

/** The actor that a signed-in account is. */
export function actorOf(account: UserAccount, requestId: string): Actor {
  return {
    userId: account.id,
    name: account.name,
    role: account.role,
    organisationId: account.organisationId,
    personId: account.personId,
    scopes: null,
    requestId,
  }
}

function isAlive(session: OpenSession, now: Temporal.Instant, limits: SessionLimits): boolean {
  if (Temporal.Instant.compare(now, session.expiresAt) >= 0) return false
  return now.since(session.lastSeenAt).total('minutes') < limits.sessionIdleMinutes
}

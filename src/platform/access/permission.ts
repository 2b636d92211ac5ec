import type { Actor } from './actor.ts'
import { Forbidden } from '../action/refused.ts'
import { PROVIDER_ROLES, type Role } from './roles.ts'

/** Something a role may do or see. Slices declare theirs in `terms.ts`; its name is also an API scope. */
export interface Permission {
  /** Slice and deed, for example `brokerage.send-offers`. */
  readonly name: string
  /** Finishes the sentence "You need to be able to …". */
  readonly words: string
  readonly roles: readonly Role[]
}

/** Answers whether the actor holds the permission, by role and, for a token, by scope. */
export function holds(actor: Actor, permission: Permission): boolean {
  if (actor.role === 'system') return true
  if (!permission.roles.includes(actor.role)) return false
  // Reads tell council from provider by the organisation: a provider's role without one must not pass for the council.
  if (PROVIDER_ROLES.includes(actor.role) && actor.organisationId === null) return false
  return actor.scopes === null || actor.scopes.includes(permission.name)
}

/** Asks for the permission; throws `Forbidden` when the actor lacks it. The first line of every action and read. */
export function need(actor: Actor, permission: Permission): void {
  if (!holds(actor, permission)) throw new Forbidden(permission.words)
}

/**
 * Asks that a row's organisation is the actor's own, when the actor belongs to one.
 * Council staff and the system pass. The answer to a stranger is "not found", so that ids cannot be probed.
 */
export function isOwnOrganisation(actor: Actor, organisationId: string | null): boolean {
  return actor.organisationId === null || actor.organisationId === organisationId
}

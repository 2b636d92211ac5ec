import type { Actor } from './actor.ts'

/** Somebody who has not signed in. Holds no permission: its list of scopes is empty. */
export function anonymousActor(requestId: string | null): Actor {
  return { userId: null, name: 'Not signed in', role: 'person', organisationId: null, personId: null, scopes: [], requestId }
}

/** True for somebody who has not signed in. Tokens have an empty user id too, but always some scope. */
export function isAnonymous(actor: Actor): boolean {
  return actor.userId === null && actor.role === 'person' && actor.scopes?.length === 0
}

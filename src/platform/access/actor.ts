import type { Role } from './roles.ts'

/** Whoever an action or a read is done for. Every one of them names its actor. */
export interface Actor {
  readonly userId: string | null
  /** For screens and the audit trail; staff and system names only, never a person receiving care. */
  readonly name: string
  readonly role: Role | 'system'
  /** The provider the actor belongs to; null for the council and the system. */
  readonly organisationId: string | null
  /** Set for the role `person`: whose care they may see. */
  readonly personId: string | null
  /** Set for API tokens: the permissions the token was given, by name; null means all that the role has. */
  readonly scopes: readonly string[] | null
  readonly requestId: string | null
}

/** The house acting for itself: jobs, the command line, the demonstration's loader. */
export function systemActor(name: string): Actor {
  return { userId: null, name, role: 'system', organisationId: null, personId: null, scopes: null, requestId: null }
}

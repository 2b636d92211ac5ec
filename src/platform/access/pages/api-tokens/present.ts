import { londonDate } from '../../../../kernel/london.ts'
import { wordsForDate } from '../../../../kernel/words.ts'
import type { Cell, Column } from '../../../components/data-table.ts'
import type { Actor } from '../../actor.ts'
import type { Permission } from '../../permission.ts'
import { COUNCIL_ROLES, ROLE_NAMES, type Role } from '../../roles.ts'
import type { ApiToken } from '../../store/api-token.read.ts'

/** The roles a token of this actor may act in. */
export function rolesFor(actor: Actor): { value: Role; text: string }[] {
  if (actor.role === 'system') return []
  const roles = actor.role === 'administrator' ? COUNCIL_ROLES : [actor.role]
  return roles.map((role) => ({ value: role, text: ROLE_NAMES[role] }))
}

/** What a token may be allowed to do, in words. */
export function scopeChoices(permissions: readonly Permission[], actor: Actor): { value: string; text: string; hint: { text: string } }[] {
  const roles = rolesFor(actor).map((role) => role.value)
  return permissions
    .filter((permission) => permission.roles.some((role) => roles.includes(role)))
    .map((permission) => ({ value: permission.name, text: sentence(permission.words), hint: { text: permission.name } }))
}

/** The columns of the list of tokens. */
export function tokenColumns(now: Temporal.Instant): Column<ApiToken>[] {
  return [
    { key: 'name', heading: 'Name', value: (token) => token.name, sort: (token) => token.name },
    { key: 'role', heading: 'Acts as', value: (token) => ROLE_NAMES[token.role] },
    { key: 'scopes', heading: 'May', value: (token) => token.scopes.join(', ') },
    { key: 'used', heading: 'Last used', value: (token) => (token.lastUsedAt === null ? 'Never' : dateOf(token.lastUsedAt)), sort: (token) => token.lastUsedAt?.epochMilliseconds ?? 0 },
    { key: 'expires', heading: 'Works until', value: (token) => dateOf(token.expiresAt), sort: (token) => token.expiresAt.epochMilliseconds },
    { key: 'state', heading: 'State', value: (token) => stateOf(token, now) },
  ]
}

function stateOf(token: ApiToken, now: Temporal.Instant): Cell {
  if (token.revokedAt !== null) return { text: '', tag: { text: 'Revoked', colour: 'grey' } }
  if (Temporal.Instant.compare(now, token.expiresAt) >= 0) return { text: '', tag: { text: 'Expired', colour: 'grey' } }
  return { text: '', tag: { text: 'Works', colour: 'green' } }
}

function dateOf(at: Temporal.Instant): string {
  return wordsForDate(londonDate(at))
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

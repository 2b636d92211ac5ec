import { z } from 'zod'
import { ROLE_NAMES, type Role } from '../access/roles.ts'
import { fieldError, textOf, type FieldError } from './form.ts'
import type { FormBody } from './route.ts'

/** A limit for a role or one account, as a form gave it. Pence are null for a kind without an amount. */
export interface AskedLimit<R extends Role, K extends string> {
  readonly of: { readonly role: R } | { readonly accountId: string }
  readonly kind: K
  readonly pence: number | null
}

/** What may be chosen, and what is said when it was not. `pounds` is the shape of an amount. */
interface LimitForm<R extends Role, K extends string> {
  readonly roles: readonly R[]
  readonly kinds: readonly (K | 'limit')[]
  readonly pounds: RegExp
  readonly missing: { readonly kind: string; readonly pounds: string }
}

/** Reads the fields `of`, `kind` and `pounds` of a form that sets a limit; what is wrong is added to `errors`. */
export function askedLimit<R extends Role, K extends string>(body: FormBody, { roles, kinds, pounds, missing }: LimitForm<R, K>, errors: FieldError[]): AskedLimit<R, K | 'limit'> | undefined {
  const chosen = textOf(body, 'of')
  const role = roles.find((each) => each === chosen)
  if (role === undefined && !z.uuid().safeParse(chosen).success) errors.push(fieldError('of', 'Choose a role or an account'))
  const kind = kinds.find((each) => each === textOf(body, 'kind'))
  if (kind === undefined) errors.push(fieldError('kind', missing.kind))
  const typed = textOf(body, 'pounds')
  if (kind === 'limit' && !pounds.test(typed)) errors.push(fieldError('pounds', missing.pounds))
  if (kind === undefined) return undefined
  return { of: role === undefined ? { accountId: chosen } : { role }, kind, pence: kind === 'limit' ? Math.round(Number(typed.replace(/[£,]/g, '')) * 100) : null }
}

/** Whom a limit may be for: every role first, then every account. */
export function limitChoices(seen: { readonly roles: readonly { readonly role: Role }[]; readonly accounts: readonly { readonly id: string; readonly name: string; readonly role: Role }[] }, body: FormBody): object[] {
  const chosen = textOf(body, 'of')
  return [
    { value: '', text: 'Choose a role or an account', selected: chosen === '' },
    ...seen.roles.map(({ role }) => ({ value: role, text: `Everybody in the role: ${ROLE_NAMES[role]}`, selected: chosen === role })),
    ...seen.accounts.map((each) => ({ value: each.id, text: `${each.name}, ${ROLE_NAMES[each.role].toLowerCase()}`, selected: chosen === each.id })),
  ]
}

/** The kinds of limit as radios. */
export function limitKinds<K extends string>(kinds: readonly K[], names: Readonly<Record<K, string>>, body: FormBody): object[] {
  return kinds.map((kind) => ({ value: kind, text: names[kind], checked: textOf(body, 'kind') === kind, ...(kind === 'as-role' ? { hint: { text: 'For an account: its own limit ends' } } : {}) }))
}

import type { Actor } from '../../src/platform/access/actor.ts'

/** Somebody who asks for pages: signed in in a browser, and with tokens where their role can have one. */
export interface Visitor {
  readonly key: string
  readonly actor: Actor
  readonly cookies: Readonly<Record<string, string>>
  /** A token with every scope the role holds, and one with none; undefined for the role that has no tokens. */
  readonly token: { readonly full: string; readonly empty: string } | undefined
}

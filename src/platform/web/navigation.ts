import type { Actor } from '../access/actor.ts'
import { isAnonymous } from '../access/anonymous.ts'
import { holds, type Permission } from '../access/permission.ts'
import type { NavigationItem } from '../slice-wiring.ts'
import type { Entry } from './route.ts'

/** One link of the GOV.UK service navigation. */
export interface NavigationLink {
  readonly text: string
  readonly href: string
  /** The page itself, or one below it. */
  readonly active: boolean
  readonly current: boolean
}

/** Answers whether the actor may open a route or link. */
export function mayEnter(actor: Actor, entry: Entry): boolean {
  if (entry === 'public') return true
  if (entry === 'signed-in') return !isAnonymous(actor)
  return permissionsOf(entry).some((permission) => holds(actor, permission))
}

/** The permissions of which an entry asks one; none where signing in is enough. */
export function permissionsOf(entry: Entry): readonly Permission[] {
  if (typeof entry === 'string') return []
  return 'name' in entry ? [entry] : entry
}

/** What somebody who is turned away would need to be able to do. */
export function wordsOfEntry(entry: Entry): string {
  return permissionsOf(entry)[0]?.words ?? 'do this'
}

/** The primary navigation of one actor: what they may open, in order, with the place they are in marked. */
export function navigationFor(items: readonly NavigationItem[], actor: Actor, url: string): NavigationLink[] {
  if (isAnonymous(actor)) return []
  const path = new URL(url, 'http://local').pathname
  const open = items.filter((item) => mayEnter(actor, item.permission)).sort((a, b) => a.order - b.order)
  const here = open.map((item) => item.href).filter((href) => isWithin(path, href)).sort((a, b) => b.length - a.length)[0]
  return open.map((item) => ({ text: item.label, href: item.href, active: item.href === here, current: item.href === path }))
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`))
}

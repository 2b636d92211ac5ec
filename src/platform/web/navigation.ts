import type { Actor } from '../access/actor.ts'
import { isAnonymous } from '../access/anonymous.ts'
import { holds, type Permission } from '../access/permission.ts'
import type { NavigationItem } from '../slice-wiring.ts'
import type { Entry } from './route.ts'

/** One link of the GOV.UK service navigation, or of the MoJ sub-navigation. */
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

/** What the frame of a page leads to: entries in one row, and below them the pages of the section one is in. */
export interface Navigation {
  readonly primary: readonly NavigationLink[]
  /** Absent where the section has a single page, or the page is of no section. */
  readonly section: { readonly name: string; readonly links: readonly NavigationLink[] } | undefined
}

/**
 * The navigation of one actor: what they may open, in order, with the place they are in marked. A section's entry leads
 * to the first of its pages that they may open; a section of one page is shown as that page.
 */
export function navigationFor(items: readonly NavigationItem[], actor: Actor, url: string): Navigation {
  if (isAnonymous(actor)) return { primary: [], section: undefined }
  const path = new URL(url, 'http://local').pathname
  const open = items.filter((item) => mayEnter(actor, item.permission)).sort((a, b) => a.order - b.order)
  const here = open.filter((item) => [item.href, ...(item.covers ?? [])].some((href) => isWithin(path, href))).sort((a, b) => b.href.length - a.href.length)[0]
  const linkTo = (item: NavigationItem): NavigationLink => ({ text: item.label, href: item.href, active: item === here, current: item.href === path })
  const groups = Map.groupBy(open, (item) => item.section ?? item)
  const primary = [...groups].flatMap(([section, [first, ...others]]) => {
    if (first === undefined) return []
    if (typeof section !== 'string' || others.length === 0) return [linkTo(first)]
    return [{ text: section, href: first.href, active: here?.section === section, current: first.href === path }]
  })
  const siblings = here?.section === undefined ? [] : (groups.get(here.section) ?? [])
  return { primary, section: here?.section === undefined || siblings.length < 2 ? undefined : { name: here.section, links: siblings.map(linkTo) } }
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`))
}

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
  readonly section: LinksOf | undefined
  /** The link one is at with those that stand behind it; absent where there are none, and on pages that only belong to it. */
  readonly beside: LinksOf | undefined
}

/** Links that belong together, under the name of what they belong to. */
interface LinksOf {
  readonly name: string
  readonly links: readonly NavigationLink[]
}

/**
 * The navigation of one actor: what they may open, in order, with the place they are in marked. A section's entry leads
 * to the first of its pages that they may open; a section of one page is shown as that page. A link that stands behind
 * another one which they may open is left out of the section, and that one is marked in its stead.
 */
export function navigationFor(items: readonly NavigationItem[], actor: Actor, url: string): Navigation {
  if (isAnonymous(actor)) return { primary: [], section: undefined, beside: undefined }
  const path = new URL(url, 'http://local').pathname
  const open = items.filter((item) => mayEnter(actor, item.permission)).sort((a, b) => a.order - b.order)
  const frontOf = (item: NavigationItem): NavigationItem => open.find((each) => each.href === item.behind) ?? item
  const here = open.filter((item) => [item.href, ...(item.covers ?? [])].some((href) => isWithin(path, href))).sort((a, b) => b.href.length - a.href.length)[0]
  const front = here === undefined ? undefined : frontOf(here)
  const linkTo = (item: NavigationItem, at = front): NavigationLink => ({ text: item.label, href: item.href, active: item === at, current: item.href === path })
  const groups = Map.groupBy(open.filter((item) => frontOf(item) === item), (item) => item.section ?? item)
  const primary = [...groups].flatMap(([section, [first, ...others]]) => {
    if (first === undefined) return []
    if (typeof section !== 'string' || others.length === 0) return [linkTo(first)]
    return [{ text: section, href: first.href, active: front?.section === section, current: first.href === path }]
  })
  const siblings = front?.section === undefined ? [] : (groups.get(front.section) ?? [])
  const together = here === undefined || !isWithin(path, here.href) ? [] : open.filter((item) => frontOf(item) === front)
  return {
    primary,
    section: front?.section === undefined || siblings.length < 2 ? undefined : { name: front.section, links: siblings.map((item) => linkTo(item)) },
    beside: front === undefined || together.length < 2 ? undefined : { name: front.label, links: together.map((item) => linkTo(item, here)) },
  }
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`))
}

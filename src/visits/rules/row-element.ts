import { guessPaths } from './guess-columns.ts'

const MOST_CANDIDATES = 40

/** A path of an XML file, from its outermost element on; attributes begin with @. */
export interface XmlPath {
  readonly path: string
  readonly isElement: boolean
  readonly count: number
  /** Most of them inside one element around them. */
  readonly most: number
  /** False for an element that holds no other. */
  readonly holdsElements: boolean
  readonly hasText: boolean
  /** Its values are dates or times. */
  readonly isMoment: boolean
}

/** An element that may stand for one visit of one care worker, with how much speaks for it. */
export interface RowElement {
  readonly path: string
  readonly count: number
  readonly evidence: number
}

/** The paths whose values a row of an element has: its own, and those of the elements around it that are there once in each. In the order of the file, as headings below the outermost element. */
export function columnsOfElement(element: string, paths: readonly XmlPath[]): { readonly path: string; readonly heading: string }[] {
  const of = new Map(paths.map((each) => [each.path, each]))
  return paths.flatMap((each) => {
    if (!holdsValue(each)) return []
    if (!isWithin(each.path, element) && isRepeatedOutside(each.path, element, of)) return []
    return [{ path: each.path, heading: headingOf(each.path, paths[0]?.path ?? '') }]
  })
}

/** The nearest element around an element that has values of its own, if any but the outermost: where rows are care workers, it is the visit. */
export function elementAround(element: string, paths: readonly XmlPath[]): string | null {
  const root = paths[0]?.path ?? ''
  for (let at = element.slice(0, element.lastIndexOf('/')); at.length > root.length; at = at.slice(0, at.lastIndexOf('/'))) {
    if (paths.some((each) => holdsValue(each) && each.path.slice(0, each.path.lastIndexOf('/')) === at)) return at
  }
  return null
}

/** Whether the visit is the element around the rows: its reference or its planned start stands outside them. */
export function isVisitAround(element: string, headings: readonly string[], columns: Readonly<Record<string, number>>): boolean {
  return isFromAround(element, headings, columns['visit_reference']) || isFromAround(element, headings, columns['planned_start'])
}

/** Whether a column has values of the elements around the rows. */
export function isFromAround(element: string, headings: readonly string[], column: number | undefined): boolean {
  const heading = column === undefined ? undefined : headings[column]
  const row = headingOf(element, element.split('/')[0] ?? '')
  return heading !== undefined && !heading.startsWith(`${row} (`) && !isWithin(heading, row)
}

/** A path as its column is headed: below the outermost element, which is the same in every row. */
export function headingOf(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path
}

/** Whether a path is an element itself or lies inside it. */
export function isWithin(path: string, element: string): boolean {
  return path === element || path.startsWith(`${element}/`)
}

/**
 * The elements that may stand for one visit of one care worker, likeliest first: each column that is understood by its name speaks for an element, most when it
 * is near, dates and times speak for it as well, and what stands several times in one element speaks for a smaller one. Where nothing speaks, the most frequent comes first.
 */
export function rowElements(paths: readonly XmlPath[]): RowElement[] {
  const of = new Map(paths.map((each) => [each.path, each]))
  const withAttributes = new Set(paths.filter((each) => !each.isElement).map(({ path }) => path.slice(0, path.lastIndexOf('/'))))
  const elements = paths.filter((each) => each.isElement && (each.holdsElements || withAttributes.has(each.path)))
  const repeated = elements.filter((each) => each.count > 1)
  const candidates = (repeated.length > 0 ? repeated : elements.length > 1 ? elements.slice(1) : elements).toSorted((a, b) => b.count - a.count).slice(0, MOST_CANDIDATES)
  return candidates.map((each) => ({ path: each.path, count: each.count, evidence: evidenceFor(each.path, paths, of) })).sort((a, b) => b.evidence - a.evidence || b.count - a.count || (a.path < b.path ? -1 : 1))
}

function evidenceFor(element: string, paths: readonly XmlPath[], of: ReadonlyMap<string, XmlPath>): number {
  const single = columnsOfElement(element, paths).filter(({ path }) => !isWithin(path, element) || !isRepeatedInside(path, element, of))
  const root = paths[0]?.path ?? ''
  const guessed = new Set(guessPaths(single.map(({ heading }) => heading), headingOf(element, root)).values())
  // What never repeats in the element around it is a wrapper; what some of these lack would lose them.
  const [own, around] = [of.get(element), of.get(element.slice(0, element.lastIndexOf('/')))]
  let evidence = own === undefined || around === undefined || own.most > 1 ? 0 : own.count < around.count ? -10 : -1.5
  for (const [at, { path }] of single.entries()) {
    const nearness = isWithin(path, element) ? 1 / Math.max(1, path.slice(element.length).split('/').length - 1) : 0
    if (guessed.has(at)) evidence += 4 + 2 * nearness
    if (of.get(path)?.isMoment === true) evidence += nearness
  }
  return evidence
}

function holdsValue(each: XmlPath): boolean {
  return each.hasText || !each.isElement || !each.holdsElements
}

/** Whether a path, or an element around it, is there several times inside one element. */
function isRepeatedInside(path: string, element: string, of: ReadonlyMap<string, XmlPath>): boolean {
  for (let at = path; at.length > element.length; at = at.slice(0, at.lastIndexOf('/'))) if ((of.get(at)?.most ?? 0) > 1) return true
  return false
}

/** The same for a path outside the element, up to the first element that both stand in. */
function isRepeatedOutside(path: string, element: string, of: ReadonlyMap<string, XmlPath>): boolean {
  for (let at = path; at !== '' && !isWithin(element, at); at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') if ((of.get(at)?.most ?? 0) > 1) return true
  return false
}

import { refuseFile, type FileRefusal } from '../../platform/files/import-outcome.ts'
import { MOST_OWN_COLUMNS, MOST_OWN_ROWS, type OwnRow, type OwnTable } from '../../platform/files/own-table.ts'
import { walkXml, xmlText } from '../../platform/files/walk-xml.ts'
import { columnsOfElement, elementAround, headingOf, isWithin, rowElements, type RowElement, type XmlPath } from '../rules/row-element.ts'
import { xmlShape } from './xml-shape.ts'

const PLACE = ' (place)'
const MOST_CELLS = 8_000_000
const MOST_CHARACTERS = 2000

/** An XML file taken apart as far as needed to say which element is one row. */
export interface OwnXml {
  readonly ok: true
  readonly text: string
  readonly notes: readonly string[]
  readonly paths: readonly XmlPath[]
  /** Elements that may be one visit of one care worker, likeliest first. */
  readonly elements: readonly RowElement[]
}

/** A table made of an XML file: one row for each element of one path. Rows are counted from 1 in the order of the file. */
export interface XmlTable extends OwnTable {
  readonly element: string
  readonly elements: readonly RowElement[]
}

/** Looks at an XML file: what it is made of, and which of its elements may be a visit. */
export function openOwnXml(bytes: Uint8Array): OwnXml | FileRefusal {
  const decoded = xmlText(bytes)
  if (!decoded.ok) return decoded
  const shape = xmlShape(decoded.text)
  if (!shape.ok) return shape
  const elements = rowElements(shape.paths)
  if (elements.length === 0) return refuseFile('No element of the XML holds values', 'Check that the export finished and that its dates are the ones you meant')
  return { ok: true, text: decoded.text, notes: decoded.notes, paths: shape.paths, elements }
}

/**
 * The rows of one element. A row has the values of the element, of what stands in it, and of the elements around it; `headings` are those of a saved mapping, else all that
 * there are. An element around them that holds none is a row as well, said to be so. What stands several times in one row is joined and named in `several`. Nothing is left out in silence: notes say what was not read.
 */
export function rowsOfXml({ text, notes, paths, elements }: OwnXml, element: string, saved?: readonly string[]): XmlTable | FileRefusal {
  const root = paths[0]?.path ?? ''
  const place = placeHeading(element, root)
  const own = columnsOfElement(element, paths).map(({ heading }) => heading)
  const headings = saved ?? [...own, ...(place === null ? [] : [place])]
  if (headings.length > MOST_OWN_COLUMNS) return refuseFile('The element has more than 200 kinds of value', 'Choose a smaller element as one visit')
  const count = paths.find(({ path }) => path === element)?.count ?? 0
  if (count > MOST_OWN_ROWS || count * headings.length > MOST_CELLS) return refuseFile('The file has more than 200,000 visits, or too many values', 'Send it in parts')
  const placeOf = new Map(headings.map((heading, at) => [heading, at]))
  const rows = walkRows(text, { element, around: elementAround(element, paths) }, headings.length, (path) => placeOf.get(headingOf(path, root)), place === null ? undefined : placeOf.get(place))
  const added = saved === undefined ? [] : own.filter((heading) => !placeOf.has(heading))
  const others = elements.filter((each) => each.count > 1 && !isWithin(each.path, element) && !isWithin(element, each.path) && !headings.some((heading) => isWithin(heading, headingOf(each.path, root)))).map((each) => `${headingOf(each.path, root)} (${String(each.count)})`)
  return {
    ok: true,
    element,
    elements,
    headings,
    rows,
    notes: [
      ...notes,
      ...(added.length === 0 ? [] : [`New in this file and not read, as the mapping does not know it: ${added.slice(0, 10).join(', ')}.`]),
      ...(others.length === 0 ? [] : [`Also in the file and not read, as they are no ${headingOf(element, root)}: ${others.slice(0, 10).join(', ')}.`]),
    ],
  }
}

/** The heading of the column that numbers elements of a kind inside the element around them; null right below the outermost one. */
export function placeHeading(element: string, root: string): string | null {
  const below = headingOf(element, root)
  return below.includes('/') ? `${below}${PLACE}` : null
}

/** The element that headings of XML were made of, by the column of its place; none for other headings. */
export function elementOfHeadings(headings: readonly string[], root: string): string[] {
  const place = headings.at(-1) ?? ''
  return place.endsWith(PLACE) ? [`${root}/${place.slice(0, -PLACE.length)}`] : []
}

interface Context {
  readonly cells: string[]
  readonly several: Set<number>
  readonly around: Context | null
  isAround?: true
}

function walkRows(text: string, { element, around }: { readonly element: string; readonly around: string | null }, columns: number, placeOf: (path: string) => number | undefined, placeColumn: number | undefined): OwnRow[] {
  const contexts: Context[] = []
  const open: { path: string; context: Context; text: string; nr: number; rowsBefore: number }[] = []
  const put = (context: Context, path: string, value: string): void => {
    const at = value === '' ? undefined : placeOf(path)
    if (at === undefined) return
    const before = context.cells[at] ?? ''
    if (before !== '') context.several.add(at)
    if (before.length < MOST_CHARACTERS) context.cells[at] = before === '' ? value : `${before}; ${value}`
  }
  walkXml(text, {
    open: (name, attributes) => {
      const outer = open.at(-1)
      const path = outer === undefined ? name : `${outer.path}/${name}`
      // Elements around a row, and the row itself, hold values for the rows inside them; everything else belongs to the nearest of these.
      const holds = outer === undefined || isWithin(element, path)
      const context: Context = holds ? { cells: [], several: new Set(), around: outer?.context ?? null } : outer.context
      if (outer !== undefined && path === element) outer.nr += 1
      if (path === element) {
        contexts.push(context)
        if (placeColumn !== undefined) context.cells[placeColumn] = String(outer?.nr ?? 1)
      }
      open.push({ path, context, text: '', nr: 0, rowsBefore: contexts.length })
      for (const [key, value] of attributes) put(context, `${path}/@${key}`, value.trim())
    },
    text: (more) => {
      const inner = open.at(-1)
      if (inner !== undefined && inner.text.length < MOST_CHARACTERS) inner.text += more
    },
    close: () => {
      const inner = open.pop()
      if (inner === undefined) return
      put(inner.context, inner.path, inner.text.trim().replace(/\s+/g, ' '))
      if (inner.path !== around || inner.rowsBefore !== contexts.length) return
      if (placeColumn !== undefined) inner.context.cells[placeColumn] = '1'
      contexts.push(Object.assign(inner.context, { isAround: true as const }))
    },
  })
  return contexts.map((context, at) => rowOf(context, at + 1, columns))
}

/** Values of the elements around a row are taken once these have ended: they may stand after it. */
function rowOf(own: Context, row: number, columns: number): OwnRow {
  const cells: string[] = []
  const several: number[] = []
  for (let at = 0; at < columns; at += 1) {
    let context: Context | null = own
    while (context !== null && context.cells[at] === undefined) context = context.around
    cells.push(context?.cells[at] ?? '')
    if (context?.several.has(at) === true) several.push(at)
  }
  return { row, cells, faults: [], ...(own.isAround === true ? { isAround: true } : {}), ...(several.length === 0 ? {} : { several }) }
}

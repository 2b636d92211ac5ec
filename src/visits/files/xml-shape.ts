import { refuseFile, type FileRefusal } from '../../platform/files/import-outcome.ts'
import { walkXml } from '../../platform/files/walk-xml.ts'
import { ownMoment } from '../rules/own-moment.ts'
import type { XmlPath } from '../rules/row-element.ts'

/** More kinds of element and attribute than this are no export of visits. */
const MOST_PATHS = 1000
/** Values of a path that are looked at for dates and times. */
const LOOKED_AT = 20

interface Growing {
  readonly path: string
  readonly parent: Growing | null
  readonly isElement: boolean
  readonly children: Map<string, Growing>
  count: number
  /** Most of them inside one element around them. */
  most: number
  /** Inside the element around them that is open now. */
  here: number
  hasText: boolean
  values: number
  moments: number
}

/** What an XML file is made of: each path of elements and attributes from the outermost element on (`Visits/Visit/@id`), how often it is there, and whether it holds text, dates or times. In the order of the file. */
export function xmlShape(text: string): { readonly ok: true; readonly paths: readonly XmlPath[] } | FileRefusal {
  const nodes: Growing[] = []
  const open: { node: Growing; text: string }[] = []
  const meet = (name: string, isElement: boolean): Growing => {
    const parent = open.at(-1)?.node ?? null
    let node = parent === null ? nodes[0] : parent.children.get(name)
    if (node === undefined) {
      node = { path: parent === null ? name : `${parent.path}/${name}`, parent, isElement, children: new Map(), count: 0, most: 0, here: 0, hasText: false, values: 0, moments: 0 }
      parent?.children.set(name, node)
      if (nodes.length <= MOST_PATHS) nodes.push(node)
    }
    node.count += 1
    node.here += 1
    if (node.here > node.most) node.most = node.here
    for (const child of node.children.values()) child.here = 0
    return node
  }
  const fault = walkXml(text, {
    open: (name, attributes) => {
      const node = meet(name, true)
      open.push({ node, text: '' })
      for (const [key, value] of attributes) say(meet(`@${key}`, false), value)
    },
    text: (more) => {
      const inner = open.at(-1)
      if (inner !== undefined && inner.text.length < 100) inner.text += more.trim()
    },
    close: () => {
      const inner = open.pop()
      if (inner !== undefined) say(inner.node, inner.text)
    },
  })
  if (fault !== undefined) return fault
  if (nodes.length > MOST_PATHS) return refuseFile('The XML has more than 1,000 kinds of element and attribute', 'Send an export of visits alone')
  return { ok: true, paths: nodes.map((node) => ({ path: node.path, isElement: node.isElement, count: node.count, most: node.most, holdsElements: [...node.children.values()].some((child) => child.isElement), hasText: node.hasText, isMoment: node.values > 0 && node.moments === node.values })) }
}

function say(node: Growing, value: string): void {
  if (value === '') return
  node.hasText = true
  if (node.values >= LOOKED_AT) return
  node.values += 1
  if (ownMoment(value, 'dd/mm/yyyy') !== undefined) node.moments += 1
}

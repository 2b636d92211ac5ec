import { Parser } from 'saxen'
import type { XmlNode } from '../rules/invoice/xml-node.ts'

const MOST_BYTES = 10 * 1024 * 1024
const MOST_ELEMENTS = 400_000
const DEEPEST = 40

/** The prefixes that names are given, whatever the file calls the namespaces. */
const PREFIXES: Readonly<Record<string, string>> = {
  'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2': 'cbc:',
  'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2': 'cac:',
  'urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2': 'ext:',
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2': '',
  'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2': '',
}

/** What is wrong with a file before any rule of invoices is asked. */
export interface XmlFault {
  readonly place: string
  readonly value: string | null
  readonly words: string
  readonly fix: string
}

interface Growing {
  name: string
  attributes: Record<string, string>
  children: Growing[]
  text: string
  path: string
  counts: Map<string, number>
  spaces: ReadonlyMap<string, string>
}

/**
 * Reads an XML file as a tree, safely: no document type and so no entities of its own, nothing fetched, at most 10 MB, 400,000 elements and 40 levels.
 * Text is UTF-8. Answers what is wrong instead where it cannot be read so.
 */
export function readXmlTree(bytes: Buffer): { readonly ok: true; readonly root: XmlNode } | { readonly ok: false; readonly fault: XmlFault } {
  const fail = (words: string, fix: string, place = 'The file', value: string | null = null) => ({ ok: false, fault: { place, value, words, fix } }) as const
  if (bytes.length === 0) return fail('The file is empty', 'Send the XML file of the invoice')
  if (bytes.length > MOST_BYTES) return fail('The file is larger than 10 MB', 'Invoice in parts: one file for each statement, without attachments')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return fail('The file is not UTF-8 text', 'Save it as XML in UTF-8; a PDF or a picture of an invoice cannot be read')
  }
  if (/<!DOCTYPE/i.test(text)) return fail('The file declares a document type, which is not read', 'Leave the DOCTYPE out: UBL needs none', 'The beginning of the file', '<!DOCTYPE')
  const found = grow(text)
  if (found.fault !== undefined) return fail(found.fault, 'Open it in the program that made it and save it again, as UBL XML')
  const { root } = found
  if (root === undefined) return fail('There is no XML in the file', 'Send the XML file of the invoice')
  if (root.name !== 'Invoice' && root.name !== 'CreditNote') return fail('It is neither a UBL invoice nor a UBL credit note', 'Send UBL 2.1 (Invoice or CreditNote), the form of Peppol BIS Billing 3', 'The outermost element', root.name)
  return { ok: true, root: frozen(root) }
}

function grow(text: string): { readonly root?: Growing; readonly fault?: string } {
  const parser = new Parser()
  const open: Growing[] = []
  let root: Growing | undefined
  let elements = 0
  let fault: string | undefined
  parser.on('openTag', (raw, attributesOf, decode) => {
    elements += 1
    if (elements > MOST_ELEMENTS || open.length >= DEEPEST) {
      fault ??= open.length >= DEEPEST ? 'Its elements stand more than 40 deep' : 'It has more than 400,000 elements'
      open.push({ name: '', attributes: {}, children: [], text: '', path: '', counts: new Map(), spaces: new Map() })
      return
    }
    const parent = open.at(-1)
    const attributes = Object.fromEntries(Object.entries(attributesOf()).map(([name, value]) => [name, decode(value).trim()]))
    const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
    const spaces = declared.length === 0 && parent !== undefined ? parent.spaces : new Map([...(parent?.spaces ?? []), ...declared.map(([name, uri]): [string, string] => [name.slice(6), uri])])
    const name = nameOf(raw, spaces)
    const nr = (parent?.counts.get(name) ?? 0) + 1
    parent?.counts.set(name, nr)
    const path = parent === undefined ? name : `${parent.path}/${name}${nr === 1 && !name.endsWith('Line') ? '' : `[${String(nr)}]`}`
    const node: Growing = { name, attributes, children: [], text: '', path, counts: new Map(), spaces }
    if (parent === undefined) root ??= node
    else parent.children.push(node)
    open.push(node)
  })
  parser.on('closeTag', () => {
    open.pop()
  })
  const add = (more: string): void => {
    const node = open.at(-1)
    if (node !== undefined) node.text += more
  }
  parser.on('text', (more, decode) => {
    add(decode(more))
  })
  parser.on('cdata', add)
  parser.on('error', (error) => {
    fault ??= `It is no well-formed XML: ${error.message}`
  })
  parser.write(text)
  const ended = parser.end()
  if (ended instanceof Error) fault ??= `It is no well-formed XML: ${ended.message}`
  if (open.length > 0) fault ??= `It is no well-formed XML: ${open[0]?.name ?? 'an element'} is not closed`
  return { ...(root === undefined ? {} : { root }), ...(fault === undefined ? {} : { fault }) }
}

function nameOf(raw: string, spaces: ReadonlyMap<string, string>): string {
  const colon = raw.indexOf(':')
  const [prefix, local] = colon === -1 ? ['', raw] : [raw.slice(0, colon), raw.slice(colon + 1)]
  const space = spaces.get(prefix) ?? ''
  return `${PREFIXES[space] ?? `{${space}}`}${local}`
}

function frozen({ name, attributes, children, text, path }: Growing): XmlNode {
  return { name, attributes, children: children.map(frozen), text: text.trim(), path }
}

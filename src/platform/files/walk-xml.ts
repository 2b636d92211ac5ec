import { Parser } from 'saxen'
import { decodeText } from './decode-text.ts'
import { refuseFile, type FileRefusal } from './import-outcome.ts'

const DEEPEST = 40
const MOST_ELEMENTS = 8_000_000
/** The encodings that an XML declaration may name: those that `decodeText` tells apart. */
const ENCODINGS = new Set(['utf-8', 'utf8', 'utf-16', 'utf-16le', 'utf-16be', 'us-ascii', 'ascii', 'iso-8859-1', 'latin1', 'windows-1252'])

/** What a walk tells, element by element. Names are without their prefix; declarations of namespaces and schemas are left out. */
export interface XmlWalker {
  open(name: string, attributes: readonly (readonly [name: string, value: string])[]): void
  text(text: string): void
  close(): void
}

/** True for a file whose text begins with an angle bracket, as XML does. */
export function isXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1000))
  const text = head.toString('latin1').replaceAll('\0', '')
  return /^(?:ï»¿|ÿþ|þÿ)?\s*</.test(text)
}

/**
 * The text of an XML file that is safe to walk: no document type, so no entities of its own and nothing fetched; at most 100 MB. Refuses, as a
 * value, a web page, another encoding and what is no text.
 */
export function xmlText(bytes: Uint8Array): { readonly ok: true; readonly text: string; readonly notes: readonly string[] } | FileRefusal {
  const decoded = decodeText(bytes, { wanted: 'XML' })
  if (!decoded.ok) return decoded
  const { text } = decoded
  const named = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
  if (named !== undefined && !ENCODINGS.has(named.toLowerCase())) return refuseFile(`The XML is written in the encoding ${named.slice(0, 40)}, which is not read`, 'Save it as XML in UTF-8')
  if (/<!DOCTYPE/i.test(text)) return refuseFile('The XML declares a document type, which is not read', 'Leave out the line that begins with <!DOCTYPE')
  return { ok: true, text, notes: decoded.notes }
}

/** Walks XML from beginning to end, at most 40 deep. Answers why it cannot be read so, with the line; undefined when all went well. What was told before a fault is to be thrown away. */
export function walkXml(text: string, walker: XmlWalker): FileRefusal | undefined {
  const parser = new Parser()
  let fault: FileRefusal | undefined
  let [depth, elements, roots] = [0, 0, 0]
  const stop = (reason: string, fix: string): void => {
    fault ??= refuseFile(reason, fix)
    parser.stop()
  }
  const malformed = (error: Error, context: () => { readonly line: number }): void => {
    stop(`The XML is not well formed on line ${String(context().line + 1)}: ${error.message}`, 'Let the program that made it export it again, and send it without changing it by hand')
  }
  parser.on('openTag', (name, attributesOf, decode) => {
    elements += 1
    depth += 1
    if (depth === 1) roots += 1
    if (depth > DEEPEST) stop('The elements of the XML stand more than 40 deep', 'Send an export of visits alone')
    if (elements > MOST_ELEMENTS) stop('The XML has more than 8 million elements', 'Send it in parts')
    if (roots > 1) stop('The XML has more than one outermost element', 'Send each document as a file of its own')
    const attributes = attributesOf()
    if (fault !== undefined) return
    walker.open(local(name), Object.entries(attributes).flatMap(([key, value]) => (/^(xmlns|xsi|xml)(:|$)/.test(key) ? [] : [[local(key), decode(value)] as const])))
  })
  parser.on('closeTag', () => {
    depth -= 1
    if (fault === undefined) walker.close()
  })
  parser.on('text', (more, decode) => {
    if (fault === undefined) walker.text(decode(more))
  })
  parser.on('cdata', (more) => {
    if (fault === undefined) walker.text(more)
  })
  parser.on('error', malformed)
  // What other readers forgive, such as an attribute without quotation marks, would be left out in silence.
  parser.on('warn', malformed)
  const ended = parser.parse(text)
  if (ended instanceof Error && fault === undefined) return refuseFile(`The XML is not well formed: ${ended.message}`, 'Let the program that made it export it again')
  if (fault === undefined && roots === 0) return refuseFile('There is no XML in the file', 'Check that the export finished, then send the file again')
  return fault
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

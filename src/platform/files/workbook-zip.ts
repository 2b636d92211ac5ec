import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { Parser } from 'saxen'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

/** A workbook that unpacks to more than this is refused before it is unpacked. */
const MOST_BYTES = 300 * 1024 * 1024
const MOST_PARTS = 2000

/** What goes wrong with a workbook, in words for its sender. */
export class BadWorkbook extends Error {
  readonly fix: string
  constructor(reason: string, fix: string) {
    super(reason)
    this.fix = fix
  }
}

/** The parts of a workbook by name, each opened when it is read. */
export interface WorkbookParts {
  readonly names: ReadonlySet<string>
  /** Walks the XML of a part as it is unpacked; nothing happens when there is no such part. */
  walk(name: string, handlers: XmlHandlers): Promise<void>
  close(): void
}

/** What a walk tells, element by element, names without their prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Opens a workbook's ZIP in memory. Throws `BadWorkbook` when it is none, or would unpack to more than is safe. */
export async function openWorkbook(bytes: Buffer): Promise<WorkbookParts> {
  const zip = await new Promise<ZipFile>((done, fail) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) => {
      if (error === null) done(opened)
      else fail(new BadWorkbook('The Excel workbook is damaged or is no workbook', 'Open it in the spreadsheet program and save it again, or save it as CSV, and send that file'))
    })
  })
  const entries = await listEntries(zip)
  const total = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (total > MOST_BYTES) throw new BadWorkbook('The workbook unpacks to more than 300 MB', 'Send it in parts, or as CSV')
  return {
    names: new Set(entries.keys()),
    walk: async (name, handlers) => {
      const entry = entries.get(name)
      if (entry === undefined) return
      const stream = await new Promise<Readable>((done, fail) => {
        zip.openReadStream(entry, (error, opened) => {
          if (error === null) done(opened)
          else fail(error)
        })
      })
      await walkXml(stream, handlers)
    },
    close: () => {
      zip.close()
    },
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  zip.on('entry', (entry: Entry) => {
    entries.set(entry.fileName, entry)
    if (entries.size > MOST_PARTS) zip.emit('error', new BadWorkbook('The workbook has too many parts', 'Save the sheet of visits in a workbook of its own'))
    else zip.readEntry()
  })
  zip.readEntry()
  await once(zip, 'end')
  return entries
}

async function walkXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  const parser = new Parser()
  let fault: Error | undefined
  parser.on('openTag', (name, attributes) => {
    handlers.open(local(name), attributes())
  })
  parser.on('closeTag', (name) => {
    handlers.close?.(local(name))
  })
  parser.on('text', (text, decode) => {
    handlers.text?.(decode(text))
  })
  parser.on('cdata', (text) => {
    handlers.text?.(text)
  })
  parser.on('error', (error) => {
    fault = error
  })
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    if (fault !== undefined) throw fault
  }
  parser.end()
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

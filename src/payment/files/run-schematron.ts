import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Schema } from 'node-schematron'
import { Refused } from '../../platform/action/refused.ts'
import { judgeBySchema } from './judge-by-schema.ts'

/** A rule of a Schematron file that an invoice breaks. */
export interface SchematronFault {
  readonly file: string
  readonly rule: string
  readonly place: string
  readonly words: string
}

/** What Schematron files say of an invoice: the files that were run, how many of their rules were asked of it at least once, what it breaks, and what they only warn of. */
export interface SchematronOutcome {
  readonly files: readonly string[]
  readonly rulesAsked: number
  readonly faults: readonly SchematronFault[]
  readonly warnings: readonly SchematronFault[]
}

/** What the library cannot run: abstract patterns, and functions written in XSLT. */
const NOT_RUN = [
  { found: /<(?:\w+:)?pattern[^>]*\sabstract="true"/, words: 'has abstract patterns: take the preprocessed file instead (EN16931-UBL-validation-preprocessed.sch)' },
  { found: /<(?:\w+:)?function\b/, words: 'has functions written in XSLT, which are not run here: leave it out of the folder' },
] as const

/**
 * Runs every Schematron file (`*.sch`) of a folder that an operator supplies, such as the official rules of EN 16931, on an invoice. In the order of the files' names.
 * Throws `Refused` when there is no such folder or file, and for a file that cannot be run, with the reason.
 */
export async function runSchematron(folder: string, xml: string): Promise<SchematronOutcome> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.sch')).toSorted()
  if (files.length === 0) throw new Refused('no-rules', `There is no Schematron file (.sch) in the folder "${folder}": check the path, or see docs/files/invoices.md for where the official rules are found.`)
  const faults: SchematronFault[] = []
  const warnings: SchematronFault[] = []
  let rulesAsked = 0
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    const stop = NOT_RUN.find(({ found }) => found.test(text))
    if (stop !== undefined) throw new Refused('rules-not-run', `${file} ${stop.words}.`)
    const warns = warningIds(text)
    try {
      const { asked, broken } = judgeBySchema(Schema.fromString(text), xml)
      rulesAsked += asked
      for (const { assertId, place, words } of broken) (assertId !== null && warns.has(assertId) ? warnings : faults).push({ file, rule: assertId ?? (/^\[([^\]]+)\]/.exec(words)?.[1] ?? ''), place, words })
    } catch (fault) {
      throw new Refused('rules-not-run', `${file} could not be run: ${fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)}`)
    }
  }
  return { files, rulesAsked, faults, warnings }
}

/** Ids of the rules that are not fatal by their own word: `flag` or `role` says warning or information. The library does not hand it on. */
function warningIds(text: string): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const [, attributes = ''] of text.matchAll(/<(?:\w+:)?(?:assert|report)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))+)/g)) {
    const id = /\sid\s*=\s*["']([^"']+)["']/.exec(attributes)?.[1]
    if (id !== undefined && /\s(?:flag|role)\s*=\s*["'](?:warning|warn|information|info)["']/i.test(attributes)) ids.add(id)
  }
  return ids
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fontoxpath from 'fontoxpath'
import { Schema } from 'node-schematron'
import { parseXmlDocument } from 'slimdom'
import { Refused } from '../../platform/action/refused.ts'
import { judgeBySchema } from './judge-by-schema.ts'
import { importXsltFunctions } from './xslt-functions.ts'

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

/** Ids of rules that are not fatal by their own word; the library does not hand it on. */
const WARNINGS = '//(*:assert | *:report)[(@flag, @role) ! lower-case(.) = ("warning", "warn", "information", "info")]/@id'

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
    try {
      const document = parseXmlDocument(await readFile(join(folder, file), 'utf8'))
      if (fontoxpath.evaluateXPathToBoolean('//*:pattern/@abstract = "true"', document)) throw new Error('It has abstract patterns: take the preprocessed file instead (EN16931-UBL-validation-preprocessed.sch)')
      const warns = new Set(fontoxpath.evaluateXPathToStrings(WARNINGS, document))
      const { asked, broken } = judgeBySchema(Schema.fromDom(document), importXsltFunctions(document), xml)
      rulesAsked += asked
      for (const { assertId, place, words } of broken) (assertId !== null && warns.has(assertId) ? warnings : faults).push({ file, rule: assertId ?? (/^\[([^\]]+)\]/.exec(words)?.[1] ?? ''), place, words })
    } catch (fault) {
      throw new Refused('rules-not-run', `${file} could not be run: ${fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)}`)
    }
  }
  return { files, rulesAsked, faults, warnings }
}

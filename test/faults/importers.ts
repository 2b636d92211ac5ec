import { readFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { readAssignmentCapacity } from '../../src/brokerage/files/assignment-capacity.ts'
import { readAssignmentPackages } from '../../src/brokerage/files/assignment-packages.ts'
import { groupReferrals } from '../../src/brokerage/files/group-referrals.ts'
import { referralLayout } from '../../src/brokerage/files/referral-layout.ts'
import { readAreas } from '../../src/market/files/read-areas.ts'
import { readCqc } from '../../src/market/files/read-cqc.ts'
import { checkInvoice } from '../../src/payment/files/check-invoice.ts'
import { judgeWageRows } from '../../src/payment/files/judge-wage-rows.ts'
import { readRatesFile } from '../../src/payment/files/rates-file.ts'
import { readRulesFile } from '../../src/payment/files/rules-file.ts'
import { readVisitsFile } from '../../src/payment/files/visits-file.ts'
import { wageReturnLayout } from '../../src/payment/files/wage-return-layout.ts'
import type { FileRefusal } from '../../src/platform/files/import-outcome.ts'
import { csvRows } from '../../src/platform/files/csv-rows.ts'
import { readWholeTable } from '../../src/platform/files/read-table.ts'
import { aWorkbook } from '../../src/platform/files/testing/a-workbook.ts'
import { atOnce } from '../../src/kernel/in-pieces.ts'
import { bytesInMemory } from '../../src/platform/files/file-bytes.ts'
import { checkVisitFile } from '../../src/visits/files/check-visit-file.ts'
import { readOwnTable } from '../../src/visits/files/own-columns.ts'
import { readMapped } from '../../src/visits/files/read-mapped.ts'
import { readVisitFile } from '../../src/visits/files/read-visit-file.ts'
import { firstMapping } from '../../src/visits/pages/mapping/form.ts'
import { anyVisitFile } from '../../src/visits/testing/any-visit-file.ts'
import { readBothWays } from './read-both-ways.ts'

/** What became of a file's rows. Every row that was read is kept or refused; a refused one, and a refused file, says why and what to do. */
interface Fates {
  readonly read: number
  readonly kept: number
  readonly refused: number
  readonly refusals: readonly { readonly reason: string; readonly fix: string }[]
}

/** An importer under trial: files to begin from, and its reading of one, without a database. */
export interface TriedImporter {
  readonly name: string
  readonly seeds: readonly Buffer[]
  read(bytes: Buffer): Fates | Promise<Fates>
}

const ROOT = join(import.meta.dirname, '../..')
const facts = { nowSecond: Date.parse('2026-03-20T12:00:00Z') / 1000, today: Temporal.PlainDate.from('2026-03-20'), reasonCodes: new Set(['A1']) }

function seedsOf(...patterns: string[]): Buffer[] {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted()
  if (files.length < patterns.length) throw new Error(`no file for each of ${patterns.join(', ')}`)
  return files.map((file) => readFileSync(join(ROOT, file)))
}

const whole = (refused: FileRefusal): Fates => ({ read: 0, kept: 0, refused: 0, refusals: needReason(refused.refusals) })

/** A file that is refused must say why. */
function needReason<R>(refusals: readonly R[]): readonly R[] {
  if (refusals.length === 0) throw new Error('a file is refused without a reason')
  return refusals
}

/** For readers that take a file whole or not at all. */
const allOrNothing = (count: number): Fates => ({ read: count, kept: count, refused: 0, refusals: [] })

/** How many rows a file has, counted without our reader, where that is plain: no quotes, no odd characters, the header in the first line. */
function plainLines(bytes: Buffer): number | undefined {
  const text = bytes.toString('latin1')
  if (!/^(visit_reference|FileReference),/.test(text) || /[^\n\r\x20-\x7e]|"|\r(?!\n)/.test(text)) return undefined
  return text.split(/\r?\n/).slice(1).filter((line) => /[^,\s]/.test(line)).length
}

async function readThroughMapping(bytes: Buffer): Promise<Fates> {
  const table = await readOwnTable(bytes)
  if (!table.ok) return whole(table)
  const first = firstMapping(table)
  const file = readMapped(table, { id: 'm', version: 1, document: { ...first, constants: { outcome: 'delivered' }, words: { second_worker: { '1': 'no', '2': 'yes' }, outcome: { completed: 'delivered', 'no reply': 'no-access' } } } }, facts)
  return { read: file.read, kept: file.records.length, refused: file.refused, refusals: file.refusals }
}

function aSheet(): Buffer {
  const cell = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
  const row = (nr: number, cells: readonly string[]): string => `<row r="${String(nr)}">${cells.map((text, at) => cell(`${String.fromCharCode(65 + at)}${String(nr)}`, text)).join('')}</row>`
  return aWorkbook([row(1, ['visit reference', 'person reference', 'visit date', 'check in', 'check out', 'outcome']), row(2, ['V1', 'P1', '25/02/2026', '08:00', '08:30', 'delivered']), row(3, ['V2', 'P2', '26/02/2026', '09:00', '', 'missed'])].join(''))
}

const OWN = 'test/faults/corpus'
const EXAMPLES = 'docs/files/examples'

/** A return that stands before a file of returns is read, so that some of its rows are repeated, changed or in the way. */
const STANDING_WAGES: Parameters<typeof judgeWageRows>[1] = [
  { id: 'W1', group: '', fromOn: Temporal.PlainDate.from('2026-01-05'), toOn: Temporal.PlainDate.from('2026-01-18'), document: { kind: 'wages', minutes: { contact: 96_000, travel: 14_400, waiting: 1200, training: 2400 }, wagesPence: 2_394_000, costsPence: 0 } },
]

/** Every importer there is, with the files it is tried from: our examples, and those kept in the corpus. */
export const IMPORTERS_TRIED: readonly TriedImporter[] = [
  {
    name: 'visit records',
    seeds: seedsOf(`${EXAMPLES}/visit-records.csv`, `${EXAMPLES}/visit-records.json`, `${OWN}/visits-*`),
    read: (bytes) => {
      const checked = atOnce(checkVisitFile(bytesInMemory(bytes), { second: facts.nowSecond, today: facts.today }))
      if (checked.new + checked.changed + checked.repeated + checked.refused !== checked.read) throw new Error('the check does not add up')
      const file = readVisitFile(bytes, facts)
      const lines = plainLines(bytes)
      if (file.ok && lines !== undefined && lines !== file.read) throw new Error(`${String(lines)} lines stand under the header and ${String(file.read)} rows were read`)
      return file.ok ? { read: file.read, kept: file.records.length, refused: file.refused, refusals: file.refusals } : whole(file)
    },
  },
  {
    name: 'visit records by the index of their rows',
    seeds: [...seedsOf(`${EXAMPLES}/visit-records.csv`, `${OWN}/visits-*`), ...[3, 4, 5].map((seed) => anyVisitFile(seed, 40, ['P1', 'P2', 'P3']))],
    read: (bytes) => readBothWays(bytes, facts),
  },
  { name: 'visits through a mapping, XML', seeds: seedsOf(`${EXAMPLES}/visit-records.xml`, `${OWN}/mapped-*.xml`), read: readThroughMapping },
  { name: 'visits through a mapping, CSV and workbook', seeds: [aSheet(), ...seedsOf(`${OWN}/mapped-*.csv`)], read: readThroughMapping },
  {
    name: 'referrals',
    seeds: seedsOf(`${EXAMPLES}/referrals.csv`),
    read: (bytes) => {
      const table = readWholeTable(bytes, referralLayout)
      if (!table.ok) return whole(table)
      const { referrals, strayRefusals, strayRows } = groupReferrals(table, [])
      const rowsOf = (isKept: boolean): number => referrals.filter((each) => (each.referral !== null) === isKept).reduce((sum, each) => sum + each.rows.length, 0)
      return { read: table.counts.read, kept: rowsOf(true), refused: table.counts.refused + strayRows + rowsOf(false), refusals: [...table.refusals, ...strayRefusals, ...referrals.flatMap((each) => each.refusals)] }
    },
  },
  {
    name: 'CQC ratings',
    seeds: seedsOf(`${OWN}/cqc-*`),
    read: (bytes) => {
      const file = readCqc(bytes)
      return file.ok ? { read: file.counts.read, kept: file.rows.length, refused: file.counts.refused, refusals: file.refusals } : whole(file)
    },
  },
  {
    name: 'areas',
    seeds: seedsOf(`${OWN}/areas-*`),
    read: (bytes) => {
      const file = readAreas(bytes)
      return file.ok ? { read: file.counts.read, kept: file.areas.length + file.postcodes.length, refused: file.counts.refused, refusals: file.refusals } : whole(file)
    },
  },
  {
    name: 'rates, rules and visits to price',
    seeds: seedsOf(`${EXAMPLES}/pricing-*`),
    read: (bytes) => {
      for (const file of [readRatesFile(bytes), readRulesFile(bytes), readVisitsFile(bytes)]) if (!file.ok) needReason(file.refusals)
      const visits = readVisitsFile(bytes)
      return visits.ok ? allOrNothing(visits.visits.length) : whole(visits)
    },
  },
  {
    name: 'assignment',
    seeds: seedsOf(`${EXAMPLES}/assignment-*.csv`),
    read: (bytes) => {
      const capacity = readAssignmentCapacity(bytes)
      if (!capacity.ok) needReason(capacity.refusals)
      const packages = readAssignmentPackages(bytes)
      return packages.ok ? allOrNothing(packages.packages.length) : whole(packages)
    },
  },
  {
    name: 'wage returns',
    seeds: seedsOf(`${EXAMPLES}/wage-return.csv`, `${OWN}/wages-*`),
    read: (bytes) => {
      const table = readWholeTable(bytes, wageReturnLayout)
      if (!table.ok) return whole(table)
      const { summary, kept, refusals } = judgeWageRows(table, STANDING_WAGES, facts.today)
      if (kept.length !== summary.new + summary.changed) throw new Error('what is kept is neither new nor changed')
      return { read: summary.read, kept: kept.length + summary.repeated, refused: summary.refused, refusals }
    },
  },
  {
    name: 'invoices',
    seeds: seedsOf(`${EXAMPLES}/invoice.xml`, `${EXAMPLES}/credit-note.xml`),
    read: (bytes) => {
      const { document, faults } = checkInvoice(bytes)
      return { read: 1, kept: document === null ? 0 : 1, refused: document === null ? 1 : 0, refusals: document === null ? needReason(faults.map(({ words, fix }) => ({ reason: words, fix }))) : [] }
    },
  },
]

/** The negative control: a reader as careless ones are. It leaves out, without a word, rows whose quotes are odd, and breaks on a NUL. */
export const CARELESS: TriedImporter = {
  name: 'careless',
  seeds: seedsOf(`${EXAMPLES}/visit-records.csv`),
  read: (bytes) => {
    const text = bytes.toString('utf8')
    if (text.includes('\0')) throw new TypeError('unexpected NUL')
    const rows = text.split('\n').filter((line) => line !== '')
    const kept = rows.filter((line) => (line.split('"').length - 1) % 2 === 0)
    return { read: Math.max(rows.length, [...csvRows(text)].length), kept: kept.length, refused: 0, refusals: [] }
  },
}

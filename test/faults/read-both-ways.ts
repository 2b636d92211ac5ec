import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { atOnce } from '../../src/kernel/in-pieces.ts'
import { bytesInMemory, type FileBytes } from '../../src/platform/files/file-bytes.ts'
import { openOnDisk } from '../../src/platform/files/file-on-disk.ts'
import type { ReadingFacts } from '../../src/visits/files/reading-facts.ts'
import { readVisitFile } from '../../src/visits/files/read-visit-file.ts'
import { rowsOfContent, type RowsByDay } from '../../src/visits/files/rows-by-day.ts'
import { rowsOfVisitFile } from '../../src/visits/files/rows-of-visit-file.ts'
import type { FileRefusal } from '../../src/platform/files/import-outcome.ts'
import type { VisitFileContent } from '../../src/visits/files/visit-file-content.ts'
import { groupDays } from '../../src/visits/rules/group-days.ts'

/** What became of the rows of a visit file, however it is read. */
interface ReadBothWays {
  readonly read: number
  readonly kept: number
  readonly refused: number
  readonly refusals: readonly { readonly reason: string; readonly fix: string }[]
}

const folder = mkdtempSync(join(tmpdir(), 'tendwell-read-both-ways-'))
process.on('exit', () => { rmSync(folder, { recursive: true, force: true }) })
/** Stretches of a file that are looked at together: so small that most rows are cut somewhere. */
const STRETCHES = [37, 150, 1000, 8192]

/**
 * Reads a visit file by the index of its rows, one day after the other, from memory and from disk, and at once. Throws where they differ in a record, a count, a note, a refusal
 * or the refused rows as they are given back, and where a visit that moves between days is not kept together.
 */
export function readBothWays(bytes: Buffer, facts: ReadingFacts): ReadBothWays {
  const path = join(folder, 'visits.csv')
  writeFileSync(path, bytes)
  const whole = readVisitFile(bytes, facts)
  const file = openOnDisk(path, STRETCHES[bytes.length % STRETCHES.length])
  try {
    compare(file, whole, facts)
  } finally {
    file.close()
  }
  return compare(bytesInMemory(bytes), whole, facts)
}

function compare(file: FileBytes, whole: VisitFileContent | FileRefusal, facts: ReadingFacts): ReadBothWays {
  const byDay = atOnce(rowsOfVisitFile(file, facts))
  if (!byDay.ok || !whole.ok) {
    if (!isDeepStrictEqual(byDay, whole)) throw new Error('the file is refused one way and not the other, or otherwise')
    return { read: 0, kept: 0, refused: 0, refusals: whole.ok ? [] : whole.refusals }
  }
  const [days, once] = [readThrough(byDay, 1), readThrough(rowsOfContent(whole), Infinity)]
  for (const part of ['layout', 'records', 'read', 'refused', 'notes', 'refusals', 'refusedRows'] as const) if (!isDeepStrictEqual(days[part], once[part])) throw new Error(`${part} are not the same when the file is read day by day`)
  const groups = groupDays(byDay.days, byDay.links, 1)
  for (const { fromOn, toOn } of rowsOfContent(whole).links) if (!groups.some((group) => group.firstOn <= fromOn && toOn <= group.lastOn)) throw new Error('a visit moves out of its group of days')
  return { read: once.read, kept: once.records.length, refused: once.refused, refusals: once.refusals }
}

function readThrough(rows: RowsByDay, least: number) {
  const records = groupDays(rows.days, rows.links, least).flatMap((group) => [...atOnce(rows.recordsOf(group))]).sort((a, b) => a.row - b.row)
  const { read, refused, notes, refusals } = rows.result()
  const inOrder = refusals.toSorted((a, b) => a.row - b.row)
  return { layout: rows.layout, records, read, refused, notes, refusals: inOrder, refusedRows: rows.refusedRows(inOrder) }
}

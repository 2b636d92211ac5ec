import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { atOnce } from '../../kernel/in-pieces.ts'
import { bytesInMemory, type FileBytes } from '../../platform/files/file-bytes.ts'
import { openOnDisk } from '../../platform/files/file-on-disk.ts'
import { groupDays } from '../rules/group-days.ts'
import { anyVisitFile } from '../testing/any-visit-file.ts'
import { indexVisits } from './index-visits.ts'
import { readVisitFile } from './read-visit-file.ts'
import { rowsOfContent, type RowsByDay } from './rows-by-day.ts'
import { rowsOfVisitFile } from './rows-of-visit-file.ts'

const facts = { nowSecond: Temporal.Instant.from('2026-03-20T12:00:00Z').epochMilliseconds / 1000, today: Temporal.PlainDate.from('2026-03-20'), reasonCodes: new Set(['other']) }
const HEAD = 'visit_reference,sequence,person_reference,visit_date,check_in,check_out,outcome'

/** All that reading comes to, the days read one group after the other. */
function readThrough(rows: RowsByDay, least: number): unknown {
  const records = groupDays(rows.days, rows.links, least).flatMap((group) => [...atOnce(rows.recordsOf(group))]).sort((a, b) => a.row - b.row)
  const { read, refused, notes, refusals } = rows.result()
  const inOrder = refusals.toSorted((a, b) => a.row - b.row)
  return { layout: rows.layout, records, read, refused, notes, refusals: inOrder, refusedRows: rows.refusedRows(inOrder) }
}

const folder = mkdtempSync(join(tmpdir(), 'rows-of-visit-file-'))
after(() => { rmSync(folder, { recursive: true }) })

/** From memory, and from disk in stretches so small that most rows are cut somewhere. */
function isReadTheSame(bytes: Buffer): void {
  isReadFrom(bytesInMemory(bytes), bytes)
  const path = join(folder, 'visits.csv')
  writeFileSync(path, bytes)
  for (const stretch of [23, 90, 700]) {
    const file = openOnDisk(path, stretch)
    isReadFrom(file, bytes)
    file.close()
  }
}

function isReadFrom(file: FileBytes, bytes: Buffer): void {
  const [byDay, whole] = [atOnce(rowsOfVisitFile(file, facts)), readVisitFile(bytes, facts)]
  if (!whole.ok || !byDay.ok) return assert.deepEqual(byDay, whole)
  assert.deepEqual(readThrough(byDay, 1), readThrough(rowsOfContent(whole), Infinity))
  // A row that will be refused may tie days together, too: whatever is tied among the records is tied here.
  const groups = groupDays(byDay.days, byDay.links, 1)
  for (const { fromOn, toOn } of rowsOfContent(whole).links) assert.ok(groups.some((group) => group.firstOn <= fromOn && toOn <= group.lastOn), 'a visit moves out of its group')
}

test('files in any order are read day by day as they are at once', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const bytes = anyVisitFile(seed, 200, ['P1', 'P2', 'P3'])
    assert.ok(atOnce(indexVisits(bytesInMemory(bytes))) !== undefined)
    isReadTheSame(bytes)
  }
})

test('so are rows with quotes, odd characters, spaces, too many or too few cells, blank lines and dates written otherwise', () => {
  const cell = fc.constantFrom('V1', 'V2', '"V1"', ' V2 ', '\u00a0V1', 'Zoë', '"a ""b"" c"', '"a,b"', '"line\nbreak"', '', '"open', '"x"y', '1', '2', 'P1', '2026-03-02', '02/03/2026', '"2026-03-03"', '3/3/2026', '2026-03-02 00:00', '31/02/2026', '08:00', '25:61', 'delivered', 'missed')
  const good = fc.tuple(fc.constantFrom('V1', 'V2', '"V3"', ' V1', 'é', '\u00a0é'), fc.constantFrom('1', '2', ''), fc.constantFrom('2026-03-02', '02/03/2026', '2026-03-09', '"2026-03-10"')).map(([v, s, on]) => `${v},${s},P1,${on},08:00,08:30,delivered`)
  const line = fc.oneof(good, good, fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(',')))
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r', '\n\n'), fc.boolean(), fc.boolean(), (lines, end, hasMark, isLatin) => {
    const text = [HEAD, ...lines].join(end)
    isReadTheSame(isLatin ? Buffer.from(text, 'latin1') : Buffer.from(`${hasMark ? '\uFEFF' : ''}${text}`))
  }), { numRuns: 400 })
})

test('so are the files that were kept because they had once been read wrongly, and our example', () => {
  const folder = new URL('../../../test/faults/corpus/', import.meta.url)
  for (const name of readdirSync(folder)) isReadTheSame(readFileSync(new URL(name, folder)))
  isReadTheSame(readFileSync(new URL('../../../docs/files/examples/visit-records.csv', import.meta.url)))
})

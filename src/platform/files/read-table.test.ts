import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { date } from './cell-date.ts'
import { wholeNumber } from './cell-number.ts'
import { identifier, text } from './cell-text.ts'
import type { ValuesOf } from './layout.ts'
import { blankableColumn, column, defineLayout, optionalColumn } from './layout.ts'
import { MOST_REFUSALS, readTable, readWholeTable } from './read-table.ts'
import { refusedRowsCsv } from './refused-rows.ts'

const layout = defineLayout({
  name: 'visit file',
  headerWithin: 6,
  columns: {
    reference: column('Visit reference', identifier(), 'Visit ID'),
    on: column('Visit date', date('dd/mm/yyyy')),
    workers: blankableColumn('Care workers', wholeNumber({ min: 1, max: 2 })),
    note: optionalColumn('Note', text(20)),
  },
})
type Visit = ValuesOf<typeof layout>
const HEADER = 'Visit reference,Visit date,Care workers,Note'

function read(csv: string) {
  const table = readWholeTable(Buffer.from(csv), layout)
  assert.ok(table.ok, JSON.stringify(table))
  return table
}

function refusalOf(csv: string) {
  const table = readTable(Buffer.from(csv), layout)
  assert.ok(!table.ok)
  return table.refusals
}

test('good rows become typed values with the line they begin on', () => {
  const { rows, counts } = read(`${HEADER}\nV-1,03/04/2026,2,"two\nlines"\n\n V-2 ,04/04/2026,,\n`)
  const [first] = rows
  assert.ok(first)
  const values: Visit = first.values
  const on: Temporal.PlainDate = values.on
  const workers: number | null = values.workers
  assert.deepEqual([first.row, values.reference, on.toString(), workers, values.note], [2, 'V-1', '2026-04-03', 2, 'two\nlines'])
  assert.deepEqual([rows[1]?.row, rows[1]?.values.reference, rows[1]?.values.workers, rows[1]?.values.note], [5, 'V-2', null, null])
  assert.deepEqual(counts, { read: 2, refused: 0 })
})

test('a row is refused whole, with every bad cell of it named', () => {
  const { rows, refusals, counts } = read(`${HEADER}\n=cmd,31/02/2026,3,ok\nV-2,04/04/2026,1,ok\n`)
  assert.deepEqual(rows.map(({ row }) => row), [3])
  assert.deepEqual(counts, { read: 2, refused: 1 })
  assert.deepEqual(refusals.map(({ row, column: name, value }) => [row, name, value]), [[2, 'Visit reference', '=cmd'], [2, 'Visit date', '31/02/2026'], [2, 'Care workers', '3']])
})

test('headings match whatever their case, spaces, underscores and order, and by their other names', () => {
  const { rows } = read('note,VISIT_DATE,care-workers,visit id\nx,03/04/2026,1,V-1\n')
  assert.equal(rows[0]?.values.reference, 'V-1')
})

test('the header is found under lines that stand above it, even with an open quotation mark in them', () => {
  const { rows } = read(`Visits of "Example Care\nmade on 1 May\n\n,,,\n${HEADER}\nV-1,03/04/2026,1,\n`)
  assert.deepEqual(rows.map(({ row }) => row), [6])
})

test('a header declared for one line is looked for there alone', () => {
  const fifth = defineLayout({ name: 'directory', headerLine: 5, columns: { name: column('Name', text()) } })
  const taken = readWholeTable(Buffer.from('Name\n\n\n\nName,Region\nExample Care,East\n'), fifth)
  assert.deepEqual(taken.ok && taken.rows.map(({ row, values }) => [row, values.name]), [[6, 'Example Care']])
  const refused = readTable(Buffer.from('Name\nx\n'), fifth)
  assert.match(refused.ok ? '' : (refused.refusals[0]?.reason ?? ''), /no header on line 5/)
})

test('a heading may hold a line break, and rows keep their line numbers', () => {
  assert.equal(read('Visit reference,"Visit\ndate",Care workers\nV-1,03/04/2026,1\n').rows[0]?.row, 3)
})

test('semicolons and tabs are found from the header, with a note', () => {
  for (const [delimiter, word] of [[';', 'semicolons'], ['\t', 'tabs']] as const) {
    const { rows, notes } = read(`${HEADER}\nV-1,03/04/2026,1,`.replaceAll(',', delimiter))
    assert.equal(rows.length, 1)
    assert.match(notes.join(), new RegExp(word))
  }
})

test('missing columns are each named, with what was found', () => {
  const refusals = refusalOf('Care workers,Wage\n1,2\n')
  assert.deepEqual(refusals.map(({ column: name }) => name), ['Visit reference', 'Visit date'])
  assert.match(refusals[0]?.reason ?? '', /no column "Visit reference". Found: Care workers, Wage/)
  assert.match(refusals[0]?.fix ?? '', /also accepted: Visit ID/)
})

test('two headings that mean the same column refuse the file', () => {
  const [refusal] = refusalOf('Visit reference,Visit ID,Visit date,Care workers\nV-1,V-1,03/04/2026,1\n')
  assert.match(refusal?.reason ?? '', /positions 1 \("Visit reference"\) and 2 \("Visit ID"\)/)
})

test('a row with cells missing or to spare is refused, empty cells to spare are not', () => {
  const { refusals, rows } = read(`${HEADER}\nV-1,03/04/2026\nV-2,03/04/2026,1,a,b\nV-3,03/04/2026,1,a,,\n`)
  assert.deepEqual(refusals.map(({ row, reason }) => [row, reason]), [[2, 'The row has 2 cells, and the header has 4'], [3, 'The row has 5 cells, and the header has 4']])
  assert.deepEqual(rows.map(({ row }) => row), [4])
})

test('rows of empty cells are passed over with a note and not counted', () => {
  const { counts, notes } = read(`${HEADER}\nV-1,03/04/2026,1,\n, ,,\n`)
  assert.deepEqual(counts, { read: 1, refused: 0 })
  assert.match(notes.join(), /1 row without any text/)
})

test('one exchanged date puts the other dates of its column in doubt', () => {
  assert.match(read(`${HEADER}\nV-1,04/25/2026,1,\nV-2,04/05/2026,1,\n`).notes.join(), /"Visit date" have the day and month exchanged/)
})

test('a long value is shown cut', () => {
  assert.equal(read(`${HEADER}\n${'A'.repeat(500)},03/04/2026,1,\n`).refusals[0]?.value?.length, 80)
})

test('a file with very many refusals is counted to its end and listed to the limit', () => {
  const { refusals, counts, notes } = read(`${HEADER}\n${'V-1,x,9,\n'.repeat(MOST_REFUSALS)}`)
  assert.deepEqual([refusals.length, counts.refused], [MOST_REFUSALS, MOST_REFUSALS])
  assert.match(notes.join(), /Only the first 20,000 refusals/)
})

test('two columns of a layout cannot share a heading', () => {
  assert.throws(() => defineLayout({ name: 'x', columns: { a: column('Name', text()), b: column('Other', text(), 'NAME') } }), /share a heading/)
})

test('refused rows come back as they were sent, with why and what to do, and can be sent again', () => {
  const sent = `${HEADER},Extra\nV-1,31/02/2026,3,"a, b",=1\nV-2,04/04/2026,1,ok,\nV-3,x"\n`
  const { refusals } = read(sent)
  const back = refusedRowsCsv(Buffer.from(sent), layout, refusals)
  const [head, first, second] = back.split('\r\n')
  assert.equal(head, `${HEADER},Extra,Why refused,What to do`)
  assert.match(first ?? '', /^V-1,31\/02\/2026,3,"a, b",'=1,"Visit date: There is no such day.*; Care workers: The number.*/)
  assert.match(second ?? '', /^V-3,"x""",,,,/)
  const again = readWholeTable(Buffer.from(back), layout)
  assert.deepEqual(again.ok && again.counts, { read: 2, refused: 2 })
  assert.equal(refusedRowsCsv(Buffer.from(back), layout, []).split('\r\n')[0], head)
})

test('no bytes make it throw, and every row is either taken or refused', () => {
  const piece = fc.constantFrom(HEADER, '\n', '\r\n', 'V-1', ',', '"', '03/04/2026', '1', ';', 'x', '\uFEFF', '=A1')
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(`${HEADER}\n${pieces.join('')}`))), (bytes) => {
      const table = readTable(bytes, layout)
      if (!table.ok) {
        assert.ok(table.refusals.length > 0)
        return
      }
      const taken = [...table.rows].length
      assert.equal(table.counts.read, taken + table.counts.refused)
      assert.ok(table.refusals.length >= table.counts.refused)
    }),
    { numRuns: 1_000 },
  )
})

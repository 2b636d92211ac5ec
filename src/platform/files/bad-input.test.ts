import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockMinute } from './cell-clock.ts'
import { date } from './cell-date.ts'
import { identifier, text } from './cell-text.ts'
import type { ImportOutcome } from './import-outcome.ts'
import { outcomeOfRefusedFile } from './import-outcome.ts'
import type { Layout } from './layout.ts'
import { column, defineLayout, optionalColumn } from './layout.ts'
import { readWholeTable } from './read-table.ts'
import { badFiles, faultsOf } from './testing/bad-files.ts'

const dayFirst = defineLayout({
  name: 'visit file',
  columns: {
    reference: column('Visit reference', identifier()),
    on: column('Visit date', date('dd/mm/yyyy')),
    start: column('Start time', clockMinute()),
    note: optionalColumn('Note', text()),
  },
})
const monthFirst = defineLayout({
  name: 'ratings file',
  columns: { id: column('Location ID', identifier()), published: column('Publication date', date('mm/dd/yyyy')) },
})

function previewOf<V>(bytes: Uint8Array, layout: Layout<V>): ImportOutcome {
  const table = readWholeTable(bytes, layout)
  if (!table.ok) return outcomeOfRefusedFile(table)
  return { summary: { ...table.counts, new: table.rows.length, changed: 0, repeated: 0 }, refusals: table.refusals, notes: table.notes }
}

const visits = badFiles({
  header: ['Visit reference', 'Visit date', 'Start time', 'Note'],
  rows: [['V-1', '25/03/2026', '07:30', 'Fine'], ['V-2', '26/03/2026', '19:05', '']],
  required: 'Visit date',
  identifier: 'Visit reference',
  text: 'Note',
  date: { column: 'Visit date', format: 'dd/mm/yyyy' },
  time: 'Start time',
})
const ratings = badFiles({
  header: ['Location ID', 'Publication date'],
  rows: [['1-10041249501', '05/29/2026'], ['1-10041249502', '5/3/2026']],
  required: 'Publication date',
  identifier: 'Location ID',
  date: { column: 'Publication date', format: 'mm/dd/yyyy' },
})

for (const bad of visits) {
  test(`visit file: ${bad.title}`, () => {
    assert.deepEqual(faultsOf(bad.expected, previewOf(bad.bytes(), dayFirst)), [])
  })
}
for (const bad of ratings) {
  test(`ratings file: ${bad.title}`, () => {
    assert.deepEqual(faultsOf(bad.expected, previewOf(bad.bytes(), monthFirst)), [])
  })
}

test('an importer that takes everything fails the battery', () => {
  const everything: ImportOutcome = { summary: { read: 2, new: 2, changed: 0, repeated: 0, refused: 0 }, refusals: [], notes: [] }
  for (const bad of visits.filter((file) => file.expected.kind !== 'taken')) assert.notDeepEqual(faultsOf(bad.expected, everything), [], bad.title)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstMapping } from '../pages/mapping/form.ts'
import { atOnce } from '../../kernel/in-pieces.ts'
import { bytesInMemory } from '../../platform/files/file-bytes.ts'
import { checkVisitFile } from './check-visit-file.ts'
import { isXmlTable, readOwnTable } from './own-columns.ts'
import { readMapped } from './read-mapped.ts'
import type { XmlTable } from './read-own-xml.ts'

const facts = { nowSecond: Date.parse('2026-03-20T12:00:00Z') / 1000, today: Temporal.PlainDate.from('2026-03-20'), reasonCodes: new Set<string>() }

async function tableOf(xml: string, element?: string): Promise<XmlTable> {
  const table = await readOwnTable(Buffer.from(xml), element)
  assert.ok(table.ok && isXmlTable(table), JSON.stringify(table))
  return table
}

async function refusedWith(xml: string | Buffer, reason: RegExp): Promise<void> {
  const table = await readOwnTable(Buffer.from(xml))
  assert.ok(!table.ok)
  assert.match(table.refusals[0]?.reason ?? '', reason)
  assert.notEqual(table.refusals[0]?.fix, '')
}

const visit = (id: string, inner: string): string => `<Visit id="${id}"><PlannedStart>2026-03-02T18:00:00</PlannedStart>${inner}<Status>delivered</Status></Visit>`
const worker = (ref: string, minutes: number): string => `<CareWorker ref="${ref}"><Actual><Start>2026-03-02T18:0${String(minutes)}:00</Start><End>2026-03-02T18:40:00</End></Actual></CareWorker>`
const week = (inner: string): string => `<p:Export xmlns:p="urn:x"><p:Week><ClientRef>P100001</ClientRef>${inner}<p:Team>North</p:Team></p:Week></p:Export>`

test('each element has its own values and those of the elements around it, also those that stand after it, without the prefixes of namespaces', async () => {
  const table = await tableOf(week(visit('A', worker('W1', 1)) + visit('B', worker('W2', 2))), 'Export/Week/Visit')
  assert.deepEqual(table.headings, ['Week/ClientRef', 'Week/Visit/@id', 'Week/Visit/PlannedStart', 'Week/Visit/CareWorker/@ref', 'Week/Visit/CareWorker/Actual/Start', 'Week/Visit/CareWorker/Actual/End', 'Week/Visit/Status', 'Week/Team', 'Week/Visit (place)'])
  assert.deepEqual(table.rows.map(({ cells }) => [cells[0], cells[1], cells[3], cells[7]]), [['P100001', 'A', 'W1', 'North'], ['P100001', 'B', 'W2', 'North']])
})

test('two care workers in one visit are two records, told apart by their place, and a visit to which nobody was sent is a record too', async () => {
  const table = await tableOf(week(visit('A', worker('W1', 1) + worker('W2', 2)) + visit('B', worker('W1', 3)) + visit('C', '').replace('delivered', 'missed')))
  assert.equal(table.element, 'Export/Week/Visit/CareWorker')
  const mapping = firstMapping(table)
  const file = readMapped(table, { id: 'm', version: 1, document: { ...mapping, words: { second_worker: { '1': 'no', '2': 'yes' } } } }, facts)
  assert.deepEqual(file.refusals, [])
  assert.deepEqual(file.records.map((record) => [record.visitReference, record.workerReference, record.secondWorker, record.outcome]), [['A', 'W1', false, 'delivered'], ['A/2', 'W2', true, 'delivered'], ['B', 'W1', false, 'delivered'], ['C', null, false, 'missed']])
})

test('where a visit is one row, two care workers in it refuse the row as soon as one of their values is used, and are named where none is', async () => {
  const table = await tableOf(week(visit('A', worker('W1', 1) + worker('W2', 2)) + visit('B', worker('W1', 3))), 'Export/Week/Visit')
  const file = readMapped(table, { id: 'm', version: 1, document: firstMapping(table) }, facts)
  assert.deepEqual(file.refusals.map(({ row, column, value }) => [row, column, value]), [[1, 'Week/Visit/CareWorker/@ref', 'W1; W2']])
  assert.equal(file.read, file.records.length + file.refused)
  const columns = Object.fromEntries(Object.entries(firstMapping(table).columns).filter(([ours]) => !['worker_reference', 'check_in', 'check_out'].includes(ours)))
  const without = readMapped(table, { id: 'm', version: 1, document: { ...firstMapping(table), columns } }, facts)
  assert.ok(without.notes.some((note) => /CareWorker\/@ref” is there several times in 1 row and is not read/.test(note)))
})

test('words of the Access layout are understood as elements, and a length makes the check-out', async () => {
  const row = (claimed: string): string => `<HomeCareVisit><VisitDate>02/03/2026</VisitDate><StartTimeClaimed>${claimed}</StartTimeClaimed><DurationClaimed>00:30:00</DurationClaimed><ActualStartTime>23:50:10</ActualStartTime><ActualDuration>00:29:00</ActualDuration><SecondaryVisit>false</SecondaryVisit></HomeCareVisit>`
  const table = await tableOf(`<File><Header><ServiceUserRef>P100001</ServiceUserRef>${row('23:45:00')}${row('23:46:00')}</Header></File>`)
  const { columns } = firstMapping(table)
  assert.deepEqual(Object.fromEntries(Object.entries(columns).map(([ours, at]) => [ours, table.headings[at]?.split('/').at(-1)])), { person_reference: 'ServiceUserRef', visit_date: 'VisitDate', second_worker: 'SecondaryVisit', check_in: 'ActualStartTime', duration: 'ActualDuration', claimed_start: 'StartTimeClaimed', claimed_minutes: 'DurationClaimed' })
  const file = readMapped(table, { id: 'm', version: 1, document: { ...firstMapping(table), columns: { ...columns, visit_reference: columns['claimed_start'] ?? 0 }, constants: { outcome: 'delivered' } } }, facts)
  assert.deepEqual(file.refusals, [])
  assert.deepEqual(file.records.map((record) => [record.actualMinutes, record.claimedMinutes, record.visitOn]), [[29, 30, '2026-03-02'], [29, 30, '2026-03-02']])
})

test('XML that is not safe or not well formed is refused with the place and the fix', async () => {
  await refusedWith('<!DOCTYPE a [<!ENTITY x "y">]><a><b c="1"/><b c="&x;"/></a>', /document type/)
  await refusedWith('<a>\n<b c=1/>\n</a>', /not well formed on line 2/)
  await refusedWith('<a><b></a>', /not well formed/)
  await refusedWith(`${'<a>'.repeat(50)}${'</a>'.repeat(50)}`, /more than 40 deep/)
  await refusedWith('<a>text</a>', /No element of the XML holds values/)
  await refusedWith('<?xml version="1.0" encoding="shift_jis"?><a><b c="1"/></a>', /encoding shift_jis/)
  await refusedWith(`<a>${Array.from({ length: 1200 }, (_, nr) => `<b${String(nr)}/>`).join('')}</a>`, /more than 1,000 kinds/)
})

test('checking a file without a mapping says what was found and where to send it', () => {
  const checked = atOnce(checkVisitFile(bytesInMemory(Buffer.from(week(visit('A', worker('W1', 1)) + visit('B', worker('W1', 2))))), { second: facts.nowSecond, today: facts.today }))
  assert.deepEqual([checked.layout, checked.read, checked.refusals[0]?.code], ['mapped', 0, 'xml-unknown'])
  assert.match(checked.notes[0] ?? '', /Week\/Visit/)
})

test('property: however elements are nested and filled, every one of them is one row with its values', async () => {
  const text = fc.array(fc.constantFrom('a', 'é', '&amp;', '7', ']'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
  const people = fc.array(fc.array(fc.record({ note: text, isAttribute: fc.boolean() }), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(people, async (all) => {
      const xml = `<V>${all.map((visits, nr) => `<P ref="${String(nr)}">${visits.map(({ note, isAttribute }) => (isAttribute ? `<C at="2026-03-02" note="${note}"/>` : `<C at="2026-03-02"><note>${note}</note></C>`)).join('\n ')}</P>`).join('')}</V>`
      const table = await tableOf(xml, 'V/P/C')
      const places = ['P/@ref', 'P/C/@note', 'P/C/note'].map((heading) => table.headings.indexOf(heading))
      const meant = all.flatMap((visits, nr) => visits.map(({ note, isAttribute }) => [String(nr), ...(isAttribute ? [note, ''] : ['', note])].join('|').replaceAll('&amp;', '&')))
      assert.deepEqual(table.rows.map(({ cells }) => places.map((at) => cells[at] ?? '').join('|')), meant)
    }),
    { numRuns: 100 },
  )
})

test('a word that is not understood is one to explain on the mapping page; once explained there, the row is taken', async () => {
  const table = await tableOf(week(visit('A', worker('W1', 1)).replace('delivered', 'Done')))
  const mapping = firstMapping(table)
  const file = readMapped(table, { id: 'm', version: 1, document: mapping }, facts)
  assert.deepEqual(file.refusals.map(({ column, value }) => [column, value]), [['outcome', 'Done']])
  assert.match(file.refusals[0]?.fix ?? '', /^Say on the mapping page what this word means, or write one of: delivered, /)
  const told = readMapped(table, { id: 'm', version: 1, document: { ...mapping, words: { outcome: { done: 'delivered' } } } }, facts)
  assert.deepEqual(told.refusals, [])
})

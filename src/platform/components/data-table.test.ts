import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import fc from 'fast-check'
import { templates } from '../web/views.ts'
import { dataTable, type Column, type TableInput } from './data-table.ts'

interface Row {
  readonly name: string
  readonly days: number
}

const columns: Column<Row>[] = [
  { key: 'name', heading: 'Name', value: (row) => ({ text: row.name, href: `/p/${row.name}` }), sort: (row) => row.name },
  { key: 'days', heading: 'Days', value: (row) => String(row.days), sort: (row) => row.days, numeric: true },
  { key: 'state', heading: 'State', value: () => ({ text: '', tag: { text: 'Waiting', colour: 'red' } }) },
]
const rows: Row[] = [{ name: 'b', days: 2 }, { name: 'c', days: 10 }, { name: 'a', days: 2 }]

function tableAt(url: string, extra: Partial<TableInput<Row>> = {}) {
  return dataTable({ caption: 'Waiting', noun: ['person', 'people'], columns, rows, url, emptyWords: 'Nobody waits.', ...extra })
}

function shown(table: ReturnType<typeof tableAt>) {
  const page = '{% from "platform/components/data-table.njk" import dataTable %}{{ dataTable(table) }}'
  return load(templates().renderString(page, { table }))
}

const names = (url: string, extra?: Partial<TableInput<Row>>): string[] => tableAt(url, extra).rows.map((row) => row[0]?.text ?? '')

test('Without a sort the rows keep the order they came in', () => {
  assert.deepEqual(names('/board'), ['b', 'c', 'a'])
})

test('Numbers sort as numbers, and rows that tie keep their order', () => {
  assert.deepEqual(names('/board?sort=days'), ['b', 'a', 'c'])
  assert.deepEqual(names('/board?sort=days&dir=desc'), ['c', 'b', 'a'])
})

test('A sort by a column that does not sort is left alone', () => {
  assert.deepEqual(names('/board?sort=state'), ['b', 'c', 'a'])
})

test('Every link of the table keeps the filters of the page', () => {
  const table = tableAt('/board?zone=north&page=2', { pageSize: 2 })
  assert.equal(table.head[1]?.href, '/board?zone=north&sort=days&dir=asc')
  assert.equal(table.csvHref, '/board?zone=north&format=csv&table=table')
  assert.equal(table.pagination?.previous?.href, '/board?zone=north&page=1')
})

test('Two tables of one page sort apart', () => {
  const url = '/board?left-sort=days&left-dir=desc'
  assert.deepEqual(names(url, { key: 'left' }), ['c', 'b', 'a'])
  assert.deepEqual(names(url, { key: 'right' }), ['b', 'c', 'a'])
})

test('The pages together hold each row once, whatever their size', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (days, pageSize) => {
      const many = days.map((each, n) => ({ name: String(n), days: each }))
      const pages = Math.max(1, Math.ceil(many.length / pageSize))
      const seen = Array.from({ length: pages }, (_, n) => names(`/board?sort=days&page=${String(n + 1)}`, { rows: many, pageSize })).flat()
      assert.deepEqual([...seen].sort(), many.map((row) => row.name).sort())
    }),
  )
})

test('A page beyond the last shows the last, and nonsense shows the first', () => {
  assert.deepEqual(names('/board?page=99', { pageSize: 2 }), ['a'])
  assert.deepEqual(names('/board?page=-1', { pageSize: 2 }), ['b', 'c'])
})

test('CSV holds every row in the order shown, with formulas disarmed', () => {
  const table = tableAt('/board?sort=name&format=csv', { rows: [...rows, { name: '=cmd()', days: 1 }], pageSize: 1 })
  const lines = table.csv().replace('\ufeff', '').trimEnd().split('\r\n')
  assert.deepEqual(lines, ['Name,Days,State', "'=cmd(),1,Waiting", 'a,2,Waiting', 'b,2,Waiting', 'c,10,Waiting'])
})

test('The sorted heading says so to screen readers, the others that they can be', () => {
  const $ = shown(tableAt('/board?sort=days&dir=desc'))
  assert.deepEqual($('thead th').map((_, th) => $(th).attr('aria-sort') ?? '-').get(), ['none', 'descending', '-'])
})

test('The caption counts the rows and the first column names each row', () => {
  const $ = shown(tableAt('/board'))
  assert.equal($('caption').text().trim(), 'Waiting: 3 people')
  assert.equal($('tbody th[scope=row]').length, 3)
})

test('An empty table says what would put something in it', () => {
  const $ = shown(tableAt('/board', { rows: [] }))
  assert.equal($('table').length, 0)
  assert.match($('.tw-empty').text(), /Nobody waits\./)
})

test('Text from people is shown as text, never as markup', () => {
  const $ = shown(tableAt('/board', { rows: [{ name: '<script>alert(1)</script>', days: 1 }] }))
  assert.equal($('script').length, 0)
  assert.match($('tbody th').text(), /<script>/)
})

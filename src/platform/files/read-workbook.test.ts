import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWorkbook, readWorkbook } from './read-workbook.ts'
import { aWorkbook } from './testing/a-workbook.ts'

const HEADINGS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Minutes</t></is></c></row>'
const strings = ['Reference', 'Log in', 'V&amp;1']

test('A workbook is read as text: shared and inline strings, numbers, dates by their style, and cells that were left out are empty', async () => {
  const bytes = aWorkbook(`${HEADINGS}<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>46083.3125</v></c><c r="C2"><v>30</v></c></row><row r="4"><c r="A4" t="str"><f>A2&amp;"x"</f><v>V1x</v></c><c r="C4"><v>0.1</v></c></row>`, { strings, formats: [0, 22] })
  assert.equal(isWorkbook(bytes), true)
  const table = await readWorkbook(bytes)
  assert.ok(table.ok)
  assert.deepEqual(table.headings, ['Reference', 'Log in', 'Minutes'])
  assert.deepEqual(table.rows.map((row) => [...row.cells]), [['V&1', '2026-03-02T07:30:00', '30'], ['V1x', '', '0.1']])
})

test('A workbook in the calendar of 1904 tells the same day by another number', async () => {
  const table = await readWorkbook(aWorkbook(`${HEADINGS}<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>44621</v></c></row>`, { strings, formats: [0, 14], is1904: true }))
  assert.ok(table.ok)
  assert.equal(table.rows[0]?.cells[1], '2026-03-02')
})

test('A workbook that is cut off at any place is refused as a value, or read', async () => {
  const bytes = aWorkbook(`${HEADINGS}<row r="2"><c r="A2"><v>1</v></c></row>`, { strings })
  for (let length = 4; length < bytes.length; length += 97) {
    const table = await readWorkbook(bytes.subarray(0, length))
    assert.equal(table.ok, false, String(length))
  }
})

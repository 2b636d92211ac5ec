import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { csvText } from '../../src/platform/files/csv-write.ts'
import { serveCouncil } from './served-council.ts'
import { signIn, WAYS, type Visitor } from './visitor.ts'

const served = await serveCouncil()
const HEADINGS = ['visit_reference', 'sequence', 'person_reference', 'visit_date', 'worker_reference', 'check_in', 'check_out', 'outcome']
const place = (heading: string): number => HEADINGS.indexOf(heading)

/** A row that goes wrong in one cell: what it should say, what it says, and what Tendwell answers to that. */
interface BadCell {
  readonly heading: string
  readonly sent: string
  readonly reason: RegExp
  readonly fix: RegExp
}

const BAD: readonly BadCell[] = [
  { heading: 'visit_date', sent: '2026-02-30', reason: /no such day in that month/, fix: /from 1 to 28/ },
  { heading: 'visit_date', sent: '02/27/2026', reason: /day and the month are in the wrong order/, fix: /27\/02\/2026/ },
  { heading: 'check_in', sent: '24:00', reason: /24:00 is not a time of this date/, fix: /00:00 of the next day/ },
  { heading: 'person_reference', sent: '', reason: /The cell is empty/, fix: /Fill in "person_reference"/ },
  { heading: 'outcome', sent: 'done', reason: /not one of the accepted values/, fix: /delivered/ },
  { heading: 'check_in', sent: '', reason: /no check-in or no check-out/, fix: /check_in/ },
  { heading: 'worker_reference', sent: '=A2', reason: /looks like a spreadsheet formula/, fix: /without "="/ },
  { heading: 'visit_date', sent: '2026-03-09', reason: /in the future/, fix: /after the visit/ },
  { heading: 'sequence', sent: 'first', reason: /not a whole number/, fix: /digits only/ },
  { heading: 'visit_reference', sent: 'x'.repeat(5000), reason: /too long|longer than|characters/i, fix: /\d+ characters|shorten/i },
]
/** The eleventh bad row contradicts the first good one: the same reference and sequence, another check-out. */
const CONTRADICTION = { reason: /came before with other content/, fix: /sequence above 1/ }
const GOOD = 4

for (const way of WAYS) {
  const letter = way.javaScript ? 'a' : 'b'
  test(`a visit file with eleven kinds of bad rows is previewed, kept without them, corrected and sent again, ${way.words}`, async (t) => {
    const person = await personOf(served.council.providers[letter].id)
    const good = Array.from({ length: GOOD + BAD.length }, (_, index) => [`J-${letter}-${String(index + 1)}`, '1', person, '2026-02-27', `W${String(index + 1)}`, '07:31', '08:14', 'delivered'])
    const sent = good.map((row, index) => {
      const bad = BAD[index - GOOD]
      return bad === undefined ? row : row.with(place(bad.heading), bad.sent)
    })
    const contradicting = (good[0] ?? []).with(place('check_out'), '08:44')
    const file = rawCsv([HEADINGS, ...sent, contradicting])
    const visitor = await signIn(served, `coordinator-${letter}`, way)
    t.after(() => visitor.leave())
    const { page } = visitor

    await t.test('the preview counts every row once, and shows each refusal with its row, reason and fix', async () => {
      await page.goto(`${served.url}/visit-files`)
      await visitor.look('visit files')
      await send(visitor, 'february.csv', file)
      await page.getByRole('heading', { level: 1, name: 'Check the file before it is kept' }).waitFor()
      assert.deepEqual(await counts(visitor), { 'rows read': 15, new: 4, changed: 0, unallocated: 0, repeated: 0, refused: 11 })
      const rows = await page.locator('#reasons tbody tr').allInnerTexts()
      for (const [index, { heading, reason, fix }] of BAD.entries()) {
        const line = String(GOOD + index + 2)
        const row = rows.find((each) => reason.test(each) && each.includes(heading))
        assert.ok(row !== undefined, `${heading}: ${String(reason)} in\n${rows.join('\n---\n')}`)
        assert.match(row, fix)
        assert.match(row, new RegExp(`\\b${line}\\b`), `line ${line} of ${heading}`)
      }
      const last = rows.find((each) => CONTRADICTION.reason.test(each))
      assert.match(last ?? '', CONTRADICTION.fix)
      await visitor.look('visit file preview')
    })

    let repaired = ''
    await t.test('the refused rows can be downloaded as they were sent, with why and what to do', async () => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Download the refused rows' }).click()
      const text = await readFile(await (await download).path(), 'utf8')
      for (const { reason } of BAD) assert.match(text, reason)
      assert.match(text, /Why refused,What to do/)
      const references = good.slice(GOOD).map(([reference = '']) => reference)
      for (const reference of references.slice(0, -1)) assert.ok(text.includes(reference), reference)
      assert.ok(!text.includes(good[1]?.[0] ?? ''), 'rows that were taken are not among them')
      // What a person does in a spreadsheet: every bad cell put right, the contradiction raised to the next sequence.
      repaired = csvText([...HEADINGS, 'Why refused', 'What to do'], [...good.slice(GOOD), contradicting.with(place('sequence'), '2')].map((row) => [...row, 'was wrong', 'is right']))
    })

    await t.test('accepting keeps the good rows alone', async () => {
      await page.getByRole('button', { name: 'Keep 4 records' }).click()
      await page.getByRole('heading', { level: 1, name: 'february.csv' }).waitFor()
      assert.match(await page.locator('main').innerText(), /4 records kept, 0 rows repeated, 11 rows refused/)
      assert.equal(await page.locator('#refusals tbody tr').count(), 11)
      await visitor.look('visit file kept')
    })

    await t.test('the corrected rows are new, and sending both files again adds nothing', async () => {
      await page.goto(`${served.url}/visit-files`)
      await send(visitor, 'corrected.csv', repaired)
      assert.deepEqual(await counts(visitor), { 'rows read': 11, new: 10, changed: 1, unallocated: 0, repeated: 0, refused: 0 })
      await visitor.look('corrected preview')
      await page.getByRole('button', { name: 'Keep 11 records' }).click()
      await page.getByRole('heading', { level: 1, name: 'corrected.csv' }).waitFor()
      await page.goto(`${served.url}/visit-files`)
      await send(visitor, 'both.csv', csvText(HEADINGS, [...good, contradicting.with(place('sequence'), '2')]))
      assert.deepEqual(await counts(visitor), { 'rows read': 15, new: 0, changed: 0, unallocated: 0, repeated: 15, refused: 0 })
      await visitor.look('nothing new')
    })
  })
}

/** Rows as a careless system writes them: nothing disarmed, nothing quoted. No cell here holds a comma. */
function rawCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join(',')).join('\n')
}

async function send(visitor: Visitor, name: string, text: string): Promise<void> {
  await visitor.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await visitor.page.getByRole('button', { name: 'Check the file' }).click()
  await visitor.page.getByRole('heading', { level: 1, name: 'Check the file before it is kept' }).waitFor()
}

/** The figures of the preview by their labels. */
async function counts(visitor: Visitor): Promise<Record<string, number>> {
  const tiles = await visitor.page.evaluate<[string, string][]>(`[...document.querySelectorAll('.tw-tile')].map((tile) => [tile.querySelector('.tw-tile__label')?.textContent.trim() ?? '', tile.querySelector('.tw-tile__figure')?.textContent.trim() ?? ''])`)
  return Object.fromEntries(tiles.map(([label, figure]) => [label, Number(figure)]))
}

/** The reference of somebody in a provider's care at the end of February. */
async function personOf(providerId: string): Promise<string> {
  const row = await served.house.db
    .selectFrom('brokerage.placement as placement')
    .innerJoin('care.person as person', 'person.id', 'placement.person_id')
    .leftJoin('brokerage.placement_end as ended', 'ended.placement_id', 'placement.id')
    .select('person.reference')
    .where('placement.provider_id', '=', providerId)
    .where('ended.placement_id', 'is', null)
    .orderBy('person.reference')
    .executeTakeFirstOrThrow()
  return row.reference
}

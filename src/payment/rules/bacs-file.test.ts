import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { bankHolidays } from '../../platform/calendar/bank-holidays.ts'
import { firstProcessingDay, processingDay } from './bacs-day.ts'
import { bacsFile, type BacsChange, type BacsFacts } from './bacs-file.ts'
import { bacsText } from './bacs-text.ts'

type Payment = BacsFacts['payments'][number]
interface WrittenFacts {
  readonly sequence: number
  readonly madeOn: string
  readonly processingOn: string
  readonly originator: BacsFacts['originator']
  readonly payments: readonly Payment[]
}
interface Cases {
  readonly files: readonly (WrittenFacts & { readonly rule: string; readonly total: number; readonly lines: readonly string[]; readonly changes: readonly BacsChange[] })[]
  readonly refusals: readonly { readonly clause: string; readonly sequence?: number; readonly serviceUserNumber?: string; readonly payments: readonly Partial<Payment>[] }[]
  readonly texts: readonly { readonly given: string; readonly written: string }[]
  readonly days: readonly { readonly on: string; readonly made: string; readonly answer: string }[]
  readonly firstDays: readonly { readonly made: string; readonly first: string }[]
}

const cases = parse(readFileSync(new URL('bacs-file.cases.yaml', import.meta.url), 'utf8')) as Cases
const day = (text: string) => Temporal.PlainDate.from(text)
const payment: Payment = { reference: 'S1001', sortCode: '112233', accountNumber: '12345678', accountName: 'Acorn', pence: 100 }
const originator: BacsFacts['originator'] = { serviceUserNumber: '123456', sortCode: '010203', accountNumber: '00112233', accountName: 'Council' }

/** A small reader of the layout, written from docs/files/bacs.md and not from the writer. */
function readBack(content: string) {
  const lines = content.split('\r\n')
  assert.equal(lines.pop(), '')
  const cut = (line: string, from: number, to: number): string => line.slice(from - 1, to)
  const data = lines.filter((line) => line.length === 100).map((line) => ({ to: cut(line, 1, 14), type: cut(line, 15, 15), code: cut(line, 16, 17), from: cut(line, 18, 31), blank: cut(line, 32, 35), pence: Number(cut(line, 36, 46)), user: cut(line, 47, 64).trimEnd(), reference: cut(line, 65, 82).trimEnd(), name: cut(line, 83, 100).trimEnd() }))
  const trailer = lines.at(-1) ?? ''
  return { lines, credits: data.filter((each) => each.code === '99'), contras: data.filter((each) => each.code === '17'), debitTotal: Number(cut(trailer, 5, 17)), creditTotal: Number(cut(trailer, 18, 30)), debits: Number(cut(trailer, 31, 37)), creditCount: Number(cut(trailer, 38, 44)) }
}

describe('a Bacs file of credits', () => {
  for (const { rule, total, lines, changes, ...written } of cases.files) {
    test(rule, () => {
      const made = bacsFile({ ...written, madeOn: day(written.madeOn), processingOn: day(written.processingOn) })
      assert.ok(made.ok)
      assert.deepEqual(made.value.content.split('\r\n'), [...lines.map((line) => line.replaceAll('·', ' ')), ''])
      assert.deepEqual([made.value.totalPence, made.value.paymentCount, made.value.changes], [total, written.payments.length, changes])
    })
  }

  for (const { clause, payments, sequence = 1, serviceUserNumber = '123456' } of cases.refusals) {
    test(`${clause}: refused for ${JSON.stringify(payments)}`, () => {
      const made = bacsFile({ sequence, madeOn: day('2026-03-06'), processingOn: day('2026-03-09'), originator: { ...originator, serviceUserNumber }, payments: payments.map((each) => ({ ...payment, ...each })) })
      assert.deepEqual([made.ok, made.ok ? null : made.reasons.map((reason) => reason.clause)], [false, [clause]])
    })
  }

  test('whatever is paid: records of 80 and 100 characters, only characters that Bacs carries, one contra equal to the credits and to both totals, and every payment read back', () => {
    const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${String(count)}}$`))
    const name = fc.string({ unit: 'grapheme', maxLength: 30 }).map((words) => `N${words}`)
    const account = fc.record({ sortCode: digits(6), accountNumber: digits(8), accountName: name })
    const payments = fc.array(fc.tuple(account, fc.record({ reference: name, pence: fc.integer({ min: 1, max: 1_000_000_000 }) })).map(([to, what]) => ({ ...to, ...what })), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(payments, account, digits(6), fc.integer({ min: 1, max: 999_999 }), (paid, payer, serviceUserNumber, sequence) => {
        const made = bacsFile({ sequence, madeOn: day('2026-03-06'), processingOn: day('2026-03-09'), originator: { ...payer, serviceUserNumber }, payments: paid })
        assert.ok(made.ok)
        const { content, totalPence } = made.value
        assert.match(content, /^[A-Z0-9.&/\- \r\n]*$/)
        const back = readBack(content)
        assert.deepEqual(back.lines.map((line) => line.length), [80, 80, 80, 80, ...paid.map(() => 100), 100, 80, 80, 80])
        assert.deepEqual(back.lines.map((line) => line.slice(0, 4)).filter((label) => /^[A-Z]{3}\d$/.test(label)), ['VOL1', 'HDR1', 'HDR2', 'UHL1', 'EOF1', 'EOF2', 'UTL1'])
        assert.deepEqual([back.debitTotal, back.creditTotal, back.debits, back.creditCount], [totalPence, totalPence, 1, paid.length])
        assert.equal(back.credits.reduce((sum, each) => sum + each.pence, 0), totalPence)
        assert.deepEqual(back.contras.map((each) => [each.to, each.from, each.pence]), [[payer.sortCode + payer.accountNumber, payer.sortCode + payer.accountNumber, totalPence]])
        assert.deepEqual(back.credits.map((each) => [each.to, each.pence, each.reference, each.name]), paid.map((each) => [each.sortCode + each.accountNumber, each.pence, bacsText(each.reference, 18).text, bacsText(each.accountName, 18).text]))
        for (const each of [...back.credits, ...back.contras]) assert.deepEqual([each.type, each.blank], ['0', '    '])
      }),
      { numRuns: 200 },
    )
  })

  for (const { given, written } of cases.texts) test(`${given} is carried as ${written}`, () => assert.equal(bacsText(given, 18).text, written))
})

describe('the processing day', () => {
  for (const { on, made, answer } of cases.days) {
    test(`of a file made on ${made}: ${on} is ${answer}`, () => {
      const decided = processingDay(day(on), day(made), bankHolidays)
      assert.equal(decided.ok ? 'fine' : decided.reasons[0]?.clause, answer)
    })
  }
  for (const { made, first } of cases.firstDays) test(`made on ${made}, a file is processed on ${first} at the earliest`, () => assert.equal(firstProcessingDay(day(made), bankHolidays)?.toString(), first))
})

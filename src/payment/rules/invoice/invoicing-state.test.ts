import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { InvoicingEventKind, InvoicingWay } from '../../terms/invoice.ts'
import { invoicingState, maySay, whoActsOnInvoicing } from './invoicing-state.ts'
import { paidByOn } from './invoicing-way-on.ts'

const onInvoice = (openCount: number | null, ...said: readonly InvoicingEventKind[]) => invoicingState({ paidBy: 'invoice', madeCount: 0, openCount, said })
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

describe('where the invoicing of a statement stands', () => {
  test('it waits for an invoice, matches, or differs until a credit note, acceptance or settlement closes it', () => {
    assert.deepEqual([onInvoice(null), onInvoice(0), onInvoice(2), onInvoice(2, 'disputed'), onInvoice(2, 'disputed', 'answered'), onInvoice(2, 'disputed', 'settled'), onInvoice(1, 'accepted')], ['awaited', 'matched', 'difference', 'disputed', 'answered', 'settled', 'settled'])
    assert.deepEqual([0, 1].map((madeCount) => invoicingState({ paidBy: 'statement', madeCount, openCount: null, said: [] })), ['to-self-bill', 'self-billed'])
  })
  test('who must act is named as long as somebody must', () => {
    assert.deepEqual((['awaited', 'difference', 'disputed', 'answered', 'to-self-bill', 'matched', 'settled', 'self-billed'] as const).map(whoActsOnInvoicing), ['provider', 'provider', 'finance-officer', 'provider', 'finance-officer', null, null, null])
  })
  test('the provider disputes and accepts, the council answers a dispute and settles; nothing is said where nothing differs', () => {
    const clause = (...asked: Parameters<typeof maySay>) => { const decided = maySay(...asked); return decided.ok ? 'may' : decided.reasons[0]?.clause }
    assert.deepEqual([clause('difference', 'provider', 'disputed'), clause('difference', 'council', 'settled'), clause('answered', 'provider', 'disputed'), clause('disputed', 'council', 'answered'), clause('disputed', 'provider', 'accepted')], ['may', 'may', 'may', 'may', 'may'])
    assert.deepEqual([clause('matched', 'provider', 'disputed'), clause('difference', 'provider', 'settled'), clause('difference', 'council', 'accepted'), clause('disputed', 'provider', 'disputed'), clause('difference', 'council', 'answered'), clause('settled', 'council', 'settled')], ['no-difference', 'other-side', 'other-side', 'disputed', 'not-disputed', 'no-difference'])
  })
  test('how a provider is paid counts from the first period that begins on its day or later; the last word on a day counts; else on statement', () => {
    const way = (fromOn: string, paidBy: InvoicingWay['paidBy'], hour: number): InvoicingWay => ({ providerId: 'a', fromOn: day(fromOn), paidBy, recordedAt: Temporal.Instant.from(`2026-01-01T0${String(hour)}:00:00Z`), recordedBy: 'test' })
    const ways = [way('2026-02-02', 'invoice', 1), way('2026-03-30', 'statement', 2), way('2026-03-30', 'invoice', 1)]
    assert.deepEqual(['2026-02-01', '2026-02-02', '2026-03-02', '2026-03-30'].map((on) => paidByOn(ways, 'a', day(on))), ['statement', 'invoice', 'invoice', 'statement'])
    assert.equal(paidByOn(ways, 'b', day('2026-02-02')), 'statement')
  })
})

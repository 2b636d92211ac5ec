import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { INVOICING_EVENTS, type InvoicingEventKind } from '../../terms/invoice.ts'
import { agreedSums, lineStandings, maySayOfLine, stateOfLines } from './line-standing.ts'

const unit = (statementPence: number, invoicedPence: number, isTolerated = false) => ({ statementPence, invoicedPence, difference: statementPence === invoicedPence ? null : ('more' as const), isTolerated })
const units = [unit(1000, 1000), unit(1000, 1200), unit(2000, 2500), unit(500, 501, true)]
const say = (kind: InvoicingEventKind, lineNr: number | null, agreedPence: number | null = null, isCouncil = kind === 'answered' || kind === 'settled') => ({ kind, isCouncil, lineNr, agreedPence })
const states = (...said: ReturnType<typeof say>[]) => lineStandings(units, said).map((each) => each.state)

describe('where the lines of a match stand', () => {
  test('each line goes its own way; what is said of all is said of those that differ', () => {
    assert.deepEqual(states(), ['fine', 'difference', 'difference', 'fine'])
    assert.deepEqual(states(say('disputed', 2)), ['fine', 'disputed', 'difference', 'fine'])
    assert.deepEqual(states(say('disputed', null), say('answered', 3)), ['fine', 'disputed', 'answered', 'fine'])
    assert.deepEqual(states(say('disputed', 2), say('settled', 2, 1100)), ['fine', 'settled', 'difference', 'fine'])
    assert.deepEqual(states(say('settled', 2, 1100), say('accepted', null)), ['fine', 'settled', 'settled', 'fine'])
  })

  test('all together are disputed while one is, then answered, then different, and settled once none is open', () => {
    const together = (...said: ReturnType<typeof say>[]) => stateOfLines(lineStandings(units, said))
    assert.deepEqual([together(), together(say('disputed', 2)), together(say('disputed', 2), say('answered', 2)), together(say('settled', 2, 1100)), together(say('settled', 2, 1100), say('accepted', 3, 2000))], ['difference', 'disputed', 'answered', 'difference', 'settled'])
    assert.deepEqual([together(say('disputed', 2, null, true)), together(say('disputed', 2, null, true), say('disputed', 2))], ['answered', 'disputed'])
    assert.equal(stateOfLines(lineStandings([unit(1, 1)], [])), undefined)
  })

  test('sums follow: what agrees, what was agreed line by line, and what is still open', () => {
    assert.deepEqual(agreedSums(units, lineStandings(units, [])), { agreedPence: 1500, openPence: 3000, beyondPence: 0 })
    assert.deepEqual(agreedSums(units, lineStandings(units, [say('settled', 2, 1150)])), { agreedPence: 2650, openPence: 2000, beyondPence: 150 })
    assert.deepEqual(agreedSums(units, lineStandings(units, [say('settled', 2, 1150), say('accepted', null)])), { agreedPence: 4650, openPence: 0, beyondPence: 150 })
  })

  test('either side disputes, the provider accepts, the council answers a dispute and settles between statement and invoice', () => {
    const clause = (side: 'provider' | 'council', kind: InvoicingEventKind, agreedPence: number | null = null, state: 'difference' | 'disputed' | 'settled' | 'fine' = 'difference', waitsFor: 'council' | 'provider' = 'council') => {
      const decided = maySayOfLine({ state, waitsFor, agreedPence: null }, unit(1000, 1200), side, { kind, agreedPence })
      return decided.ok ? decided.value.agreedPence : decided.reasons[0]?.clause
    }
    assert.deepEqual([clause('provider', 'disputed'), clause('council', 'disputed'), clause('provider', 'accepted'), clause('council', 'settled'), clause('council', 'settled', 1100), clause('council', 'answered', null, 'disputed')], [null, null, 1000, 1000, 1100, null])
    assert.deepEqual([clause('provider', 'disputed', null, 'disputed', 'provider'), clause('council', 'disputed', null, 'disputed', 'provider'), clause('council', 'answered', null, 'disputed', 'provider')], [null, 'disputed', 'not-disputed'])
    assert.deepEqual([clause('council', 'settled', 999), clause('council', 'settled', 1201), clause('provider', 'settled', 1100), clause('council', 'accepted'), clause('council', 'answered'), clause('provider', 'disputed', null, 'disputed'), clause('provider', 'disputed', null, 'settled'), clause('provider', 'disputed', null, 'fine')], ['outside', 'outside', 'other-side', 'other-side', 'not-disputed', 'disputed', 'no-difference', 'no-difference'])
  })

  test('whatever is said, agreed and open make the statement and what was agreed beyond it', () => {
    const events = fc.array(fc.record({ kind: fc.constantFrom(...INVOICING_EVENTS), isCouncil: fc.boolean(), lineNr: fc.option(fc.integer({ min: 1, max: 4 })), agreedPence: fc.option(fc.integer({ min: 0, max: 3000 })) }).map((each) => (each.lineNr === null || each.kind === 'disputed' || each.kind === 'answered' ? { ...each, agreedPence: null } : each)))
    fc.assert(fc.property(events, (said) => {
      const { agreedPence, openPence, beyondPence } = agreedSums(units, lineStandings(units, said))
      assert.equal(agreedPence + openPence - beyondPence, units.reduce((sum, each) => sum + each.statementPence, 0))
    }))
  })
})

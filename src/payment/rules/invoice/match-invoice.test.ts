import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { checkInvoice } from '../../files/check-invoice.ts'
import { writeInvoice } from '../../files/write-invoice.ts'
import { NO_TOLERANCE, type DocumentKind, type InvoiceDocument, type InvoiceParty, type LineToMatch, type Tolerance } from '../../terms/invoice.ts'
import { matchInvoices } from './match-invoice.ts'
import { selfBilledDocuments } from './self-billed.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const party = (name: string): InvoiceParty => ({ name, street: '1 High Street', town: 'Northampton', postcode: 'NN1 1AA', country: 'GB', taxId: 'GB123456789', isVatNumber: true, companyNumber: null, endpointScheme: '0088', endpointId: '5060000000016' })
const line = (id: number, person: string, on: string, pence: number, more: Partial<LineToMatch> = {}): LineToMatch => ({ id, personId: person, personReference: person, visitReference: `V-${String(id)}`, visitOn: day(on), isAdjustment: false, outcome: 'delivered', pence, ...more })
const asked = (id: string, key: string, pence: number, days: readonly [string, string] | null = null) => ({ id, key, pence, name: 'Home care', quantity: '1', fromOn: days === null ? null : day(days[0]), toOn: days === null ? null : day(days[1]) })
const paper = (kind: DocumentKind, number: string, ...lines: readonly ReturnType<typeof asked>[]): Pick<InvoiceDocument, 'kind' | 'number' | 'lines'> => ({ kind, number, lines })

const STATEMENT = [line(1, 'P1', '2026-02-02', 1200), line(2, 'P1', '2026-02-09', 0, { outcome: 'missed' }), line(3, 'P1', '2026-02-16', 1200), line(4, 'P2', '2026-02-03', 800), line(5, 'P2', '2026-01-20', -300, { isAdjustment: true })]
const differences = (documents: Parameters<typeof matchInvoices>[1], tolerance: Tolerance = NO_TOLERANCE) => matchInvoices(STATEMENT, documents, tolerance).units.flatMap((unit) => (unit.difference === null ? [] : [[unit.about, unit.difference, unit.statementPence, unit.invoicedPence, unit.isTolerated] as const]))

describe('an invoice held against its statement', () => {
  test('a line names a statement line, a visit, or a person with days; together they match to the penny', () => {
    assert.deepEqual(differences([paper('invoice', 'A', asked('1', '1', 1200), asked('2', 'v-2', 0), asked('3', 'P1', 1200, ['2026-02-10', '2026-03-01']), asked('4', 'p2', 500))]), [])
  })
  test('what is asked too much is said with what the statement knows of the visits, and a credit note closes it', () => {
    const invoice = paper('invoice', 'A', asked('1', 'P1', 3600), asked('2', 'P2', 500))
    assert.deepEqual(differences([invoice]), [['P1', 'more', 2400, 3600, false]])
    const words = matchInvoices(STATEMENT, [invoice], NO_TOLERANCE).units[0]?.words ?? ''
    assert.equal(words, '£36.00 is invoiced for P1. The statement has £24.00 for 3 lines (1 missed): £12.00 less. Send a credit note for £12.00, or dispute the statement if a record is wrong.')
    assert.deepEqual(differences([invoice, paper('credit-note', 'C', asked('1', 'V-2', 1200))]), [])
  })
  test('what no invoice names is awaited, what is asked too little as well, and what is on no statement is not paid', () => {
    assert.deepEqual(differences([paper('invoice', 'A', asked('1', 'P1', 2300), asked('2', 'P9', 700))]), [['P1', 'less', 2400, 2300, false], ['P2', 'not-invoiced', 500, 0, false], ['“P9”', 'unknown', 0, 700, false]])
  })
  test('the same visits invoiced twice are found, whether by one name or by two', () => {
    assert.deepEqual(differences([paper('invoice', 'A', asked('1', 'P1', 2400), asked('2', 'P2', 500)), paper('invoice', 'B', asked('1', '3', 1200))]), [['P1', 'twice', 2400, 3600, false]])
  })
  test('a difference within the limit of the line is tolerated, of pence and share the smaller; not when all together are above the limit of the whole', () => {
    const limits: Tolerance = { linePence: 50, lineShare: 100, totalPence: 30, totalShare: null }
    const some = (first: number, second: number) => differences([paper('invoice', 'A', asked('1', 'P1', 2400 + first), asked('2', 'P2', 500 + second))], limits).map((each) => each[4])
    assert.deepEqual(some(24, 5), [true, true])
    assert.deepEqual(some(25, 0), [false])
    assert.deepEqual(some(0, 6), [false])
    assert.deepEqual(some(24, 0), [true])
    assert.deepEqual(differences([paper('invoice', 'A', asked('1', 'P1', 2424), asked('2', 'P2', 505))], { ...limits, totalPence: 28 }).map((each) => each[4]), [false, false])
  })
})

/** Statements of some people, with visits, corrections both ways and lines that name nobody. */
const statements = fc.array(fc.record({ person: fc.integer({ min: 0, max: 4 }), offset: fc.integer({ min: -20, max: 27 }), pence: fc.integer({ min: -3000, max: 9000 }) }), { minLength: 1, maxLength: 25 }).map((rows) =>
  rows.map(({ person, offset, pence }, at) => {
    const isAdjustment = offset < 0
    const facts = { isAdjustment, visitReference: null, ...(person === 0 ? { personId: null, personReference: null } : {}) }
    return line(7000 + at, `P10000${String(person)}`, day('2026-03-02').add({ days: offset }).toString(), isAdjustment ? pence : Math.abs(pence), facts)
  }),
)
const documentsOf = (lines: readonly LineToMatch[]) => selfBilledDocuments(lines, { issueOn: day('2026-03-30'), statementNumber: 'S1001', seller: party('Acorn & Söhne <Care>'), buyer: party('Example County Council') }, (at) => `SB00000${String(at + 1)}`)
const read = (lines: readonly LineToMatch[]): InvoiceDocument[] => documentsOf(lines).map((each) => {
  const { document, faults } = checkInvoice(Buffer.from(writeInvoice(each)))
  assert.deepEqual(faults, [])
  assert.ok(document !== null)
  return document
})

describe('an invoice made from a statement', () => {
  test('of any statement breaks no rule, reads back as it was made, comes to the statement and matches it with no difference', () => {
    fc.assert(fc.property(statements, (lines) => {
      const made = documentsOf(lines)
      const again = read(lines)
      for (const [at, each] of made.entries()) {
        const { typeCode, number, totalPence, sellerName, lines: own } = again[at] ?? assert.fail('a document is missing')
        assert.deepEqual([typeCode, number, totalPence, sellerName], [each.typeCode, each.number, each.totalPence, each.seller.name])
        assert.deepEqual(JSON.parse(JSON.stringify(own)), JSON.parse(JSON.stringify(each.lines)))
      }
      const match = matchInvoices(lines, again, NO_TOLERANCE)
      assert.deepEqual([match.openCount, match.invoicedPence, match.units.filter((unit) => unit.difference !== null)], [0, match.statementPence, []])
      assert.equal(match.statementPence, lines.reduce((sum, each) => sum + each.pence, 0))
    }), { numRuns: 60 })
  })
  test('one penny changed in any line of it is found, as one difference of one penny', () => {
    fc.assert(fc.property(statements, fc.nat(), fc.boolean(), (lines, nr, isMore) => {
      const documents = read(lines)
      const at = nr % documents.reduce((count, each) => count + each.lines.length, 0)
      let seen = -1
      const changed = documents.map((each) => ({ ...each, lines: each.lines.map((own) => (++seen === at ? { ...own, pence: own.pence + (isMore ? 1 : -1) } : own)) }))
      const found = matchInvoices(lines, changed, NO_TOLERANCE).units.filter((unit) => unit.difference !== null)
      assert.equal(found.length, 1)
      assert.equal(Math.abs((found[0]?.invoicedPence ?? 0) - (found[0]?.statementPence ?? 0)), 1)
    }), { numRuns: 40 })
  })
})

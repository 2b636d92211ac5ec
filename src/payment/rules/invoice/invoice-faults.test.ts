import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { checkInvoice } from '../../files/check-invoice.ts'
import { INVOICE_RULES } from './invoice-faults.ts'

interface WorkedCase {
  readonly breaks: readonly string[]
  readonly what: string
  readonly credit?: boolean
  readonly change: readonly (readonly [string, string])[]
}

const { cases } = parse(readFileSync(new URL('invoice-faults.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const example = (name: string): string => readFileSync(new URL(`../../../../docs/files/examples/${name}.xml`, import.meta.url), 'utf8')
const [invoice, creditNote] = [example('invoice'), example('credit-note')]

describe('what is wrong with an electronic invoice', () => {
  for (const worked of cases) {
    test(`${worked.breaks.join(', ') || 'sound'}: ${worked.what}`, () => {
      let xml = worked.credit === true ? creditNote : invoice
      for (const [from, to] of worked.change) {
        assert.ok(xml.includes(from), `the example has no ${from}`)
        xml = from.startsWith('currencyID') ? xml.replaceAll(from, to) : xml.replace(from, to)
      }
      const { faults, document } = checkInvoice(Buffer.from(xml))
      assert.deepEqual(faults.map((fault) => fault.rule).toSorted(), worked.breaks.toSorted())
      assert.equal(document === null, worked.breaks.length > 0)
      for (const fault of faults) assert.ok(fault.place !== '' && fault.words !== '' && fault.fix !== '', fault.rule)
    })
  }

  test('no two worked cases have the same title, and no two rules the same id', () => {
    assert.equal(new Set(cases.map((worked) => `${worked.breaks.join()} ${worked.what}`)).size, cases.length)
    assert.equal(new Set(INVOICE_RULES.map((each) => each.id)).size, INVOICE_RULES.length)
  })
})

describe('how the XML of an invoice is read', () => {
  const faultOf = (text: string | Buffer): string => checkInvoice(Buffer.from(text)).faults[0]?.words ?? ''
  test('a document type, and with it every entity of the sender, is refused before anything is read', () => {
    assert.match(faultOf(invoice.replace('<Invoice', '<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]><Invoice')), /declares a document type/)
  })
  test('what is no XML, broken off, in another encoding, empty or something else is refused in words', () => {
    assert.match(faultOf('Invoice 1'), /well-formed|no XML/)
    assert.match(faultOf(invoice.slice(0, 2000)), /well-formed/)
    assert.match(faultOf(Buffer.from([0xff, 0xfe, 0x3c, 0x00])), /UTF-8/)
    assert.match(faultOf(''), /empty/)
    assert.match(faultOf('<html/>'), /neither a UBL invoice/)
    assert.match(faultOf(`${'<a>'.repeat(50)}${'</a>'.repeat(50)}`), /40 deep/)
  })
  test('the prefixes of the file do not matter, only their namespaces', () => {
    const other = invoice.replaceAll('cbc:', 'b:').replaceAll('xmlns:cbc', 'xmlns:b').replaceAll('cac:', 'a:').replaceAll('xmlns:cac', 'xmlns:a')
    assert.deepEqual(checkInvoice(Buffer.from(other)).document, checkInvoice(Buffer.from(invoice)).document)
    assert.ok(checkInvoice(Buffer.from(invoice.replace('CommonBasicComponents-2', 'SomethingElse'))).faults.some((fault) => fault.rule === 'BR-02'))
  })
})

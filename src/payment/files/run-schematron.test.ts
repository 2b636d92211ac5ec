import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { Refused } from '../../platform/action/refused.ts'
import { runSchematron } from './run-schematron.ts'

const invoice = readFileSync(new URL('../../../docs/files/examples/invoice.xml', import.meta.url), 'utf8')
const folders: string[] = []
after(() => { for (const folder of folders) rmSync(folder, { recursive: true }) })

/** A small Schematron of our own in the language of the official one: XPath 2 with decimals, quantifiers and variables. */
const rules = (asserts: string): string => `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <ns prefix="cbc" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"/>
  <ns prefix="cac" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"/>
  <ns prefix="ubl" uri="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>
  <ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
  <let name="currency" value="/*/cbc:DocumentCurrencyCode"/>
  <pattern><rule context="/ubl:Invoice">${asserts}</rule></pattern>
</schema>`

const withFunctions = (functions: string, asserts: string): string =>
  rules(asserts).replace('<pattern>', `<ns prefix="u" uri="utils"/>${functions.replaceAll('<function ', '<function xmlns="http://www.w3.org/1999/XSL/Transform" ')}<pattern>`)

const SUM = '<assert id="SUM" flag="fatal" test="xs:decimal(cac:LegalMonetaryTotal/cbc:LineExtensionAmount) = (round(sum(cac:InvoiceLine/xs:decimal(cbc:LineExtensionAmount)) * 10 * 10) div 100)">[SUM]-The lines add up.</assert>'
const EACH = '<assert id="EACH" flag="fatal" test="every $line in cac:InvoiceLine satisfies exists($line/cac:Price/cbc:PriceAmount[@currencyID = $currency])">[EACH]-Each line has a price in the currency.</assert>'

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tendwell-rules-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}
const refusedWith = (words: RegExp) => (fault: unknown) => fault instanceof Refused && words.test(fault.message)

describe('Schematron files that an operator supplies', () => {
  test('an invoice that keeps every rule breaks none, and one that does not breaks the rule with its id and place', async () => {
    const folder = folderOf({ 'small.sch': rules(SUM + EACH), 'readme.txt': 'no rules' })
    assert.deepEqual(await runSchematron(folder, invoice), { files: ['small.sch'], rulesAsked: 2, faults: [], warnings: [] })
    const broken = invoice.replace('<cbc:LineExtensionAmount currencyID="GBP">36.00', '<cbc:LineExtensionAmount currencyID="GBP">36.01')
    assert.deepEqual((await runSchematron(folder, broken)).faults, [{ file: 'small.sch', rule: 'SUM', place: 'Invoice', words: '[SUM]-The lines add up.' }])
    const foreign = invoice.replace('<cbc:PriceAmount currencyID="GBP">36.00', '<cbc:PriceAmount currencyID="EUR">36.00')
    assert.deepEqual((await runSchematron(folder, foreign)).faults.map((fault) => fault.rule), ['EACH'])
  })

  test('a rule that asks what no invoice has is broken by the sound one: the files are really run', async () => {
    const folder = folderOf({ 'a.sch': rules('<assert id="NEVER" test="false()">Never</assert>'), 'b.sch': rules('<report id="SEEN" test="exists(cbc:ID)">Number <value-of select="cbc:ID"/></report>') })
    assert.deepEqual((await runSchematron(folder, invoice)).faults.map((fault) => [fault.rule, fault.words]), [['NEVER', 'Never'], ['SEEN', 'Number AHC-2026-031']])
  })

  test('what a rule only warns of breaks nothing, and one without a place in the document is not asked', async () => {
    const warning = '<assert id="W" flag="warning" test="not(cbc:BuyerReference)">[W]-No reference, 2 &gt; 1</assert><assert test="false()" role="information" id=\'I\'>Only to know</assert>'
    const folder = folderOf({ 'w.sch': rules(`${SUM}${warning}`).replace('</pattern>', '<rule context="//cac:PayeeParty"><assert id="P" test="false()">Payee</assert></rule></pattern>') })
    const outcome = await runSchematron(folder, invoice)
    assert.deepEqual([outcome.rulesAsked, outcome.faults, outcome.warnings.map((each) => each.rule)], [3, [], ['W', 'I']])
  })

  test('a rule that a document leaves without an answer is broken by its name, and the others are asked all the same', async () => {
    const twice = '<assert id="NAME" test="normalize-space(cbc:ID) != &apos;&apos;">[NAME]-A number.</assert>'
    const folder = folderOf({ 'a.sch': rules(twice + SUM) })
    const broken = invoice.replace('<cbc:IssueDate>', '<cbc:ID>second</cbc:ID><cbc:IssueDate>').replace('<cbc:LineExtensionAmount currencyID="GBP">51.50', '<cbc:LineExtensionAmount currencyID="GBP">fifty')
    const { faults } = await runSchematron(folder, broken)
    assert.deepEqual(faults.map((fault) => [fault.rule, fault.place]), [['NAME', 'Invoice'], ['SUM', 'Invoice']])
    assert.match(faults[0]?.words ?? '', /^\[NAME\]-A number\. \(Not to be answered here, XPTY0004/)
  })

  test('sums are held against amounts exactly, where floating point would find 0.10 and 0.20 to be more than 0.30', async () => {
    const test = "(exists(//cac:InvoiceLine) and (xs:decimal(cac:LegalMonetaryTotal/cbc:LineExtensionAmount) = (sum(cac:InvoiceLine[cbc:ID != ')']/xs:decimal(cbc:LineExtensionAmount)) + sum(cac:AllowanceCharge/xs:decimal(cbc:Amount)) - sum(cac:AllowanceCharge/xs:decimal(cbc:Amount)))))"
    const folder = folderOf({ 'a.sch': rules(`<assert id="EXACT" test="${test}">[EXACT]-The lines add up.</assert>`) })
    const small = invoice.replaceAll('>36.00<', '>0.10<').replaceAll('>15.50<', '>0.20<').replaceAll('>51.50<', '>0.30<')
    assert.deepEqual((await runSchematron(folder, small)).faults, [])
    assert.deepEqual((await runSchematron(folder, small.replaceAll('>0.30<', '>0.31<'))).faults.map((fault) => fault.rule), ['EXACT'])
  })

  test('functions that a file writes in XSLT, as the rules of Peppol do, are run: parameters, variables, text, choices, one that calls itself', async () => {
    const functions = `
      <function name="u:slack" as="xs:boolean">
        <param name="exp" as="xs:decimal"/><param name="val" as="xs:decimal"/><param name="slack" as="xs:decimal"/>
        <value-of select="xs:decimal($exp + $slack) &gt;= $val and xs:decimal($exp - $slack) &lt;= $val"/>
      </function>
      <function name="u:digits" as="xs:integer"><param name="of" as="xs:string"/><sequence select="if ($of = '') then 0 else xs:integer(substring($of, 1, 1)) + u:digits(substring($of, 2))"/></function>
      <function name="u:kind" as="xs:string">
        <param name="of"/>
        <variable name="and">A&amp;B "x"</variable>
        <choose><when test="$of = 1"><sequence select="'one &amp;amp; only'"/></when><when test="$of = 2"><variable name="long"><sequence select="concat($and, '!')"/></variable><value-of select="$long"/></when><otherwise><if test="true()"><value-of select="'many'"/></if></otherwise></choose>
      </function>`
    const lines = (slack: string) => `<rule context="cac:InvoiceLine"><let name="amount" value="xs:decimal(cbc:LineExtensionAmount)"/><let name="quantity" value="cbc:InvoicedQuantity/xs:decimal(.)"/><let name="price" value="cac:Price/cbc:PriceAmount"/>
      <assert id="LINE" test="u:slack($amount, $quantity * xs:decimal($price) + ${slack}, 0.02)">Line <value-of select="cbc:ID"/> is <value-of select="$amount"/></assert></rule>`
    const asked = `<assert id="ALL" test="u:digits('1905') = 15 and u:kind(1) = 'one &amp;amp; only' and u:kind(2) = 'A&amp;B &quot;x&quot;!' and u:kind(3) = 'many'">[ALL]</assert>`
    const run = (slack: string) => runSchematron(folderOf({ 'p.sch': withFunctions(functions, asked).replace('</pattern>', `${lines(slack)}</pattern>`) }), invoice)
    assert.deepEqual(await run('0.02'), { files: ['p.sch'], rulesAsked: 2, faults: [], warnings: [] })
    assert.deepEqual((await run('0.03')).faults.map((fault) => [fault.rule, fault.words]), [['LINE', 'Line 1 is 36'], ['LINE', 'Line 2 is 15.5']])
  })

  test('a folder without rules, and files that cannot be run here, are refused with what to do', async () => {
    await assert.rejects(runSchematron(join(tmpdir(), 'there-is-no-such-folder'), invoice), refusedWith(/no Schematron file/))
    await assert.rejects(runSchematron(folderOf({ 'x.sch': rules('').replace('<pattern>', '<pattern abstract="true">') }), invoice), refusedWith(/preprocessed/))
    await assert.rejects(runSchematron(folderOf({ 'x.sch': withFunctions('<function name="u:x"><for-each select="1"/></function>', SUM) }), invoice), refusedWith(/x\.sch could not be run: It has a function with "for-each" in it/))
    await assert.rejects(runSchematron(folderOf({ 'x.sch': withFunctions('', '<assert test="u:unknown(1)">x</assert>') }), invoice), refusedWith(/x\.sch could not be run: .*unknown/))
    await assert.rejects(runSchematron(folderOf({ 'x.sch': rules('<assert test="this is ( no XPath">x</assert>') }), invoice), refusedWith(/x\.sch could not be run/))
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { demonstrationRuleSets } from '../../rules/demonstration-rule-sets.ts'
import { ruleSetDocument, type RuleSetDocument } from '../../terms/rule-set.ts'
import { SECTIONS } from './sections.ts'
import { readSettings, settingsValues } from './settings-form.ts'

const [plain] = demonstrationRuleSets
assert.ok(plain !== undefined)

/** Has every setting that there is. */
const FULL: RuleSetDocument = ruleSetDocument.parse({
  ...plain,
  basis: 'banded',
  bands: { bands: [{ fromMinutes: 10, payMinutes: 15 }, { fromMinutes: 20, payMinutes: 30 }], byTheMinuteFrom: 45 },
  rounding: { unitMinutes: 15, mode: 'threshold', upFromMinutes: 8, of: 'week' },
  tolerance: { kind: 'minutes', minutes: 5 },
  capOverPlan: { kind: 'percent', percent: 10 },
  minimum: { kind: 'minutes', minutes: 10, below: 'pay-minimum' },
  cancelled: { kind: 'by-notice', enoughNoticeHours: 24, enough: 'pay-nothing', short: 'pay-planned', unknown: 'pay-planned' },
  retainer: { days: 14, percent: 50 },
  death: { days: 2, percent: 100 },
  overlap: 'pay-once',
  manual: { overPercent: 10, pay: 'pay-lesser' },
  lateRecords: { afterDays: 28, percent: 0 },
  weekCap: { kind: 'minutes', minutes: 0 },
  fixedPrices: [{ minutes: 15, pence: 905 }, { minutes: 30, pence: 1500 }],
  subcontracted: { percent: 90 },
  distanceBands: [{ fromMetres: 8000, pencePerHour: 0, pencePerVisit: 125 }],
  startPremium: { pence: 5000, withinDays: 2, urgency: 'discharge', fromOn: '2026-12-01', toOn: '2027-02-28' },
  packagePrice: { undelivered: 'pay-nothing' },
})

describe('the form of a rule set', () => {
  test('every rule set comes back from the form as it went in', () => {
    const others: RuleSetDocument[] = [{ ...FULL, bands: { bands: [{ fromMinutes: 1, payMinutes: 0 }], byTheMinuteFrom: null }, weekCap: { kind: 'percent', percent: 5 }, tolerance: { kind: 'percent', percent: 0 } }]
    for (const document of [...demonstrationRuleSets, FULL, ...others]) assert.deepEqual(readSettings(settingsValues(document)), { ok: true, value: document })
  })

  test('every setting that there is has a field', () => {
    const asked = new Set(SECTIONS.flatMap((section) => section.fields.map((field) => field.path.split('.')[0])))
    for (const setting of Object.keys(FULL)) assert.ok(asked.has(setting) || setting === 'layout' || setting === 'missed', setting)
  })

  test('a fault is told at its field, by its label, and a group that is switched off is not asked', () => {
    const errorsOf = (changes: Readonly<Record<string, string>>) => {
      const read = readSettings({ ...settingsValues(FULL), ...changes })
      return read.ok ? [] : read.errors.map((error) => [error.field, error.text])
    }
    assert.deepEqual(errorsOf({ 'retainer-days': '' }), [['retainer-days', 'Enter first days paid of a stay']])
    assert.deepEqual(errorsOf({ 'retainer-days': '', 'retainer': 'no' }), [])
    assert.deepEqual(errorsOf({ 'rounding-upFromMinutes': '20' }), [['rounding-upFromMinutes', 'Up from this many over a multiple must be less than the multiple']])
    assert.deepEqual(errorsOf({ 'fixedPrices-1-pence': 'lots' }), [['fixedPrices-1-pence', 'Fixed prices of short visits, row 2, price in pounds must be pounds and pence, like 24.50']])
    assert.deepEqual(errorsOf({ 'bands-bands-1-fromMinutes': '5' }), [['bands-bands-0-fromMinutes', 'Bands, row 1 must be in rising order, each value once']])
    assert.deepEqual(errorsOf({ 'lateRecords-afterDays': '2.5' }), [['lateRecords-afterDays', 'Later than must be a whole number']])
    assert.deepEqual(errorsOf({ 'basis': '' }), [['basis', 'Basis must be one of planned, actual, lesser, claimed, banded']])
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReablementRuleDocument } from '../terms/reablement.ts'
import { reablementRuleFault } from './reablement-rule-fault.ts'

const sound: ReablementRuleDocument = { isOpen: true, sources: ['hospital-discharge'], serviceLines: ['core'], funders: ['council'], needs: ['personal-care'], excludedNeeds: ['end-of-life'], mostWeeklyMinutes: null, notAgainWithinDays: 90, usualWeeks: 6, whenFull: 'wait' }
const clauseOf = (change: Partial<ReablementRuleDocument>): string | undefined => reablementRuleFault({ ...sound, ...change })?.clause

test('an open gateway names at least one source, service line and funder; a closed one need not', () => {
  assert.equal(clauseOf({}), undefined)
  assert.deepEqual([clauseOf({ sources: [] }), clauseOf({ serviceLines: [] }), clauseOf({ funders: [] })], ['no-source', 'no-line', 'no-funder'])
  assert.equal(clauseOf({ isOpen: false, sources: [], serviceLines: [], funders: [] }), undefined)
})

test('whoever leaves reablement is not sent back, and no need is both asked for and excluded, by a closed gateway neither', () => {
  for (const isOpen of [true, false]) assert.deepEqual([clauseOf({ isOpen, sources: ['reablement-exit'] }), clauseOf({ isOpen, needs: ['end-of-life'] })], ['circle', 'need-both'])
})

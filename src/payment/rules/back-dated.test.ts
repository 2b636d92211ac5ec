import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import type { Tier } from '../../market/terms.ts'
import { backDatedTerms } from './back-dated.ts'

type Visit = readonly [zone: string, line: string, tier: Tier, on: string]
interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly rates: readonly (readonly [id: string, zone: string | null, line: string | null, tier: Tier | null, from: string])[]
  readonly rule_sets: readonly (readonly [id: string, from: string])[]
  readonly known: { readonly rates: readonly string[] | null; readonly rule_sets: readonly string[] | null }
  readonly agreed?: number
  readonly from: string | null
  readonly touches?: readonly Visit[]
  readonly spares?: readonly Visit[]
}

const { cases } = parse(readFileSync(new URL('back-dated.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

describe('which visits already paid new rates and rules may touch', () => {
  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const rates = worked.rates.map(([id, zoneId, serviceLine, tier, from]) => ({ id, frameworkId: 'f', zoneId, serviceLine, tier, dayCategory: null, timeBand: null, fromOn: day(from), pencePerHour: 2400 }))
      const ruleSets = worked.rule_sets.map(([id, from]) => ({ id, fromOn: day(from) }))
      const found = backDatedTerms({ rateIds: worked.known.rates, ruleSetIds: worked.known.rule_sets }, { rates, ruleSets }, day('2026-03-02'))
      assert.equal(found?.fromOn.toString() ?? null, worked.from)
      const touched = ([zoneId, serviceLine, tier, on]: Visit): boolean => found?.mayTouch({ zoneId, serviceLine, tier, agreedPencePerHour: worked.agreed ?? null }, on) ?? false
      assert.deepEqual((worked.touches ?? []).filter((visit) => !touched(visit)), [], 'should be touched')
      assert.deepEqual((worked.spares ?? []).filter(touched), [], 'should be left alone')
    })
  }
})

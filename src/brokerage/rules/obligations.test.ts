import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { frameworkTerms } from '../../market/terms/contract-model.ts'
import type { Tier } from '../../market/terms.ts'
import { obligationsOf } from './obligations.ts'

type Held = readonly [zone: string, provider: string, tier: Tier, hours: number]
interface WorkedCase {
  readonly rule: string
  readonly model: object
  readonly vastMajorityPercent?: number
  readonly targets?: readonly (readonly [Tier, number, number])[]
  readonly held: readonly Held[]
  readonly passedOn?: readonly Held[]
  readonly blocks?: readonly (readonly [zone: string, provider: string, hours: number])[]
  readonly competitions?: readonly (readonly [zone: string, competitions: number, bids: number, pence: number])[]
  readonly expected: readonly (readonly unknown[])[]
}
const cases = parse(readFileSync(new URL('obligations.cases.yaml', import.meta.url), 'utf8')) as readonly WorkedCase[]
const held = ([zoneId, providerId, tier, hours]: Held) => ({ zoneId, providerId, tier, weeklyMinutes: Math.round(hours * 60) })

describe('what contracts ask for', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const terms = frameworkTerms.parse({ ...worked.model, eligibility: { refusedRatings: [], languagesRequired: false }, ...(worked.vastMajorityPercent === undefined ? {} : { vastMajorityPercent: worked.vastMajorityPercent }) })
      const found = obligationsOf({
        terms,
        held: worked.held.map(held),
        passedOn: (worked.passedOn ?? []).map(held),
        blocks: (worked.blocks ?? []).map(([zoneId, providerId, hours]) => ({ zoneId, providerId, weeklyMinutes: hours * 60 })),
        targets: (worked.targets ?? []).map(([tier, lowPercent, highPercent]) => ({ tier, lowPercent, highPercent })),
        competitions: (worked.competitions ?? []).map(([zoneId, competitions, bids, pence]) => ({ zoneId, serviceLine: 'core' as const, competitions, bids, pence })),
        leadOffers: [],
      })
      assert.deepEqual(found.map((each) => [each.clause, each.zoneId, each.providerId, each.share.numerator / (each.unit === 'minutes' ? 60 : 1), each.share.denominator / (each.unit === 'minutes' ? 60 : 1), each.share.percent, each.met]), worked.expected)
    })
  }

  test('how many offers a lead accepted is told without a target', () => {
    const terms = frameworkTerms.parse({ model: 'tiered', steps: [{ tiers: ['lead'], replyWorkingMinutes: 60 }], eligibility: { refusedRatings: [], languagesRequired: false } })
    const [found] = obligationsOf({ terms, held: [], passedOn: [], blocks: [], targets: [], competitions: [], leadOffers: [{ zoneId: 'East', providerId: 'Ash', answered: 8, accepted: 3 }] })
    assert.deepEqual([found?.clause, found?.unit, found?.share, found?.met], ['lead-acceptance', 'offers', { numerator: 3, denominator: 8, percent: 37 }, null])
  })
})

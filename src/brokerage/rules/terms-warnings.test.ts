import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { frameworkTerms } from '../../market/terms/contract-model.ts'
import type { FrameworkTerms } from '../../market/terms.ts'
import { termsWarnings, type StandingPlace, type TermsChangeFacts } from './terms-warnings.ts'

const eligibility = { refusedRatings: [], languagesRequired: false }
const tiered = (...tiers: string[]): FrameworkTerms => frameworkTerms.parse({ model: 'tiered', steps: tiers.map((tier) => ({ tiers: [tier], replyWorkingMinutes: 120 })), eligibility })
const PRIME = frameworkTerms.parse({ model: 'prime', replyWorkingMinutes: 120, declineReasons: ['skills'], minimumSubcontractPercent: 30, steps: [], eligibility })
const stands = (providerName: string, tier: StandingPlace['tier'], changes: Partial<StandingPlace> = {}): StandingPlace => ({ providerName, zoneName: 'North', serviceLine: 'core', tier, rank: null, hasBlock: false, ...changes })
const facts = (changes: Partial<TermsChangeFacts>): TermsChangeFacts => ({ present: tiered('lead', 'spot'), edited: tiered('lead', 'spot'), standings: [stands('Ash', 'lead'), stands('Birch', 'spot')], zones: [{ name: 'North', zoneSet: 'general' }], waiting: [], ...changes })
const clauses = (changes: Partial<TermsChangeFacts>): string[] => termsWarnings(facts(changes)).map((each) => each.clause)

describe('before terms are adopted', () => {
  test('nothing is warned of where everybody keeps a step', () => {
    assert.deepEqual(clauses({}), [])
  })

  test('providers whose tier no step asks any more are named, and not those whom none asked before', () => {
    const warnings = termsWarnings(facts({ edited: tiered('lead'), standings: [stands('Ash', 'lead'), stands('Birch', 'spot'), stands('Cedar', 'secondary')] }))
    assert.deepEqual(warnings.map((each) => each.words), ['1 provider that stands as spot would be asked by no step: Birch.'])
  })

  test('a service line with a model of its own is looked at with core’s standings where it has none', () => {
    const edited = { ...tiered('lead', 'spot'), lines: { night: tiered('lead') } }
    assert.match(termsWarnings(facts({ edited }))[0]?.words ?? '', /asked by no step for night care: Birch/)
  })

  test('packages that would have nobody to ask are counted, and not those that have nobody now', () => {
    const waiting = [{ reference: 'P-1', presentSteps: 2, editedSteps: 0 }, { reference: 'P-2', presentSteps: 0, editedSteps: 0 }, { reference: 'P-3', presentSteps: 1, editedSteps: 1 }]
    assert.deepEqual(termsWarnings(facts({ waiting })).map((each) => each.words), ['1 waiting package would have nobody to ask: P-1.'])
  })

  test('the prime model wants one lead in each general zone', () => {
    const zones = [{ name: 'North', zoneSet: 'general' }, { name: 'South', zoneSet: 'general' }, { name: 'Night north', zoneSet: 'night' }]
    assert.deepEqual(clauses({ edited: PRIME, zones, standings: [stands('Ash', 'lead'), stands('Elm', 'lead')] }), ['no-prime', 'several-primes'])
  })

  test('the block model wants guaranteed hours in each zone, and a provider that has them is asked whatever its tier', () => {
    const block = frameworkTerms.parse({ model: 'block', replyWorkingMinutes: 120, steps: [], eligibility })
    assert.deepEqual(clauses({ edited: block, standings: [stands('Ash', 'lead')] }), ['tier-not-asked', 'no-block'])
    assert.deepEqual(clauses({ edited: block, standings: [stands('Ash', 'lead', { hasBlock: true })] }), [])
  })

  test('the ranked model names those without a rank', () => {
    const ranked = frameworkTerms.parse({ model: 'ranked', batchSize: 1, replyWorkingMinutes: 120, eligibility })
    assert.match(termsWarnings(facts({ edited: ranked, standings: [stands('Ash', 'lead', { rank: 1 }), stands('Birch', 'spot')] }))[0]?.words ?? '', /1 provider has no rank.*Birch/)
  })
})

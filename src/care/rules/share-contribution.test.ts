import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { z } from 'zod'
import { fundingWords } from './funding.ts'
import { shareContribution } from './share-contribution.ts'

const worked = z.array(z.object({ rule: z.string(), pence: z.int(), minutes: z.array(z.int()), shares: z.array(z.int()) }))

describe('a person’s contribution over the parts of a split package', () => {
  for (const each of worked.parse(parse(readFileSync(new URL('share-contribution.cases.yaml', import.meta.url), 'utf8')))) {
    test(each.rule, () => assert.deepEqual(shareContribution(each.pence, each.minutes), each.shares))
  }

  test('is one for the person: the shares always sum to it, none is below nothing, and more minutes never pay less', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.array(fc.nat({ max: 10_080 }), { minLength: 1, maxLength: 6 }), (pence, minutes) => {
        const shares = shareContribution(pence, minutes)
        assert.equal(shares.reduce((sum, share) => sum + share, 0), pence)
        for (const [i, share] of shares.entries()) {
          assert.ok(share >= 0)
          for (const [j, other] of shares.entries()) if ((minutes[i] ?? 0) > (minutes[j] ?? 0)) assert.ok(share >= other)
        }
      }),
    )
  })

  test('is said with the whole of it', () => {
    assert.equal(fundingWords({ funder: 'council', nhsPercent: null, contributionPence: 1000, ofPence: 2500 }), 'Council. The person adds £10.00 a week for this part, of £25.00 over all parts')
  })
})

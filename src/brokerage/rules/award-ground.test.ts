import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { z } from 'zod'
import { URGENCIES } from '../../care/terms.ts'
import { AWARD_GROUNDS } from '../terms/direct-award.ts'
import { awardGroundFault } from './award-ground.ts'
import { mayBeAskedDirectly } from './direct-award.ts'

const worked = z.array(
  z.object({ rule: z.string(), ground: z.enum(AWARD_GROUNDS), reason: z.string().default('She said so'), urgency: z.enum(URGENCIES).default('planned'), startBy: z.iso.date(), placements: z.array(z.tuple([z.string(), z.string()])).default([]), fault: z.string().nullable() }),
)
const day = (text: string) => Temporal.PlainDate.from(text)

describe('the ground of a direct award to Ash', () => {
  for (const each of worked.parse(parse(readFileSync(new URL('award-ground.cases.yaml', import.meta.url), 'utf8')))) {
    test(each.rule, () => {
      const placements = each.placements.map(([providerId, endsOn]) => ({ providerId, endsOn: endsOn === '' ? null : day(endsOn) }))
      const fault = awardGroundFault({ ground: each.ground, reason: each.reason, providerId: 'Ash', carePackage: { urgency: each.urgency, startByOn: day(each.startBy) }, placements, today: day('2026-03-04') })
      assert.equal(fault?.clause ?? null, each.fault)
    })
  }
})

test('a provider that only gave the package back may be asked directly; one that is suspended may not', () => {
  const reason = (clause: string) => ({ clause, words: '' })
  assert.equal(mayBeAskedDirectly({ step: null, reasons: [reason('handed-back'), reason('earlier-declined')] }), true)
  assert.equal(mayBeAskedDirectly({ step: null, reasons: [reason('handed-back'), reason('suspended')] }), false)
  assert.equal(mayBeAskedDirectly({ step: 1, reasons: [] }), true)
})

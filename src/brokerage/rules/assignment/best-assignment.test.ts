import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import type { Tier } from '../../../market/terms.ts'
import { bestAssignment } from './best-assignment.ts'
import { compareRules } from './compare-rules.ts'
import { assignmentRules, type AssignmentProblem, type CapacityPlace, type CapacityPool, type PackageToAssign, type ProviderWithCapacity } from '../../terms/assignment-problem.ts'

type PlaceDiffers = Partial<CapacityPlace & ProviderWithCapacity> & { readonly pool?: string }
interface WorkedCase {
  readonly rule: string
  readonly rules?: object
  readonly packages: readonly (readonly [id: string, morning: number, differs?: Partial<PackageToAssign>])[]
  readonly places: readonly (readonly [provider: string, tier: Tier, rank: number | null, morning: number, differs?: PlaceDiffers])[]
  readonly assigned: Readonly<Record<string, string>>
  readonly why?: Readonly<Record<string, string>>
  readonly cost?: number
  readonly waiting?: number
  readonly listed?: number
}
const { cases } = parse(readFileSync(new URL('assignment.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const EFFORT = { rounds: 3000, boundRounds: 100, fineBoundRounds: 5 }

function problemOf(worked: WorkedCase): AssignmentProblem {
  const packages = worked.packages.map(([id, morning, differs], index): PackageToAssign => ({
    id, zone: 'North', serviceLine: 'core', skills: [], languages: [], workers: 1, minutes: { morning, lunch: 0, tea: 0, evening: 0, night: 0 }, visits: 7,
    waitingSince: Temporal.PlainDate.from('2026-01-01').add({ days: index }), priority: 0, at: null, ...differs,
  }))
  const providers = new Map<string, ProviderWithCapacity>()
  const pools = new Map<string, CapacityPool>()
  const places = worked.places.map(([id, tier, rank, morning, { pool, zone, isCrossZone, travelMinutes, heldMinutes, ...differs } = {}]): CapacityPlace => {
    const poolId = `${id}${pool ?? ''}`
    providers.set(id, { id, name: id, rating: 'good', twoWorkers: false, skills: [], languages: [], weeklyLimit: null, ...differs })
    pools.set(poolId, { id: poolId, providerId: id, minutes: { morning, lunch: 0, tea: 0, evening: 0, night: 0 } })
    return { poolId, zone: zone ?? 'North', serviceLines: ['core'], tier, rank, isCrossZone: isCrossZone ?? false, travelMinutes: travelMinutes ?? 10, base: null, heldMinutes: heldMinutes ?? 0 }
  })
  return { packages, capacity: { providers: [...providers.values()], pools: [...pools.values()], places } }
}

describe('the best assignment of a list to declared capacity', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const answer = bestAssignment(problemOf(worked), assignmentRules.parse(worked.rules ?? {}), EFFORT)
      assert.deepEqual(Object.fromEntries(answer.assigned.map((each) => [each.packageId, each.providerId]).sort()), worked.assigned)
      if (worked.cost !== undefined) assert.equal(answer.cost.total, worked.cost)
      if (worked.waiting !== undefined) assert.equal(answer.counts.waitingMinutes, worked.waiting)
      if (worked.listed !== undefined) assert.equal(answer.listOrder.counts.waitingMinutes, worked.listed)
      for (const [id, why] of Object.entries(worked.why ?? {})) assert.equal(answer.unplaced.find((each) => each.packageId === id)?.why, why)
      assert.ok(answer.lowerBound <= answer.cost.total)
      assert.ok([...answer.assigned, ...answer.unplaced].every((each) => each.reasons.length > 0))
    })
  }

  test('A placed package names the waiting ones that would fit in its place, and a waiting one whom it would fit in place of', () => {
    const answer = bestAssignment(problemOf({ rule: '', packages: [['A', 210], ['B', 300]], places: [['Ash', 'lead', 1, 300]], assigned: {} }), assignmentRules.parse({}), EFFORT)
    assert.deepEqual(answer.assigned[0]?.displaced, ['A'])
    assert.deepEqual(answer.unplaced[0]?.shortOf, ['morning'])
    assert.equal(answer.unplaced[0].reasons.at(-1)?.words, 'It would fit with Ash in place of B, which has 5 hours a week to its 3.5 hours.')
  })

  test('What a switch costs is told in people and minutes, and a switch that changes nothing costs nothing', () => {
    const problem = problemOf({ rule: '', packages: [['A', 210], ['B', 210]], places: [['Ash', 'lead', 1, 210], ['Oak', 'spot', null, 210, { isCrossZone: true }]], assigned: {} })
    const costs = compareRules(problem, assignmentRules.parse({}), ['cross-zone', 'rating-floor'], EFFORT)
    assert.deepEqual(costs.map((each) => [each.switch, each.morePackagesWaiting, each.moreMinutesWaiting]), [['cross-zone', 1, 210], ['rating-floor', 0, 0]])
  })

  test('Weights under which a package might wait although there is room are refused', () => {
    const refused = assignmentRules.safeParse({ weights: { waiting: 100, tier: 100 } })
    assert.match(refused.error?.issues[0]?.message ?? '', /Waiting must weigh at least 3 tiers/)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { loadHighs } from '../../../../bench/load-highs.ts'
import { assignmentInstance } from '../../../../bench/assignment-instance.ts'
import { COST_UNIT, modelOf } from '../../../../bench/assignment-model.ts'
import { DAY_PARTS } from '../../../kernel/day-part.ts'
import { bestAssignment } from './best-assignment.ts'
import { compile, type Compiled } from './compile.ts'
import { obstaclesOf } from './eligible.ts'
import { costOfHolding, emptyHolding, give, hasRoom, release } from './holding.ts'
import { listOrder } from './list-order.ts'
import { at, real } from './numbers.ts'
import { costOf, minutesOf } from './place-cost.ts'
import { assignmentRules, type Assignment, type AssignmentProblem, type AssignmentRules, type CapacityPlace } from '../../terms/assignment-problem.ts'

const EFFORT = { rounds: 2000, boundRounds: 60, fineBoundRounds: 4 }
const anyRules: fc.Arbitrary<AssignmentRules> = fc
  .record({ crossZone: fc.boolean(), leadFirst: fc.boolean(), ratingFloor: fc.constantFrom('good', 'inadequate'), mostSharePercent: fc.constantFrom(null, 5, 20), mostShareOf: fc.constantFrom('zone', 'all') })
  .map((rules) => assignmentRules.parse(rules))
const anySeed = fc.integer({ min: 1, max: 100_000 })
const middling = anySeed.map((seed) => assignmentInstance(seed, { packages: 40, providers: 8, zones: 3 }))
const tiny = anySeed.map((seed) => assignmentInstance(seed, { packages: 6, providers: 3, zones: 2 }))

function placeOf(problem: AssignmentProblem, each: Assignment['assigned'][number]): CapacityPlace {
  const waiting = problem.packages.find((one) => one.id === each.packageId)
  const place = problem.capacity.places.find((one) => one.poolId === each.poolId && one.zone === waiting?.zone && one.serviceLines.includes(waiting.serviceLine))
  assert.ok(place)
  return place
}

/** The least cost of all assignments, by trying every one. */
function leastCost(compiled: Compiled): number {
  const holding = emptyHolding(compiled)
  let least = costOfHolding(compiled, holding)
  const visit = (item: number, cost: number): void => {
    if (cost < least) least = cost
    if (item === compiled.packages.length) return
    visit(item + 1, cost)
    for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) {
      if (!hasRoom(compiled, holding, item, option)) continue
      give(compiled, holding, item, option)
      visit(item + 1, cost - real(compiled.waitCost, item) + real(compiled.cost, option))
      release(compiled, holding, item)
    }
  }
  visit(0, least)
  return least
}

function heldIn(problem: AssignmentProblem, zone: string, providerId: string | null): number {
  const owners = new Map(problem.capacity.pools.map((pool) => [pool.id, pool.providerId]))
  return problem.capacity.places.reduce((sum, each) => sum + (each.zone === zone && (providerId === null || owners.get(each.poolId) === providerId) ? each.heldMinutes : 0), 0)
}

function listedIn(problem: AssignmentProblem, zone: string): number {
  return problem.packages.reduce((sum, each) => sum + (each.zone === zone ? minutesOf(each.minutes) : 0), 0)
}

describe('every assignment', () => {
  test('sells no minute of any pool, weekly limit or share twice', () => {
    fc.assert(fc.property(middling, anyRules, (problem, rules) => {
      const answer = bestAssignment(problem, rules, EFFORT)
      const minutes = new Map(problem.packages.map((each) => [each.id, each.minutes]))
      const given = (which: (each: Assignment['assigned'][number]) => boolean): number => answer.assigned.filter(which).reduce((sum, each) => sum + minutesOf(minutes.get(each.packageId) ?? assert.fail()), 0)
      for (const pool of problem.capacity.pools) {
        for (const part of DAY_PARTS) assert.ok(answer.assigned.reduce((sum, each) => sum + (each.poolId === pool.id ? (minutes.get(each.packageId)?.[part] ?? 0) : 0), 0) <= pool.minutes[part])
      }
      const listed = problem.packages.reduce((sum, each) => sum + minutesOf(each.minutes), 0)
      const held = problem.capacity.places.reduce((sum, each) => sum + each.heldMinutes, 0)
      for (const provider of problem.capacity.providers) {
        const own = problem.capacity.places.reduce((sum, each) => sum + (problem.capacity.pools.find((pool) => pool.id === each.poolId)?.providerId === provider.id ? each.heldMinutes : 0), 0)
        const total = given((each) => each.providerId === provider.id)
        assert.ok(provider.weeklyLimit === null || total <= provider.weeklyLimit)
        if (rules.mostSharePercent !== null && rules.mostShareOf === 'all' && total > 0) assert.ok((own + total) * 100 <= (held + listed) * rules.mostSharePercent)
        for (const zone of new Set(problem.packages.map((each) => each.zone))) {
          const inZone = given((each) => each.providerId === provider.id && problem.packages.some((one) => one.id === each.packageId && one.zone === zone))
          if (rules.mostSharePercent !== null && rules.mostShareOf === 'zone' && inZone > 0) assert.ok((heldIn(problem, zone, provider.id) + inZone) * 100 <= (heldIn(problem, zone, null) + listedIn(problem, zone)) * rules.mostSharePercent)
        }
      }
    }), { numRuns: 30 })
  })

  test('gives every package to one provider that may be given it, or says why it waits', () => {
    fc.assert(fc.property(middling, anyRules, (problem, rules) => {
      const answer = bestAssignment(problem, rules, EFFORT)
      assert.deepEqual([...answer.assigned, ...answer.unplaced].map((each) => each.packageId).sort(), problem.packages.map((each) => each.id).sort())
      for (const each of answer.assigned) {
        const waiting = problem.packages.find((one) => one.id === each.packageId) ?? assert.fail()
        const provider = problem.capacity.providers.find((one) => one.id === each.providerId) ?? assert.fail()
        assert.deepEqual(obstaclesOf(waiting, placeOf(problem, each), provider, rules), [])
      }
      for (const each of answer.unplaced) assert.ok(each.reasons.length > 0)
    }), { numRuns: 30 })
  })

  test('costs no more than list order, no less than its bound, and exactly what its packages cost together', () => {
    fc.assert(fc.property(middling, anyRules, fc.integer({ min: 0, max: 1500 }), (problem, rules, rounds) => {
      const answer = bestAssignment(problem, rules, { ...EFFORT, rounds })
      assert.ok(answer.cost.total <= answer.listOrder.cost.total)
      assert.ok(answer.lowerBound <= answer.cost.total)
      assert.equal([...answer.assigned, ...answer.unplaced].reduce((sum, each) => sum + each.cost, 0), answer.cost.total)
      if (!rules.leadFirst) for (const each of answer.assigned) assert.equal(each.cost, costOf(problem.packages.find((one) => one.id === each.packageId) ?? assert.fail(), placeOf(problem, each), false, rules).total)
    }), { numRuns: 30 })
  })

  test('leaves nobody waiting while a provider that may be given the package has room, and with leads first nobody elsewhere while a lead has', () => {
    fc.assert(fc.property(middling, anyRules, (problem, rules) => {
      const answer = bestAssignment(problem, rules, EFFORT)
      const compiled = compile(problem, rules)
      const holding = emptyHolding(compiled)
      const places = compiled.packages.map((waiting) => answer.assigned.find((each) => each.packageId === waiting.id))
      places.forEach((each, item) => {
        for (let option = at(compiled.optionFrom, item); each !== undefined && option < at(compiled.optionFrom, item + 1); option += 1) if (compiled.places[at(compiled.optionPlace, option)]?.pool.id === each.poolId) return give(compiled, holding, item, option)
      })
      places.forEach((each, item) => {
        for (let option = at(compiled.optionFrom, item); option < at(compiled.optionFrom, item + 1); option += 1) {
          const isLead = compiled.places[at(compiled.optionPlace, option)]?.place.tier === 'lead'
          if (each === undefined || (rules.leadFirst && isLead && each.tier !== 'lead')) assert.ok(!hasRoom(compiled, holding, item, option))
        }
      })
    }), { numRuns: 30 })
  })

  test('is the same for the same seed, and in whatever order the input stands', () => {
    fc.assert(fc.property(middling, anyRules, (problem, rules) => {
      const turned = { packages: problem.packages.toReversed(), capacity: { providers: problem.capacity.providers.toReversed(), pools: problem.capacity.pools.toReversed(), places: problem.capacity.places.toReversed() } }
      assert.deepEqual(bestAssignment(turned, rules, EFFORT), bestAssignment(problem, rules, EFFORT))
    }), { numRuns: 10 })
  })

  test('ends early when it is told to, with what it has', () => {
    const problem = assignmentInstance(5, { packages: 40, providers: 8, zones: 3 })
    const answer = bestAssignment(problem, assignmentRules.parse({}), { ...EFFORT, goOn: () => false })
    assert.equal(answer.cutShort, true)
    assert.ok(answer.cost.total <= answer.listOrder.cost.total)
    assert.ok(answer.lowerBound <= answer.cost.total)
  })
})

describe('on lists small enough to try every assignment', () => {
  test('the bound is not above the least possible cost, and the answer not below it; most answers are the least', () => {
    let exact = 0
    fc.assert(fc.property(tiny, anyRules, (problem, rules) => {
      const least = leastCost(compile(problem, rules))
      const answer = bestAssignment(problem, rules, { ...EFFORT, boundRounds: 150, fineBoundRounds: 20 })
      assert.ok(answer.lowerBound <= least, `${String(answer.lowerBound)} > ${String(least)}`)
      assert.ok(answer.cost.total >= least)
      if (answer.cost.total === least) exact += 1
    }), { numRuns: 60, seed: 4 })
    assert.ok(exact >= 58, `${String(exact)} of 60 are the least`)
  })

  test('HiGHS finds the same least cost as trying every assignment, and never less than the bound', async () => {
    const highs = await loadHighs()
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const problem = assignmentInstance(seed, { packages: 7, providers: 3, zones: 2 })
      const rules = assignmentRules.parse({})
      const solved = highs.solve(modelOf(compile(problem, rules)), { output_flag: false, mip_rel_gap: 0 })
      const theirs = Math.round(solved.ObjectiveValue * COST_UNIT)
      assert.equal(theirs, leastCost(compile(problem, rules)))
      const answer = bestAssignment(problem, rules, EFFORT)
      assert.ok(answer.lowerBound <= theirs && theirs <= answer.cost.total)
    }
  })

  test('list order gives each package to the first provider in offer order with room', () => {
    const compiled = compile(assignmentInstance(3, { packages: 6, providers: 3, zones: 2 }), assignmentRules.parse({}))
    const holding = emptyHolding(compiled)
    const listed = listOrder(compiled)
    compiled.packages.forEach((_, item) => {
      const options = Array.from({ length: at(compiled.optionFrom, item + 1) - at(compiled.optionFrom, item) }, (_each, index) => at(compiled.optionFrom, item) + index)
      const first = options.find((option) => hasRoom(compiled, holding, item, option)) ?? -1
      assert.equal(at(listed.option, item), first)
      if (first !== -1) give(compiled, holding, item, first)
    })
  })
})

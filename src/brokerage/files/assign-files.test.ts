import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { assignFiles, type AssignedFiles } from './assign-files.ts'

const ROOT = join(import.meta.dirname, '../../..')
const example = (name: string): string => readFileSync(join(ROOT, 'docs/files/examples', name), 'utf8')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const EFFORT = { rounds: 2000, boundRounds: 100 }
const PACKAGES = example('assignment-packages.csv')
const CAPACITY = example('assignment-capacity.csv')

function assign(packages: string, capacity: string, rules: string | null = null): AssignedFiles {
  return assignFiles({ packages: bytes(packages), capacity: bytes(capacity), rules: rules === null ? null : bytes(rules) }, EFFORT)
}
function refusals(answer: AssignedFiles): string[] {
  assert.equal(answer.ok, false)
  return answer.files.flatMap(({ file, refusals: list }) => list.map((each) => `${file} ${String(each.row)} ${each.column ?? ''} ${each.value ?? ''}: ${each.reason}`))
}

describe('assigning from files', () => {
  test('the example of the documentation is placed as it says there', () => {
    const answer = assign(PACKAGES, CAPACITY)
    assert.ok(answer.ok)
    const { counts, listOrder, cost, lowerBound } = answer.assignment
    assert.deepEqual([counts.placedPackages, counts.waitingMinutes, listOrder.counts.waitingMinutes, cost.total], [6, 1575, 2625, 157_846_239])
    assert.equal(lowerBound, cost.total)
  })

  test('rows of a provider without a pool share its minutes; the rules file is read', () => {
    const answer = assign(PACKAGES, CAPACITY, example('assignment-rules.json'))
    assert.ok(answer.ok)
    assert.deepEqual(answer.problem.capacity.pools.map((pool) => pool.id), ['A', 'B', 'C/north', 'C/south'])
    assert.equal(answer.assignment.rules.weights.travel, 2)
  })

  test('a cell that cannot be read is refused with its row, column, value and reason', () => {
    assert.deepEqual(refusals(assign(PACKAGES.replace('K-102,North,core,1', 'K-102,North,cleaning,1'), CAPACITY)), ['packages 3 service_line cleaning: It is not one of the accepted values'])
    assert.deepEqual(refusals(assign(PACKAGES, CAPACITY.replace('core; dementia,lead,1,no,6', 'core; gardening,lead,1,no,6'))), ['capacity 2 service_lines core; gardening: It names something that is not a service line'])
  })

  test('a package that stands twice or has no minutes is refused', () => {
    assert.deepEqual(refusals(assign(PACKAGES.replace('K-102', 'K-101'), CAPACITY)), ['packages 3 package K-101: Row 2 is the same package'])
    assert.deepEqual(refusals(assign(PACKAGES.replace('14,210,,,210,,2026-01-12', '14,,,,,,2026-01-12'), CAPACITY)), ['packages 2 morning : The package has no minutes in any part of the day'])
  })

  test('rows of a provider that contradict each other, or name a zone and line twice, are refused', () => {
    assert.deepEqual(refusals(assign(PACKAGES, CAPACITY.replace('A,,,,,,,,,,,,,South', 'A,,,,,,,,600,,,,,South'))), ['capacity 3 morning 600: Row 2 says otherwise'])
    assert.deepEqual(refusals(assign(PACKAGES, CAPACITY.replace('A,,,,,,,,,,,,,South', 'A,,,,,,,,,,,,,North'))), ['capacity 3 service_lines core: Row 2 names the same zone and service line for this provider and pool'])
  })

  test('a rule that is not known, or of the wrong kind, is refused by its name', () => {
    assert.match(refusals(assign(PACKAGES, CAPACITY, '{"ratingFlor": "good"}')).join(), /rules 0 .*ratingFlor/)
    assert.match(refusals(assign(PACKAGES, CAPACITY, '{"crossZone": 1}')).join(), /rules 0 crossZone/)
    assert.match(refusals(assign(PACKAGES, CAPACITY, '{"crossZone"')).join(), /breaks off/)
  })

  test('every file that is wrong is told, not only the first', () => {
    const answer = assign('nonsense', 'nonsense', 'nonsense')
    assert.ok(!answer.ok)
    assert.deepEqual(answer.files.map((each) => each.file), ['packages', 'capacity', 'rules'])
  })
})

describe('tendwell assign', () => {
  const main = join(ROOT, 'src/main.ts')
  const files = ['--packages', join(ROOT, 'docs/files/examples/assignment-packages.csv'), '--capacity', join(ROOT, 'docs/files/examples/assignment-capacity.csv')]
  const run = (...args: string[]): number | null => spawnSync(process.execPath, [main, 'assign', ...args], { stdio: 'ignore' }).status

  test('prints the whole answer as JSON, and the same again for the same seed', () => {
    const once = execFileSync(process.execPath, [main, 'assign', ...files, '--seed', '7', '--effort', '1000', '--json'], { encoding: 'utf8' })
    const { seed, assigned, lowerBound } = z.object({ seed: z.int(), lowerBound: z.int(), assigned: z.array(z.object({ packageId: z.string() })) }).parse(JSON.parse(once))
    assert.deepEqual([seed, assigned.length, lowerBound], [7, 6, 157_846_239])
    assert.equal(execFileSync(process.execPath, [main, 'assign', ...files, '--seed', '7', '--effort', '1000', '--json'], { encoding: 'utf8' }), once)
  })

  test('ends with 1 when a file is refused and with 2 when it is used wrongly', () => {
    assert.equal(run(...files.slice(0, 2), '--capacity', files[1] ?? ''), 1)
    assert.equal(run(...files.slice(0, 2), '--capacity', '/no/such/file.csv'), 1)
    assert.equal(run(...files.slice(0, 2)), 2)
    assert.equal(run(...files, '--effort', 'much'), 2)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import { allocateAsArrived, type ArrivedVersion } from './allocate-as-arrived.ts'

interface WorkedCase {
  readonly rule: string
  readonly clause: string
  readonly planned: readonly number[]
  readonly taken?: readonly number[]
  readonly files: readonly (readonly (readonly [reference: string, sequence: number, start: number])[])[]
  readonly answers: readonly (number | null)[]
}

const { cases } = parse(readFileSync(new URL('allocate-as-arrived.cases.yaml', import.meta.url), 'utf8')) as { readonly cases: readonly WorkedCase[] }
const ON = '2026-03-02'
const NOTHING = { workerReference: null, plannedVisitId: null, dueSecond: null, claimedSecond: null, claimedMinutes: null, endSecond: null, actualMinutes: null, checkInMethod: null, checkOutMethod: null, noticeHours: null, secondWorker: false, details: null } as const

function versionsOf(worked: WorkedCase): ArrivedVersion[] {
  let id = 0
  return worked.files.flatMap((file, at) =>
    file.map(([visitReference, sequence, start]) => ({ ...NOTHING, id: (id += 1), fileId: `file ${String(at)}`, visitReference, sequence, personReference: 'P1', visitOn: ON, startSecond: start * 60, outcome: 'delivered' as const, placementId: null, isOpen: true })),
  )
}

describe('records that came before their placement', () => {
  const facts = (worked: WorkedCase) => ({
    planned: worked.planned.map((start) => ({ id: start, placementId: 'placement', personId: 'person', visitOn: ON, startSecond: start * 60, windowMinutes: 0, workers: 1 })),
    taken: new Map((worked.taken ?? []).map((id) => [id, 1])),
    personIds: new Map([['P1', 'person']]),
    placements: [{ id: 'placement', personId: 'person', fromOn: '2026-01-01', toOn: null }],
  })

  for (const worked of cases) {
    test(`${worked.clause}: ${worked.rule}`, () => {
      const versions = versionsOf(worked)
      const found = allocateAsArrived(versions, facts(worked))
      assert.deepEqual(versions.map((version) => found.get(version.id)?.plannedVisitId), worked.answers)
      assert.ok(versions.every((version) => found.get(version.id)?.placementId === 'placement'))
    })
  }

  test('a version that is not open, or that has its placement and finds no plan, is left as it is', () => {
    const [one] = cases
    assert.ok(one)
    const [version] = versionsOf({ ...one, files: [[['A', 1, 1400]]] })
    assert.ok(version)
    assert.equal(allocateAsArrived([{ ...version, isOpen: false }], facts(one)).size, 0)
    assert.equal(allocateAsArrived([{ ...version, placementId: 'placement' }], facts(one)).size, 0)
  })
})

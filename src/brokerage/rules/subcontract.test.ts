import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parse } from 'yaml'
import type { Subcontract } from '../terms/subcontract.ts'
import { shareOf, subcontractFault } from './subcontract.ts'

interface WorkedCase {
  readonly rule: string
  readonly by?: string
  readonly to?: string
  readonly hours?: number
  readonly pounds?: number
  readonly fromOn?: string
  readonly toOn?: string
  readonly endsOn?: string
  readonly leftOn?: string
  readonly suspended?: boolean
  readonly held?: readonly (readonly [number, string, string | null])[]
  readonly zone?: readonly [number, number]
  readonly vastMajority?: number | null
  readonly refused: string
}
const cases = parse(readFileSync(new URL('subcontract.cases.yaml', import.meta.url), 'utf8')) as readonly WorkedCase[]
const day = (text: string | undefined | null): Temporal.PlainDate | null => (text == null ? null : Temporal.PlainDate.from(text))
const minutes = (hours: number): number => Math.round(hours * 60)

describe('passing hours of a placement on', () => {
  for (const worked of cases) {
    test(worked.rule, () => {
      const to = worked.to ?? 'Birch'
      const [of, all] = worked.zone ?? [60, 100]
      const fault = subcontractFault({
        placement: { providerId: 'Ash', startsOn: Temporal.PlainDate.from('2026-03-02'), endsOn: day(worked.endsOn), weeklyMinutes: 600, pencePerHour: 2000 },
        providerId: worked.by ?? 'Ash',
        subcontractor: { id: to, name: to, leftOn: day(worked.leftOn), isSuspended: worked.suspended ?? false },
        fromOn: Temporal.PlainDate.from(worked.fromOn ?? '2026-03-09'),
        toOn: day(worked.toOn),
        weeklyMinutes: minutes(worked.hours ?? 4),
        pencePerHour: Math.round((worked.pounds ?? 20) * 100),
        held: (worked.held ?? []).map(([hours, from, last], index): Subcontract => ({ id: String(index), placementId: 'p', providerId: 'Ash', subcontractorId: 'Dale', fromOn: Temporal.PlainDate.from(from), toOn: day(last), weeklyMinutes: minutes(hours), pencePerHour: 2000 })),
        zoneShare: shareOf(minutes(of), minutes(all)),
        vastMajorityPercent: worked.vastMajority === undefined ? 80 : (worked.vastMajority ?? undefined),
      })
      assert.equal(fault?.words ?? '', worked.refused)
    })
  }
})

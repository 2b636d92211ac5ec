import type { RuleSetDocument } from '../src/payment/terms/rule-set.ts'
import { ruleSetDocument } from '../src/payment/terms/rule-set.ts'
import { seeded } from './made-visits.ts'

/** Rule sets drawn by a seed from the settings that both sides can express: none of them is anybody's contract. */
export function drawnRuleSets(count: number, seed: number): RuleSetDocument[] {
  const below = seeded(seed)
  const one = <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0]
  const fixed = () => one(['pay-nothing', 'pay-planned'] as const)
  return Array.from({ length: count }, (_, at) => {
    const basis = one(['planned', 'actual', 'actual', 'lesser', 'banded'] as const)
    const mode = one(['nearest', 'up', 'down', 'threshold'] as const)
    const unitMinutes = one([1, 5, 10, 15] as const)
    const isByThreshold = mode === 'threshold' && unitMinutes > 1
    return ruleSetDocument.parse({
      layout: 1,
      name: `Drawn ${String(at + 1)}`,
      source: 'Drawn by a seed for the bench',
      basis,
      rounding: { unitMinutes, mode: isByThreshold ? mode : mode === 'threshold' ? 'nearest' : mode, of: 'visit', ...(isByThreshold && { upFromMinutes: 1 + below(unitMinutes - 1) }) },
      tolerance: one<unknown>([{ kind: 'none' }, { kind: 'minutes', minutes: below(8) }, { kind: 'percent', percent: below(20) }] as const),
      capOverPlan: one<unknown>([{ kind: 'none' }, { kind: 'minutes', minutes: below(15) }, { kind: 'percent', percent: below(40) }] as const),
      minimum: one<unknown>([{ kind: 'none' }, { kind: 'minutes', minutes: 5 + below(15), below: one(['pay-nothing', 'pay-minimum'] as const) }] as const),
      missed: 'pay-nothing',
      cancelled: one<unknown>([{ kind: 'pay-nothing' }, { kind: 'pay-planned' }, { kind: 'by-notice', enoughNoticeHours: 12 + below(37), enough: fixed(), short: fixed(), unknown: fixed() }] as const),
      noAccess: fixed(),
      refused: fixed(),
      hospital: fixed(),
      notRequired: fixed(),
      noRecord: fixed(),
      missingWorker: fixed(),
      noTime: fixed(),
      unplanned: one(['pay-nothing', 'pay-actual'] as const),
      secondWorker: one(['pay-each', 'pay-planned-only'] as const),
      ...(basis === 'banded' && { bands: { bands: [{ fromMinutes: 8 + below(5), payMinutes: 15 }, { fromMinutes: 23, payMinutes: 30 }, { fromMinutes: 38, payMinutes: 45 }], byTheMinuteFrom: one([null, 53] as const) } }),
    })
  })
}

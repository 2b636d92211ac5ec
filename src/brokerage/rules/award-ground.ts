import type { Reason } from '../../kernel/decision.ts'
import { countOf, wordsForDate } from '../../kernel/words.ts'
import type { AwardGround } from '../terms/direct-award.ts'
import { weightOf, type Pressing } from './share-out.ts'

/** For how long after its last day a provider still counts as the one that cares for a person. Ours: long enough for a stay in hospital. */
const STILL_KNOWN_DAYS = 28

/** What a ground for a direct award is judged by. */
export interface AwardFacts {
  readonly ground: AwardGround
  readonly reason: string
  readonly providerId: string
  readonly carePackage: Pressing
  /** Every placement that the person ever had. */
  readonly placements: readonly { readonly providerId: string; readonly endsOn: Temporal.PlainDate | null }[]
  readonly today: Temporal.PlainDate
}

/** Providers that care for a person today or will, or did until lately (`STILL_KNOWN_DAYS`). */
export function existingProviders({ placements, today }: Pick<AwardFacts, 'placements' | 'today'>): ReadonlySet<string> {
  const since = today.subtract({ days: STILL_KNOWN_DAYS })
  return new Set(placements.filter(({ endsOn }) => endsOn === null || Temporal.PlainDate.compare(endsOn, since) >= 0).map((each) => each.providerId))
}

/**
 * What stands against a ground for a direct award; undefined when it is permitted. Every ground gives its reason in words. What the records can
 * show they must show: a provider that cares for the person already does so, and urgent is what its day or its urgency makes so (`weightOf`).
 * The person's choice and other grounds stand on the reason alone.
 */
export function awardGroundFault(facts: AwardFacts): (Reason & { readonly field: 'ground' | 'reason' }) | undefined {
  if (facts.reason.trim() === '') return { clause: 'award-reason', words: 'Enter why this provider is asked outside the framework’s order', field: 'reason' }
  if (facts.ground === 'existing-provider' && !existingProviders(facts).has(facts.providerId)) {
    return { clause: 'not-existing', words: `This provider does not care for the person now, and has not in the last ${countOf(STILL_KNOWN_DAYS, 'day')}. Choose another ground`, field: 'ground' }
  }
  if (facts.ground === 'urgent' && weightOf(facts.carePackage, facts.today) === 1) {
    return { clause: 'not-urgent', words: `Care is wanted by ${wordsForDate(facts.carePackage.startByOn)}, and it was not referred as an emergency or a discharge, so there is time to ask in the framework’s order. Choose another ground`, field: 'ground' }
  }
  return undefined
}

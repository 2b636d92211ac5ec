import { allow, refuse, type Decision } from '../../kernel/decision.ts'
import { overlapOf } from '../../kernel/date-range.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { TIER_NAMES, type Framework, type Standing, type Tier } from '../terms.ts'

/** A standing that somebody wants to grant. */
export interface ProposedStanding {
  readonly zoneId: string
  readonly providerId: string
  readonly serviceLine: string
  readonly tier: Tier
  readonly rank: number | null
  readonly fromOn: Temporal.PlainDate
}

/**
 * Answers whether standings may be granted.
 *
 * 1. A standing begins within the framework's term.
 * 2. A rank counts from 1; under the ranked model every standing but the last resort's needs one, or it could never be asked in order.
 * 3. A provider stands once at a time in a zone for a service line: days may not overlap, with what is held or within the list.
 */
export function newStandings(framework: Pick<Framework, 'startsOn' | 'endsOn' | 'terms'>, held: readonly Standing[], proposed: readonly ProposedStanding[]): Decision<readonly ProposedStanding[]> {
  const taken = new Map<string, { readonly fromOn: Temporal.PlainDate; readonly toOn: Temporal.PlainDate | null; readonly tier: Tier }[]>()
  for (const standing of held) listAt(taken, standing).push(standing)
  for (const standing of proposed) {
    const { fromOn, rank, tier } = standing
    if (Temporal.PlainDate.compare(fromOn, framework.startsOn) < 0 || Temporal.PlainDate.compare(fromOn, framework.endsOn) > 0)
      return refuse({ clause: 'standing-in-term', words: `A standing from ${wordsForDate(fromOn)} begins outside the framework, which runs from ${wordsForDate(framework.startsOn)} to ${wordsForDate(framework.endsOn)}. Choose a date within it.` })
    if (rank !== null && rank < 1) return refuse({ clause: 'standing-rank', words: 'A rank counts from 1.' })
    if (rank === null && framework.terms.model === 'ranked' && tier !== 'last-resort')
      return refuse({ clause: 'standing-rank', words: 'This framework offers in rank order, so every provider in a zone needs a rank.' })
    const range = { fromOn, toOn: null, tier }
    const clash = listAt(taken, standing).find((each) => overlapOf(each, range) !== undefined)
    if (clash !== undefined)
      return refuse({ clause: 'standing-once', words: `The provider already stands in this zone for this service line as ${TIER_NAMES[clash.tier].toLowerCase()} from ${wordsForDate(clash.fromOn)}. End that standing before ${wordsForDate(fromOn)} first.` })
    listAt(taken, standing).push(range)
  }
  return allow(proposed)
}

function listAt<T>(lists: Map<string, T[]>, standing: Pick<ProposedStanding, 'zoneId' | 'providerId' | 'serviceLine'>): T[] {
  const key = `${standing.zoneId}\n${standing.providerId}\n${standing.serviceLine}`
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

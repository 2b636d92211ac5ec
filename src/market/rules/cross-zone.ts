import type { Reason } from '../../kernel/decision.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { CrossZoneSwitch } from '../terms/cross-zone.ts'

/** What is asked: may the providers of one zone be asked for a package of this service line in another? */
export interface CrossZoneQuestion {
  readonly zoneId: string
  readonly fromZoneId: string
  readonly serviceLine: string
  readonly on: Temporal.PlainDate
}

/**
 * Answers whether providers of one zone may be asked for a package in another (brief, F3).
 *
 * 1. A switch counts once it has begun, when its zone pair and its service line are each "any" or the ones asked for.
 *    A pair has a direction: switching on North for packages in South says nothing of South for packages in North.
 * 2. The most specific switch decides: one for the pair goes before one that is not, then one for the service line.
 * 3. Of equals, the one that began last. Two cannot begin on one day.
 * 4. Without any switch it is off: providers work where they stand.
 */
export function crossZone(switches: readonly CrossZoneSwitch[], question: CrossZoneQuestion): { readonly allowed: boolean; readonly reason: Reason } {
  let best: CrossZoneSwitch | undefined
  for (const each of switches) {
    if (matches(each, question) && (best === undefined || weight(each) > weight(best) || (weight(each) === weight(best) && Temporal.PlainDate.compare(each.fromOn, best.fromOn) > 0))) best = each
  }
  if (best === undefined) return { allowed: false, reason: { clause: 'cross-zone-off', words: 'Cross-zone work has not been switched on.' } }
  return { allowed: best.allowed, reason: { clause: best.allowed ? 'cross-zone-on' : 'cross-zone-off', words: `Cross-zone work is switched ${best.allowed ? 'on' : 'off'} for ${scopeWords(best)} since ${wordsForDate(best.fromOn)}.` } }
}

function matches(each: CrossZoneSwitch, question: CrossZoneQuestion): boolean {
  return (
    Temporal.PlainDate.compare(each.fromOn, question.on) <= 0 &&
    (each.zoneId === null || each.zoneId === question.zoneId) &&
    (each.fromZoneId === null || each.fromZoneId === question.fromZoneId) &&
    (each.serviceLine === null || each.serviceLine === question.serviceLine)
  )
}

function weight(each: CrossZoneSwitch): number {
  return (each.zoneId === null ? 0 : 2) + (each.serviceLine === null ? 0 : 1)
}

function scopeWords(each: CrossZoneSwitch): string {
  return `${each.zoneId === null ? 'all zones' : 'these two zones'} and ${each.serviceLine === null ? 'all service lines' : 'this service line'}`
}

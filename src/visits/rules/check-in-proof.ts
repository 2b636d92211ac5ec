import type { EventDetail, Proof } from '../terms/check-in.ts'
import { londonDay, readingsOf } from './london-day.ts'
import { londonDate } from '../../kernel/london.ts'
import { metresBetween, type Place } from '../../kernel/metres-between.ts'

/** What a proof is held against. */
export interface ProofFacts {
  readonly personId: string
  /** The provider's tags by code; revoked ones too. */
  readonly tags: ReadonlyMap<string, { readonly personId: string; readonly isLive: boolean }>
  /** Where the person's postcode lies; null when it is on no map. */
  readonly home: Place | null
  readonly atSecond: number
}

type Call = Omit<Extract<EventDetail, { kind: 'in' }>, 'kind'>

/**
 * From how far a check-in counts as made at the home. The home is known by its postcode's centre, so this is wide. 200 metres: the geofence that
 * one published electronic call monitoring system uses; a setting of ours here.
 */
const NEAR_METRES = 200
const NOTHING: Call = { method: 'manual', isProven: false, metres: null, accuracyMetres: null, finding: null, reasonCode: null, note: null, saidSecond: null }

/**
 * What the proof of a check-in is worth: by a live tag of the person's home it is a tag's; by the phone's place it is the app's, and shown at the home
 * within 200 metres; a code that proves nothing leaves an entry by hand, with what is wrong. Nothing is refused: the care worker was somewhere.
 */
export function checkInProof(proof: Proof, facts: ProofFacts): Call {
  if (proof.by === 'hand') return { ...NOTHING, reasonCode: proof.reasonCode.toLowerCase(), note: proof.note, saidSecond: proof.saidTime === null ? null : saidSecond(proof.saidTime, facts.atSecond) }
  if (proof.by === 'tag') {
    const tag = facts.tags.get(tagCode(proof.code))
    if (tag === undefined) return { ...NOTHING, finding: 'code-unknown', reasonCode: 'invalid-device-code' }
    if (!tag.isLive || tag.personId !== facts.personId) return { ...NOTHING, finding: 'code-of-another-home', reasonCode: 'invalid-device-code' }
    return { ...NOTHING, method: 'tag', isProven: true }
  }
  const place = { ...NOTHING, method: 'app' as const, accuracyMetres: Math.round(proof.accuracyMetres) }
  if (facts.home === null) return { ...place, finding: 'home-not-located' }
  const metres = Math.round(metresBetween(proof, facts.home))
  return { ...place, metres, isProven: metres <= NEAR_METRES, finding: metres <= NEAR_METRES ? null : 'far-from-home' }
}

/** A code as tags have it: capitals and digits; what people write for letters that look like digits is read as the digits. */
export function tagCode(typed: string): string {
  return typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/[^0-9A-Z]/g, '')
}

/** The last moment, not after an event, at which a clock in London showed a time: what somebody means who writes "08:05" at 8:40am, or "23:50" after midnight. */
export function saidSecond(time: string, atSecond: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const today = londonDate(Temporal.Instant.fromEpochMilliseconds(atSecond * 1000))
  const readings = [today.subtract({ days: 1 }), today].flatMap((on) => readingsOf(londonDay(on), hours * 3600 + minutes * 60))
  return readings.findLast((second) => second <= atSecond) ?? atSecond
}

import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'

/** Who goes to which visit, care workers' links, tags at homes: a provider without a system of its own plans them here. */
export const KEEP_ROUNDS: Permission = { name: 'visits.rounds', words: 'plan rounds and give care workers links to check in', roles: ['provider-coordinator'] }
/** Held through a care worker's link alone: the link acts in the name of its provider. */
export const CHECK_IN: Permission = { name: 'visits.check-in', words: 'check in by a care worker’s link', roles: ['provider-coordinator'] }

/** What came of a visit that could not be given, as a care worker at the door can say it. */
export const DOOR_OUTCOMES = ['no-access', 'refused', 'hospital', 'not-required'] as const
/** Who agrees that the visit was made. */
export const SIGNERS = ['person', 'family', 'could-not'] as const
export const SIGNER_WORDS: Readonly<Record<(typeof SIGNERS)[number], string>> = { person: 'The person', family: 'Family or a friend', 'could-not': 'Nobody could sign' }

const words = z.string().trim().min(1).max(500)
const clock = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/)

/** How a care worker shows where a check-in or check-out happened: the tag's code, the phone's place, or by hand with a reason and perhaps the time meant. */
const proof = z.discriminatedUnion('by', [
  z.object({ by: z.literal('tag'), code: z.string().trim().min(1).max(20) }),
  z.object({ by: z.literal('place'), latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), accuracyMetres: z.number().min(0).max(1_000_000) }),
  z.object({ by: z.literal('hand'), reasonCode: z.string().trim().min(1).max(40), note: words.nullable(), saidTime: clock.nullable() }),
])
export type Proof = z.output<typeof proof>

const about = { id: z.uuid(), plannedVisitId: z.int().min(1), phoneAtMs: z.int().min(0) }

/** One thing that a care worker did on the page. `phoneAtMs` is the phone's own clock, milliseconds since 1970. */
export const phoneEvent = z.discriminatedUnion('kind', [
  z.object({ ...about, kind: z.literal('in'), proof }),
  z.object({ ...about, kind: z.literal('out'), proof }),
  z.object({ ...about, kind: z.literal('task'), task: z.string().trim().min(1).max(100), done: z.boolean(), reason: words.nullable() }),
  z.object({ ...about, kind: z.literal('note'), words }),
  z.object({ ...about, kind: z.literal('outcome'), outcome: z.enum(DOOR_OUTCOMES), words: words.nullable() }),
  z.object({ ...about, kind: z.literal('sign'), by: z.enum(SIGNERS), words: words.nullable() }),
])
export type PhoneEvent = z.output<typeof phoneEvent>

/** What is wrong with a check-in's proof: kept beside it, for the provider to see. */
export const PROOF_FINDINGS = ['code-unknown', 'code-of-another-home', 'home-not-located', 'far-from-home'] as const
export const PROOF_FINDING_WORDS: Readonly<Record<(typeof PROOF_FINDINGS)[number], string>> = {
  'code-unknown': 'The code is on no tag of yours',
  'code-of-another-home': 'The code is of another home, or was revoked',
  'home-not-located': 'The postcode of the home has no place on the map',
  'far-from-home': 'Farther from the home than counts as there',
}

const call = z.object({ method: z.enum(['app', 'tag', 'manual']), isProven: z.boolean(), metres: z.int().nullable(), accuracyMetres: z.int().nullable(), finding: z.enum(PROOF_FINDINGS).nullable(), reasonCode: z.string().nullable(), note: z.string().nullable(), saidSecond: z.int().nullable() })

/** What an event says, as it is kept: the place of the phone is kept as a distance alone. */
export const eventDetail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in'), ...call.shape }),
  z.object({ kind: z.literal('out'), ...call.shape }),
  z.object({ kind: z.literal('task'), task: z.string(), done: z.boolean(), reason: z.string().nullable() }),
  z.object({ kind: z.literal('note'), words: z.string() }),
  z.object({ kind: z.literal('outcome'), outcome: z.enum(DOOR_OUTCOMES), words: z.string().nullable() }),
  z.object({ kind: z.literal('sign'), by: z.enum(SIGNERS), words: z.string().nullable() }),
  z.object({ kind: z.literal('adjust'), startSecond: z.int(), endSecond: z.int(), reasonCode: z.string(), note: z.string().nullable(), by: z.string() }),
])
export type EventDetail = z.output<typeof eventDetail>

/** An event as it is kept. `atSecond` is our clock's, seconds since 1970. */
export interface KeptEvent {
  readonly id: string
  readonly atSecond: number
  readonly detail: EventDetail
}

/** How far a care worker has come with a visit. */
export type RoundState = 'untouched' | 'checked-in' | 'no-check-in' | 'times-unclear' | 'recorded'
export const ROUND_STATE_WORDS: Readonly<Record<RoundState, string>> = {
  untouched: 'Not begun',
  'checked-in': 'Checked in, not out',
  'no-check-in': 'Checked out, not in',
  'times-unclear': 'Times do not fit',
  recorded: 'Recorded',
}

/** A visit on a phone: what the round needs, and nothing else of the person. */
export interface RoundVisit {
  readonly plannedVisitId: number
  readonly startsAt: string
  /** 7:30am, or with its day when it is another day than the round's. */
  readonly startWords: string
  readonly minutes: number
  readonly workers: number
  readonly isTimeCritical: boolean
  readonly personName: string
  readonly address: string
  readonly tasks: readonly string[]
}

import { postcodesOf } from '../../care/public.ts'
import { placesOfPostcodes } from '../../market/public.ts'
import type { Work } from '../../platform/action/work.ts'
import { checkInProof, tagCode } from '../rules/check-in-proof.ts'
import { checkInRecord } from '../rules/check-in-record.ts'
import { correctedClock } from '../rules/phone-clock.ts'
import { listTagsByCode } from '../store/home-tag.read.ts'
import { listEvents, listPlansOnceOf, type RoundPlan } from '../store/round.read.ts'
import { insertEvents, type NewEvent } from '../store/round.write.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { phoneEvent, type EventDetail, type PhoneEvent } from '../terms/check-in.ts'
import { sendCheckInRecords, type MadeRecord } from './check-in-records.ts'
import { readingFacts } from './receive-records.ts'

/** What became of an event that was sent. */
export interface EventAnswer {
  readonly id: string
  readonly status: 'kept' | 'repeated' | 'refused'
  readonly reason: string | null
}

/** Whose events, by which link and phone, and what its clock showed as it sent them. */
export interface EventSource {
  readonly linkId: string
  readonly providerId: string
  readonly workerReference: string
  readonly phoneId: string | null
  readonly phoneNowMs: number
}

/**
 * Keeps what a phone sent, each event once, and hands the visit records that have come of it, or have changed, to the pipeline. An event that
 * cannot be taken is refused by itself, with the reason; the others are kept.
 */
export async function keepEvents(work: Work, source: EventSource, sent: readonly unknown[]): Promise<EventAnswer[]> {
  const { providerId, workerReference } = source
  await lockImport(work.tx, providerId)
  const answers: EventAnswer[] = []
  const read = sent.flatMap((each) => {
    const parsed = phoneEvent.safeParse(each)
    if (parsed.success) return [parsed.data]
    answers.push({ id: idOf(each), status: 'refused', reason: `The entry cannot be read (${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? ''})` })
    return []
  })
  const { reasonCodes } = await readingFacts(work)
  const plans = new Map((await listPlansOnceOf(work.tx, { providerId, workerReference, plannedVisitIds: [...new Set(read.map((event) => event.plannedVisitId))] })).map((plan) => [plan.plannedVisitId, plan]))
  const good = read.filter((event) => {
    const reason = !plans.has(event.plannedVisitId) ? 'This visit was never on your round. Tell your office.' : reasonFault(event, reasonCodes)
    if (reason !== undefined) answers.push({ id: event.id, status: 'refused', reason })
    return reason === undefined
  })
  const facts = await proofFacts(work, source, good, plans)
  const fresh = [...new Map(good.map((event) => [event.id, event])).values()].map((event): NewEvent => {
    const clock = correctedClock({ phoneAtMs: event.phoneAtMs, phoneNowMs: source.phoneNowMs, serverNowMs: work.now.epochMilliseconds })
    return { id: event.id, workerReference, plannedVisitId: event.plannedVisitId, linkId: source.linkId, phoneId: source.phoneId, detail: detailOf(event, clock.atSecond, facts), phoneAt: Temporal.Instant.fromEpochMilliseconds(event.phoneAtMs), ...clock }
  })
  const kept = await keepAndRecord(work, source, [...plans.values()], fresh)
  work.audit({ kind: 'check-in-received', subjectKind: 'check-in-link', subjectId: source.linkId, detail: { events: sent.length, kept: kept.size } })
  return [...answers, ...good.map((event): EventAnswer => ({ id: event.id, status: kept.has(event.id) ? 'kept' : 'repeated', reason: null }))]
}

/** Keeps events that are understood, and sends on the records that they make or change; answers the ids kept now. */
export async function keepAndRecord(work: Work, of: { readonly providerId: string; readonly workerReference: string }, plans: readonly (RoundPlan & { readonly seat: 1 | 2 })[], fresh: readonly NewEvent[]): Promise<Set<string>> {
  const held = (await listEvents(work.tx, plans.map((plan) => plan.plannedVisitId))).filter((event) => event.workerReference === of.workerReference)
  const kept = await insertEvents(work.tx, fresh, { providerId: of.providerId, at: work.now, by: work.actor.name })
  const made = plans.flatMap((plan): MadeRecord[] => {
    const before = held.filter((event) => event.plannedVisitId === plan.plannedVisitId)
    const added = fresh.filter((event) => event.plannedVisitId === plan.plannedVisitId && kept.has(event.id))
    const { record } = checkInRecord([...before, ...added])
    const isSame = JSON.stringify(record) === JSON.stringify(checkInRecord(before).record)
    return record === null || isSame ? [] : [{ plan, seat: plan.seat, record, events: before.length + added.length }]
  })
  await sendCheckInRecords(work, of, made)
  return kept
}

interface Facts {
  readonly plans: ReadonlyMap<number, RoundPlan>
  readonly tags: ReadonlyMap<string, { readonly personId: string; readonly isLive: boolean }>
  readonly homes: ReadonlyMap<string, { readonly latitude: number; readonly longitude: number }>
}

/** The tags that were named, and where the homes lie of visits with a place. */
async function proofFacts(work: Work, { providerId }: EventSource, events: readonly PhoneEvent[], plans: ReadonlyMap<number, RoundPlan>): Promise<Facts> {
  const calls = events.flatMap((event) => (event.kind === 'in' || event.kind === 'out' ? [event] : []))
  const codes = calls.flatMap(({ proof }) => (proof.by === 'tag' ? [tagCode(proof.code)] : []))
  const tags = new Map((await listTagsByCode(work.tx, providerId, [...new Set(codes)])).map((tag) => [tag.code, { personId: tag.personId, isLive: tag.revokedAt === null }]))
  const personIds = [...new Set(calls.flatMap((event) => (event.proof.by === 'place' ? (plans.get(event.plannedVisitId)?.personId ?? []) : [])))]
  const postcodes = personIds.length === 0 ? new Map<string, string>() : await postcodesOf(work, personIds)
  const places = await placesOfPostcodes(work, [...new Set(postcodes.values())])
  const homes = new Map([...postcodes].flatMap(([personId, postcode]) => {
    const place = places.get(postcode)
    return place === undefined ? [] : [[personId, place] as const]
  }))
  return { plans, tags, homes }
}

function detailOf(event: PhoneEvent, atSecond: number, { plans, tags, homes }: Facts): EventDetail {
  const personId = plans.get(event.plannedVisitId)?.personId ?? ''
  switch (event.kind) {
    case 'in':
    case 'out':
      return { kind: event.kind, ...checkInProof(event.proof, { personId, tags, home: homes.get(personId) ?? null, atSecond }) }
    case 'task':
      return { kind: 'task', task: event.task, done: event.done, reason: event.reason }
    case 'note':
      return { kind: 'note', words: event.words }
    case 'outcome':
      return { kind: 'outcome', outcome: event.outcome, words: event.words }
    case 'sign':
      return { kind: 'sign', by: event.by, words: event.words }
  }
}

function reasonFault(event: PhoneEvent, known: ReadonlySet<string>): string | undefined {
  if (event.kind !== 'in' && event.kind !== 'out') return undefined
  if (event.proof.by !== 'hand') return undefined
  if (!known.has(event.proof.reasonCode.toLowerCase())) return 'The reason is not on the list. Choose one of the list.'
  return event.proof.reasonCode.toLowerCase() === 'other' && event.proof.note === null ? 'Say which other reason in the note.' : undefined
}

function idOf(sent: unknown): string {
  const id = typeof sent === 'object' && sent !== null ? (sent as Readonly<Record<string, unknown>>)['id'] : undefined
  return typeof id === 'string' ? id.slice(0, 100) : ''
}

import { randomUUID } from 'node:crypto'
import { personLabels } from '../../care/public.ts'
import { londonDate } from '../../kernel/london.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { isOwnOrganisation, need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House } from '../../platform/action/work.ts'
import { checkInRecord, type CheckInStanding } from '../rules/check-in-record.ts'
import { londonDay, readingsOf } from '../rules/london-day.ts'
import { listCheckInWorkers } from '../store/check-in-link.read.ts'
import { listEvents, listPlansOnceOf, listSeats, type ListedEvent } from '../store/round.read.ts'
import { findVisit, type ListedVisit } from '../store/visit-list.read.ts'
import { lockImport } from '../store/visit-record.write.ts'
import { KEEP_ROUNDS } from '../terms/check-in.ts'
import { providerOf } from './check-in-links.ts'
import { keepAndRecord } from './keep-events.ts'
import { readingFacts } from './receive-records.ts'

/** What one care worker's phones sent of a visit. */
export interface WorkerAtVisit {
  readonly workerReference: string
  readonly workerName: string
  readonly standing: CheckInStanding
  readonly events: readonly ListedEvent[]
}

export interface SeenRoundVisit {
  readonly visit: ListedVisit
  readonly reference: string
  readonly initials: string
  readonly workers: readonly WorkerAtVisit[]
}

/** A planned visit with everything that care workers' phones sent of it, with both clocks. A read of the person's record, so it is audited. Throws `NotFound`. */
export async function seeRoundVisit(house: House, actor: Actor, plannedVisitId: number): Promise<SeenRoundVisit> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const visit = await findVisit(work.tx, plannedVisitId)
    if (visit === undefined || !isOwnOrganisation(actor, visit.providerId)) throw new NotFound('The visit')
    work.audit({ kind: 'visit-read', subjectKind: 'planned-visit', subjectId: String(plannedVisitId), personId: visit.personId })
    const label = (await personLabels(work, [visit.personId])).get(visit.personId)
    const events = await listEvents(work.tx, [plannedVisitId])
    const names = new Map((await listCheckInWorkers(work.tx, visit.providerId)).map((worker) => [worker.reference, worker.name]))
    const seats = await listSeats(work.tx, [plannedVisitId])
    const references = [...new Set([...seats, ...events].map((each) => each.workerReference))]
    return {
      visit,
      reference: label?.reference ?? '',
      initials: label?.initials ?? '',
      workers: references.map((workerReference) => {
        const own = events.filter((event) => event.workerReference === workerReference)
        return { workerReference, workerName: names.get(workerReference) ?? '', standing: checkInRecord(own), events: own }
      }),
    }
  })
}

/** Times that the office puts right for one care worker at a visit. Clock times in London; an end before the start is on the next day. */
export interface RightTimes {
  readonly plannedVisitId: number
  readonly workerReference: string
  readonly start: string
  readonly end: string
  readonly reasonCode: string
  readonly note: string | null
}

/**
 * Puts the times of a visit right, with who, when and why: what the phone sent stays beside it. Makes the visit's record, or the next version of it.
 * Throws `NotFound` for a visit that is not the provider's, `Refused` for a care worker who was never on its round, and for times or a reason that cannot be.
 */
export async function putTimesRight(house: House, actor: Actor, input: RightTimes): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    const { plannedVisitId, workerReference } = input
    await lockImport(work.tx, providerId)
    const visit = await findVisit(work.tx, plannedVisitId)
    if (visit === undefined || !isOwnOrganisation(actor, visit.providerId)) throw new NotFound('The visit')
    const [plan] = await listPlansOnceOf(work.tx, { providerId, workerReference, plannedVisitIds: [plannedVisitId] })
    if (plan === undefined) throw new Refused('not-on-round', 'Choose a care worker who is or was on the round for this visit', 'workerReference')
    const reasonCode = input.reasonCode.toLowerCase()
    const note = input.note === null || input.note.trim() === '' ? null : input.note.trim()
    if (!(await readingFacts(work)).reasonCodes.has(reasonCode)) throw new Refused('unknown-reason', 'Choose why the times are put right', 'reasonCode')
    if (reasonCode === 'other' && note === null) throw new Refused('unsaid-reason', 'Say which other reason in the note', 'note')
    const day = londonDay(Temporal.PlainDate.from(plan.visitOn))
    const startSecond = clockOn(day, input.start)
    if (startSecond === undefined) throw new Refused('bad-start', 'Enter when the visit began, like 7:30, by a clock that showed this time on the visit’s day', 'start')
    const sameDay = clockOn(day, input.end)
    const endSecond = sameDay !== undefined && sameDay >= startSecond ? sameDay : clockOn(londonDay(londonDate(Temporal.Instant.fromEpochMilliseconds(startSecond * 1000)).add({ days: 1 })), input.end)
    if (endSecond === undefined) throw new Refused('bad-end', 'Enter when the visit ended, like 8:00', 'end')
    const nowSecond = Math.floor(work.now.epochMilliseconds / 1000)
    if (endSecond > nowSecond) throw new Refused('end-in-future', 'The visit cannot have ended later than now. Check both times.', 'end')
    await keepAndRecord(work, { providerId, workerReference }, [plan], [
      { id: randomUUID(), workerReference, plannedVisitId, linkId: null, phoneId: null, phoneAt: null, skewSeconds: 0, atSecond: nowSecond, detail: { kind: 'adjust', startSecond, endSecond, reasonCode, note, by: actor.name } },
    ])
    work.audit({ kind: 'check-in-put-right', subjectKind: 'planned-visit', subjectId: String(plannedVisitId), personId: plan.personId, detail: { workerReference, reasonCode } })
  })
}

function clockOn(day: ReturnType<typeof londonDay>, text: string): number | undefined {
  const match = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text.trim())
  return match === null ? undefined : readingsOf(day, Number(match[1]) * 3600 + Number(match[2]) * 60)[0]
}

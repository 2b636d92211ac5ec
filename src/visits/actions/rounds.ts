import { personLabels, postcodesOf } from '../../care/public.ts'
import { mondayOf } from '../../kernel/date-range.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { NotFound, Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { checkInRecord, type CheckInStanding } from '../rules/check-in-record.ts'
import { listCheckInWorkers, type CheckInWorker } from '../store/check-in-link.read.ts'
import { listEvents, listPlansOfDay, listSeats, type RoundPlan } from '../store/round.read.ts'
import { insertSeats, removeSeat } from '../store/round.write.ts'
import { KEEP_ROUNDS } from '../terms/check-in.ts'
import { providerOf } from './check-in-links.ts'

/** A place at a planned visit, with who goes and how far they have come. */
export interface RoundPlace {
  readonly seat: 1 | 2
  readonly workerReference: string | null
  readonly standing: CheckInStanding
}

/** A planned visit of the day with its places. */
export interface PlannedRoundVisit extends RoundPlan {
  readonly reference: string
  readonly initials: string
  /** The first half of the home's postcode, by which visits near each other are found; empty where it is not known. */
  readonly area: string
  readonly places: readonly RoundPlace[]
}

/** A day's rounds. */
export interface SeenRounds {
  readonly on: Temporal.PlainDate
  readonly workers: readonly CheckInWorker[]
  readonly visits: readonly PlannedRoundVisit[]
}

/** Who goes to one place of a planned visit; null for nobody. */
export interface SeatChoice {
  readonly plannedVisitId: number
  readonly seat: 1 | 2
  readonly workerReference: string | null
}

/** A day's planned visits of the provider, who goes to each, and what has come of it. References and initials only. */
export async function seeRounds(house: House, actor: Actor, input: { readonly on?: Temporal.PlainDate | undefined }): Promise<SeenRounds> {
  return read(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    return roundsOf(work, providerOf(actor), input.on ?? work.today)
  })
}

/** Says who goes to planned visits of a day; places that are left out stay as they are. Throws `NotFound` for a visit that is not the provider's on that day, `Refused` for a care worker who is unknown or is given both places. */
export async function assignRounds(house: House, actor: Actor, input: { readonly on: Temporal.PlainDate; readonly seats: readonly SeatChoice[] }): Promise<{ readonly changed: number }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    const rounds = await roundsOf(work, providerId, input.on)
    const changed = await applySeats(work, rounds, input.seats)
    work.audit({ kind: 'rounds-assigned', subjectKind: 'day', subjectId: input.on.toString(), detail: { changed } })
    return { changed }
  })
}

/** Fills the empty places of a day as on the same day a week before: the same person, at the same time of day. Answers how many it filled. */
export async function copyRounds(house: House, actor: Actor, input: { readonly on: Temporal.PlainDate }): Promise<{ readonly changed: number }> {
  return write(house, actor, async (work) => {
    need(actor, KEEP_ROUNDS)
    const providerId = providerOf(actor)
    const rounds = await roundsOf(work, providerId, input.on)
    const before = await roundsOf(work, providerId, input.on.subtract({ days: 7 }))
    const weekSeconds = 7 * 86_400
    const known = new Set(rounds.workers.filter((worker) => worker.link !== null).map((worker) => worker.reference))
    const seats = rounds.visits.flatMap((visit) =>
      visit.places.flatMap((place): SeatChoice[] => {
        // An hour to either side: a week before may lie beyond a change of the clocks.
        const same = before.visits.find((each) => each.personId === visit.personId && Math.abs(each.startSecond + weekSeconds - visit.startSecond) <= 3600)
        const worker = same?.places.find((each) => each.seat === place.seat)?.workerReference ?? null
        return place.workerReference === null && worker !== null && known.has(worker) ? [{ plannedVisitId: visit.plannedVisitId, seat: place.seat, workerReference: worker }] : []
      }),
    )
    const changed = await applySeats(work, rounds, seats)
    work.audit({ kind: 'rounds-copied', subjectKind: 'day', subjectId: input.on.toString(), detail: { changed, weekOn: mondayOf(input.on).toString() } })
    return { changed }
  })
}

async function roundsOf(work: Work, providerId: string, on: Temporal.PlainDate): Promise<SeenRounds> {
  const plans = await listPlansOfDay(work.tx, providerId, on.toString())
  const ids = plans.map((plan) => plan.plannedVisitId)
  const seats = ids.length === 0 ? [] : await listSeats(work.tx, ids)
  const events = await listEvents(work.tx, ids)
  const people = [...new Set(plans.map((plan) => plan.personId))]
  const labels = await personLabels(work, people)
  const postcodes = await postcodesOf(work, people)
  const seated = new Map(seats.map((each) => [`${String(each.plannedVisitId)} ${String(each.seat)}`, each.workerReference]))
  const eventsOf = Map.groupBy(events, (event) => event.plannedVisitId)
  return {
    on,
    workers: await listCheckInWorkers(work.tx, providerId),
    visits: plans.map((plan) => ({
      ...plan,
      reference: labels.get(plan.personId)?.reference ?? '',
      initials: labels.get(plan.personId)?.initials ?? '',
      area: (postcodes.get(plan.personId) ?? '').split(' ')[0] ?? '',
      places: ([1, 2] as const).slice(0, plan.workers).map((seat): RoundPlace => {
        const workerReference = seated.get(`${String(plan.plannedVisitId)} ${String(seat)}`) ?? null
        const own = (eventsOf.get(plan.plannedVisitId) ?? []).filter((event) => event.workerReference === workerReference)
        return { seat, workerReference, standing: checkInRecord(own) }
      }),
    })),
  }
}

async function applySeats(work: Work, rounds: SeenRounds, seats: readonly SeatChoice[]): Promise<number> {
  const known = new Set(rounds.workers.map((worker) => worker.reference))
  const changes = seats.filter((choice) => {
    const place = rounds.visits.find((visit) => visit.plannedVisitId === choice.plannedVisitId)?.places.find((each) => each.seat === choice.seat)
    if (place === undefined) throw new NotFound('The planned visit')
    if (choice.workerReference !== null && !known.has(choice.workerReference)) throw new Refused('unknown-worker', `No care worker has the reference ${choice.workerReference}. Give them a link first, under Check-in links.`, `seat-${String(choice.plannedVisitId)}-${String(choice.seat)}`)
    return place.workerReference !== choice.workerReference
  })
  for (const visit of rounds.visits) {
    const after = visit.places.flatMap((place) => (changes.find((each) => each.plannedVisitId === visit.plannedVisitId && each.seat === place.seat) ?? place).workerReference ?? [])
    const [first] = after
    if (after.length === 2 && first === after[1]) throw new Refused('same-worker-twice', `${String(first)} cannot be both care workers of one visit. Choose somebody else for one of the places.`, `seat-${String(visit.plannedVisitId)}-2`)
  }
  for (const choice of changes) await removeSeat(work.tx, choice, work.now)
  const filled = changes.flatMap((choice) => (choice.workerReference === null ? [] : [{ ...choice, workerReference: choice.workerReference }]))
  await insertSeats(work.tx, filled, { providerId: providerOf(work.actor), at: work.now, by: work.actor.name })
  return changes.length
}

import { awayOn, holidayNotice, listPlacements, placementLives, respiteDay, retainerDay } from '../brokerage/public.ts'
import type { Placement } from '../brokerage/terms.ts'
import type { Work } from '../platform/action/work.ts'
import { listPlannedSince, listReferencesAnswering, listWithdrawn, type WithdrawnVisit } from './store/replanned.read.ts'
import { findTouchedSince, listPlannedToPay, listUnplannedToPay, lockNewestChange, type ToPayFilter } from './store/to-pay.read.ts'
import { listAgreed, listBlocked, listTermsChangedSince } from './store/pay-terms.read.ts'
import { listFirstPlanned, type FirstVisit } from './store/first-visit.read.ts'
import { listPersonVisits, listPersonWeeks } from './store/person-visits.read.ts'
import { countExceptionKinds, countLatePlanned, listCoveredUntil } from './store/standing-count.read.ts'
import { sumRecordedTime } from './store/wage-time.read.ts'
import { isHeld, type ExceptionKind, type PersonVisit, type PersonWeek, type VisitToPay } from './terms.ts'
import type { RecordedTime } from './terms/recorded-time.ts'

/** Before any visit. */
const FIRST_DAY = '1900-01-01'

/** Whose visits are to be paid. `withDetails` reads of each record what only some payment rules ask. */
export interface PaidScope {
  readonly frameworkId: string
  readonly providerId: string
  /** The placements whose visits are meant, where whoever asks knows them; otherwise all of the provider under the framework. */
  readonly placements?: readonly Pick<Placement, 'id' | 'personId'>[]
  readonly withDetails?: boolean
}

/**
 * Every visit of a provider under a framework between two dates (both included) that payment has to look at: the planned
 * ones that were not withdrawn, each with its current records (perhaps none), then those with a placement that answer no plan, then
 * those held while the person is away, and those that stood in the plan after the person's death.
 */
export async function visitsToPay(
  work: Work,
  input: PaidScope & { readonly fromOn: string; readonly toOn: string },
): Promise<VisitToPay[]> {
  const filter = await filterFor(work, input, input.fromOn, input.toOn)
  return withTerms(work, filter, await withPeople(work, input, [...(await listPlannedToPay(work.tx, filter)), ...(await listUnplannedToPay(work.tx, filter)), ...(await asHeld(work, await listWithdrawn(work.tx, filter, 'held'))).filter(isHeld)]))
}

/**
 * The visits dated before `beforeOn` that a record or an allocation newer than `afterChange` has touched, each as it stands now.
 * A visit that a correction has emptied comes with no records, so that what was paid for it can be taken back.
 */
export async function visitsChangedSince(
  work: Work,
  input: PaidScope & { readonly afterChange: number; readonly beforeOn: string },
): Promise<VisitToPay[]> {
  const touched = await findTouchedSince(work.tx, input.providerId, input.afterChange, input.beforeOn)
  if (touched.plannedVisitIds.length === 0 && touched.references.length === 0) return []
  const filter = await filterFor(work, input, FIRST_DAY, Temporal.PlainDate.from(input.beforeOn).subtract({ days: 1 }).toString())
  const planned = await listPlannedToPay(work.tx, filter, touched.plannedVisitIds)
  const unplanned = await listUnplannedToPay(work.tx, filter, touched.references)
  return withTerms(work, filter, await withPeople(work, input, [...planned, ...unplanned]))
}

/**
 * The visits dated before `beforeOn` whose plan was withdrawn or first made at or after `sinceAt`, each as it stands now:
 * a withdrawn one comes without a plan and without records, so that what was paid for it can be taken back, and its record, which
 * now answers no plan, comes as a visit of its own. With them come those whose exceptions to be fixed have come, gone or been decided since,
 * and those for which minutes were agreed.
 */
export async function visitsReplannedSince(
  work: Work,
  input: PaidScope & { readonly sinceAt: Temporal.Instant; readonly beforeOn: string },
): Promise<VisitToPay[]> {
  const filter = await filterFor(work, input, FIRST_DAY, Temporal.PlainDate.from(input.beforeOn).subtract({ days: 1 }).toString())
  const withdrawn = await asHeld(work, await listWithdrawn(work.tx, filter, { sinceAt: input.sinceAt }))
  const changed = await listTermsChangedSince(work.tx, filter, input.sinceAt)
  const references = [...new Set([...(await listReferencesAnswering(work.tx, withdrawn.flatMap((visit) => visit.plannedVisitId ?? []))), ...changed.references])]
  const unplanned = references.length === 0 ? [] : await listUnplannedToPay(work.tx, filter, references)
  const plannedIds = [...new Set([...(await listPlannedSince(work.tx, filter, input.sinceAt)), ...changed.plannedVisitIds])]
  const planned = plannedIds.length === 0 ? [] : await listPlannedToPay(work.tx, filter, plannedIds)
  return withTerms(work, filter, await withPeople(work, input, [...withdrawn, ...planned, ...unplanned]))
}

/**
 * Number of the newest change to visit records (one that came, or one that found its placement or plan later), 0 when there is
 * none. Ask for it before reading any visit: it waits for imports in progress and keeps new ones waiting until the transaction
 * ends, so that no change falls between two payment runs.
 */
export async function newestChange(work: Work): Promise<number> {
  return lockNewestChange(work.tx)
}

async function placementsOf(work: Work, of: PaidScope): Promise<readonly Pick<Placement, 'id' | 'personId'>[]> {
  return of.placements ?? listPlacements(work, { providerId: of.providerId, frameworkId: of.frameworkId })
}

async function filterFor(work: Work, of: PaidScope, fromOn: string, toOn: string): Promise<ToPayFilter> {
  const placements = await placementsOf(work, of)
  return { providerId: of.providerId, placementIds: placements.map((placement) => placement.id), fromOn, toOn, withDetails: of.withDetails ?? false }
}

/** Withdrawn visits, those of days on which the person is away, or after the death, with what a retainer, or the pay for a cancelled visit, is reckoned from. */
async function asHeld(work: Work, visits: readonly WithdrawnVisit[]): Promise<VisitToPay[]> {
  const lives = await placementLives(work, [...new Set(visits.flatMap(({ visit, held }) => (held === null ? [] : (visit.placementId ?? []))))])
  return visits.map(({ visit, held }) => {
    const life = held === null ? undefined : lives.get(visit.placementId ?? '')
    if (held === null || life === undefined) return visit
    const on = Temporal.PlainDate.from(visit.visitOn)
    const size = { minutes: held.minutes, workers: held.workers }
    if (held.isAfterEnd) return life.death === null || Temporal.PlainDate.compare(on, life.death.diedOn) <= 0 ? visit : { ...visit, death: { ...size, day: life.death.diedOn.until(on, { largestUnit: 'days' }).days } }
    const why = awayOn(life, on)
    const day = why === 'hospital-stay' ? retainerDay(life.stays, on) : respiteDay(life.absences, on)
    if (why === 'hospital-stay') return day === undefined ? visit : { ...visit, retained: { ...size, day } }
    if (why === 'respite') return day === undefined ? visit : { ...visit, respite: { ...size, day } }
    const noticeHours = why === 'holiday' ? holidayNotice(life.absences, on, held.startsAt) : undefined
    return noticeHours === undefined ? visit : { ...visit, holiday: { ...size, noticeHours } }
  })
}

/** The visit with which the planned care of each placement begins, as its plan stands now; placements with no visit planned are left out. Asks no permission. */
export async function firstPlannedVisits(work: Work, placementIds: readonly string[]): Promise<Map<string, FirstVisit>> {
  return placementIds.length === 0 ? new Map() : listFirstPlanned(work.tx, placementIds)
}

/** Says of visits what must be put right before they are paid, and which minutes were agreed afterwards. */
async function withTerms(work: Work, filter: ToPayFilter, visits: VisitToPay[]): Promise<VisitToPay[]> {
  const blocked = new Map<string, ExceptionKind[]>()
  for (const { plannedVisitId, visitReference, kind } of await listBlocked(work.tx, filter)) {
    const key = plannedVisitId === null ? `r${visitReference ?? ''}` : `p${String(plannedVisitId)}`
    if (!blocked.get(key)?.push(kind)) blocked.set(key, [kind])
  }
  const agreed = new Map((await listAgreed(work.tx, filter)).map(({ plannedVisitId, minutes, number }) => [plannedVisitId, { minutes, number }]))
  if (blocked.size === 0 && agreed.size === 0) return visits
  return visits.map((visit) => {
    const by = blocked.get(visit.plannedVisitId === null ? `r${visit.visitReference ?? ''}` : `p${String(visit.plannedVisitId)}`)
    const minutes = visit.plannedMinutes === null ? undefined : agreed.get(visit.plannedVisitId ?? 0)
    return by === undefined && minutes === undefined ? visit : { ...visit, ...(by && { blockedBy: [...new Set(by)] }), ...(minutes && { agreed: minutes }) }
  })
}

/** Names the person of visits that have no plan, from their placement. */
async function withPeople(work: Work, of: PaidScope, visits: VisitToPay[]): Promise<VisitToPay[]> {
  if (visits.every((visit) => visit.personId !== null)) return visits
  const placements = await placementsOf(work, of)
  const people = new Map(placements.map((placement) => [placement.id, placement.personId]))
  return visits.map((visit) => (visit.personId === null && visit.placementId !== null ? { ...visit, personId: people.get(visit.placementId) ?? null } : visit))
}

/** The planned visits of a person between two dates, both included, in order. Asks no permission; a provider sees its own. */
export async function plannedVisitsOfPerson(work: Work, personId: string, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<PersonVisit[]> {
  return listPersonVisits(work.tx, personId, fromOn.toString(), toOn.toString())
}

/** What came of a person's visits week by week between two dates, oldest first: planned, delivered, and exceptions not cleared. */
export async function weeksOfPerson(work: Work, personId: string, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<PersonWeek[]> {
  return listPersonWeeks(work.tx, personId, fromOn.toString(), toOn.toString())
}

/** Exceptions that stand on visits between two dates (both included), counted by kind. Asks no permission; a provider sees its own. */
export async function countExceptions(work: Work, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<Map<ExceptionKind, number>> {
  return countExceptionKinds(work.tx, fromOn, toOn)
}

/** The last date of visits covered by the files that each provider has sent; providers that sent none are left out. Asks no permission; a provider sees its own. */
export async function visitsSentUntil(work: Work): Promise<Map<string, Temporal.PlainDate>> {
  return listCoveredUntil(work.tx)
}

/** How many planned visits between two dates (both included) stand as late, by placement. Asks no permission. */
export async function countLateVisits(work: Work, fromOn: Temporal.PlainDate, toOn: Temporal.PlainDate): Promise<Map<string, number>> {
  return countLatePlanned(work.tx, fromOn, toOn)
}

/** Contact and travel of a provider's visits made between two dates (both included), as its current records show them. Asks no permission; a provider sees its own. */
export async function recordedTime(work: Work, of: { readonly providerId: string; readonly fromOn: string; readonly toOn: string }): Promise<RecordedTime> {
  return sumRecordedTime(work.tx, of)
}

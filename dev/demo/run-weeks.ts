import { importVisits } from '../../src/visits/actions/import-visits.ts'
import { planWeek } from '../../src/visits/actions/plan-week.ts'
import { londonClockMinute } from '../../src/kernel/london.ts'
import { systemActor } from '../../src/platform/access/actor.ts'
import { read } from '../../src/platform/action/transaction.ts'
import type { House } from '../../src/platform/action/work.ts'
import type { CouncilPlan, PlannedProvider } from './council.ts'
import { earliest, houseAt, momentOn } from './house-at.ts'
import { coordinatorOf } from './place-packages.ts'
import type { Random } from './random.ts'
import { rosterOf } from './roster.ts'
import { recordsOf, type RotaRecord, type RotaVisit } from './records.ts'
import { idOf, type StandingMarket } from './set-up-market.ts'
import { accessVisitFile, tendwellVisitFile } from './visit-file.ts'

const WEEKS_WITH_TRAVEL = 4
const planner = systemActor('Demonstration planner')

/** What became of the rows of the visit files of a week. */
export interface FileCounts {
  read: number
  new: number
  changed: number
  repeated: number
  refused: number
  unallocated: number
}

/** Plans one week for every placement. */
export async function planOneWeek(house: House, plan: CouncilPlan, weekOn: Temporal.PlainDate): Promise<void> {
  await planWeek(houseAt(house, earliest(momentOn(weekOn.add({ days: 6 }), 20), plan.now), plan.now), planner, { weekOn })
}

/** A provider's file of one week, made from its rota as its system would have recorded it. */
export interface WeekFile {
  readonly provider: PlannedProvider
  readonly providerId: string
  readonly records: readonly RotaRecord[]
  readonly weekOn: Temporal.PlainDate
}

/** Makes each provider's records of one week. */
export async function recordWeek(house: House, plan: CouncilPlan, market: StandingMarket, weekOn: Temporal.PlainDate, random: Random): Promise<WeekFile[]> {
  const rota = await rotaOf(house, weekOn)
  return plan.providers.flatMap((provider) => {
    const providerId = idOf(market.providerIds, provider.cqcProviderId)
    const visits = rota.get(providerId)
    if (visits === undefined) return []
    const rostered = rosterOf(visits, random)
    return [{ provider, providerId, weekOn, records: visits.flatMap((visit) => recordsOf(visit, provider.habits, rostered.get(visit) ?? [], random)) }]
  })
}

/** Sends a week's file through the importer, as its provider would. `sequence` above 1 sends corrections. */
export async function sendWeekFile(house: House, plan: CouncilPlan, file: WeekFile, at: Temporal.Instant, sequence: number, counts: FileCounts): Promise<void> {
  const weekEnding = file.weekOn.add({ days: 6 })
  const when = earliest(at, plan.now)
  const bytes =
    file.provider.layout === 'access'
      ? accessVisitFile(file.records, `${file.provider.cqcProviderId}-${weekEnding.toString()}-${String(sequence)}`, when.toZonedDateTimeISO('Europe/London').toPlainDateTime(), weekEnding)
      : tendwellVisitFile(file.records, sequence, file.provider.tellsTravel === true && Temporal.PlainDate.compare(file.weekOn, plan.until.subtract({ weeks: WEEKS_WITH_TRAVEL })) >= 0)
  const outcome = await importVisits(houseAt(house, when, plan.now), coordinatorOf(file.providerId), { providerId: file.providerId, name: `visits-${weekEnding.toString()}.csv`, bytes, preview: false })
  const { summary } = outcome
  counts.read += summary.read
  counts.new += summary.new
  counts.changed += summary.changed
  counts.repeated += summary.repeated
  counts.refused += summary.refused
  counts.unallocated += summary.unallocated
}

/** Each provider's planned visits of a week, as its rota holds them. */
async function rotaOf(house: House, weekOn: Temporal.PlainDate): Promise<Map<string, RotaVisit[]>> {
  const rows = await read(house, planner, (work) =>
    work.tx
      .selectFrom('visits.planned_visit as visit')
      .innerJoin('care.person as person', 'person.id', 'visit.person_id')
      .select(['visit.id', 'visit.provider_id', 'visit.visit_on', 'visit.starts_at', 'visit.minutes', 'visit.workers', 'person.reference'])
      .where('visit.visit_on', '>=', weekOn.toString())
      .where('visit.visit_on', '<=', weekOn.add({ days: 6 }).toString())
      .where('visit.withdrawn_at', 'is', null)
      .orderBy('visit.id')
      .execute(),
  )
  const dates = new Map<string, Temporal.PlainDate>()
  const minutes = new Map<string, number>()
  const rota = new Map<string, RotaVisit[]>()
  for (const row of rows) {
    const visit = {
      plannedVisitId: row.id,
      personReference: row.reference,
      visitOn: remembered(dates, row.visit_on, (text) => Temporal.PlainDate.from(text)),
      startMinute: remembered(minutes, row.starts_at, (text) => londonClockMinute(Temporal.Instant.from(text))),
      minutes: row.minutes,
      workers: row.workers,
    }
    const own = rota.get(row.provider_id)
    if (own === undefined) rota.set(row.provider_id, [visit])
    else own.push(visit)
  }
  return rota
}

function remembered<T>(seen: Map<string, T>, text: string, make: (text: string) => T): T {
  const before = seen.get(text)
  if (before !== undefined) return before
  const value = make(text)
  seen.set(text, value)
  return value
}

import { sql, type QueryResult, type RawBuilder } from 'kysely'
import { arrayBytes } from '../../platform/db/array-bytes.ts'
import type { Tx } from '../../platform/db/handles.ts'
import type { HeldRecord, Outcome } from '../terms.ts'
import { recordDetails, type CheckMethod } from '../terms/record-details.ts'
import { plannedVisits, type PlannedRow, type PlannedText } from './planned-text.ts'

/**
 * The planned visits of a provider on some dates, withdrawn ones left out, in order of start. They come as a text of numbers for each placement: as rows with a text in
 * each column they would take this process longer to receive than to match and judge.
 */
export async function listPlannedOfDays(tx: Tx, providerId: string, dates: readonly string[]): Promise<PlannedRow[]> {
  const { rows } = await sql<PlannedText>`
    select placement_id as "placementId", person_id as "personId",
      string_agg(concat_ws(' ', id, visit_on - date '1970-01-01', date_part('epoch', starts_at)::bigint, window_minutes, minutes, workers, time_critical::int), ' ') as visits
    from visits.planned_visit
    where provider_id = ${providerId} and visit_on = any(${dateArray(dates)}::date[]) and withdrawn_at is null
    group by placement_id, person_id`.execute(tx)
  return plannedVisits(rows, dates)
}

/** The details of `visits.visit_record r` as JSON that is `RecordDetails` already; null for a record that has none. */
export const DETAILS = sql`case when num_nonnulls(r.rostered_minutes, r.adjusted_minutes, r.adjusted_by, r.adjusted_at, r.reason_code, r.reason_note, r.check_in_metres, r.check_out_metres,
    r.verification, r.travel_minutes, r.travel_mile_hundredths, r.travel_mode, r.calls, r.changes) > 0 then json_build_object('rosteredMinutes', r.rostered_minutes,
    'adjustedStartSecond', extract(epoch from r.adjusted_starts_at)::bigint, 'adjustedEndSecond', extract(epoch from r.adjusted_ends_at)::bigint, 'adjustedMinutes', r.adjusted_minutes,
    'adjustedBy', r.adjusted_by, 'adjustedAtSecond', extract(epoch from r.adjusted_at)::bigint, 'reasonCode', r.reason_code, 'reasonNote', r.reason_note,
    'checkInMetres', r.check_in_metres, 'checkOutMetres', r.check_out_metres, 'verification', r.verification, 'travelMinutes', r.travel_minutes,
    'travelMileHundredths', r.travel_mile_hundredths, 'travelMode', r.travel_mode, 'calls', r.calls, 'changes', r.changes) end`

/** The columns of a held record, of `visits.visit_record r`. */
export const HELD = sql`r.id, r.visit_reference, r.sequence, r.person_reference, r.worker_reference, r.visit_on, r.planned_visit_id, r.placement_id,
  extract(epoch from r.due_starts_at)::bigint as due, extract(epoch from r.claimed_starts_at)::bigint as claimed, r.claimed_minutes,
  extract(epoch from r.actual_starts_at)::bigint as started, extract(epoch from r.actual_ends_at)::bigint as ended, r.actual_minutes,
  r.check_in_method, r.check_out_method, r.outcome, r.notice_hours, r.second_worker, r.superseded_by, r.confirmed_sequence,
  ${DETAILS} as details`

/** A row of `HELD`. */
export interface HeldRow {
  id: number
  visit_reference: string
  sequence: number
  person_reference: string
  worker_reference: string | null
  visit_on: string
  planned_visit_id: number | null
  placement_id: string | null
  due: number | null
  claimed: number | null
  claimed_minutes: number | null
  started: number | null
  ended: number | null
  actual_minutes: number | null
  check_in_method: CheckMethod | null
  check_out_method: CheckMethod | null
  outcome: Outcome
  notice_hours: number | null
  second_worker: boolean
  superseded_by: number | null
  confirmed_sequence: number | null
  details: unknown
}

/** Every version held of some visit references of a provider. */
export async function listHeldByReference(tx: Tx, providerId: string, references: readonly string[]): Promise<HeldRecord[]> {
  const asked = arrayBytes('text', references.length, (place) => references[place] ?? null)
  const { rows } = await byReference(tx, sql<HeldRow>`
    select ${HELD} from unnest(${asked}::text[]) as sent(reference)
    cross join lateral (select * from visits.visit_record r where r.provider_id = ${providerId} and r.visit_reference = sent.reference order by r.sequence offset 0) as r`)
  return rows.map(heldRecord)
}

/**
 * Asks for records by their references, which must be looked up one by one (`offset 0` keeps it so) and in order of `sequence`, as the unique index alone gives them: a provider may hold millions of
 * records. While the server counts none, as it does when it looked at the table in the middle of an import, it would else read all records of the provider, and compare each with every reference.
 */
async function byReference<Row>(tx: Tx, query: RawBuilder<Row>): Promise<QueryResult<Row>> {
  await sql`select set_config('enable_sort', 'off', true)`.execute(tx)
  const answer = await query.execute(tx)
  await sql`select set_config('enable_sort', 'on', true)`.execute(tx)
  return answer
}

/** The current records of a provider on some dates, and those of the days before that ran past midnight into them; not of days before that are settled. */
export async function listCurrentOfDays(tx: Tx, providerId: string, dates: readonly string[], settled: ReadonlySet<string> = new Set()): Promise<HeldRecord[]> {
  const { rows } = await sql<HeldRow>`
    select ${HELD} from visits.visit_record r
    where r.provider_id = ${providerId} and r.superseded_by is null and r.visit_on = any(${dateArray(dates)}::date[])
    union all
    select ${HELD} from visits.visit_record r
    where r.provider_id = ${providerId} and r.superseded_by is null and r.visit_on = any(${dateArray(daysBefore(dates).filter((on) => !settled.has(on)))}::date[])
      and greatest(r.actual_ends_at, r.adjusted_ends_at) > (r.visit_on + 1)::timestamp at time zone 'Europe/London'`.execute(tx)
  return rows.map(heldRecord)
}

/** Dates that hold versions of visits which a file has on another date: pairs of the two, each once. */
export async function listMovedDays(tx: Tx, providerId: string, sent: { readonly references: readonly string[]; readonly dates: readonly string[] }): Promise<{ sentOn: string; heldOn: string }[]> {
  const references = arrayBytes('text', sent.references.length, (place) => sent.references[place] ?? null)
  const dates = arrayBytes('date', sent.dates.length, (place) => sent.dates[place] ?? null)
  const { rows } = await byReference(tx, sql<{ sentOn: string; heldOn: string }>`
    select distinct sent.visit_on as "sentOn", held.visit_on as "heldOn" from unnest(${references}::text[], ${dates}::date[]) as sent(reference, visit_on)
    cross join lateral (select r.visit_on from visits.visit_record r where r.provider_id = ${providerId} and r.visit_reference = sent.reference order by r.sequence offset 0) as held
    where held.visit_on <> sent.visit_on`)
  return rows
}

/** Whether a provider has sent any record yet: its first file need not be compared with any. */
export async function hasRecords(tx: Tx, providerId: string): Promise<boolean> {
  const row = await tx.selectFrom('visits.visit_record').select('id').where('provider_id', '=', providerId).limit(1).executeTakeFirst()
  return row !== undefined
}

/** A row as the record it holds. */
export function heldRecord(row: HeldRow): HeldRecord {
  return {
    id: row.id,
    visitReference: row.visit_reference,
    sequence: row.sequence,
    personReference: row.person_reference,
    workerReference: row.worker_reference,
    visitOn: row.visit_on,
    plannedVisitId: row.planned_visit_id,
    placementId: row.placement_id,
    dueSecond: row.due,
    claimedSecond: row.claimed,
    claimedMinutes: row.claimed_minutes,
    startSecond: row.started,
    endSecond: row.ended,
    actualMinutes: row.actual_minutes,
    checkInMethod: row.check_in_method,
    checkOutMethod: row.check_out_method,
    outcome: row.outcome,
    noticeHours: row.notice_hours,
    secondWorker: row.second_worker,
    details: row.details === null ? null : recordDetails.parse(row.details),
    supersededBy: row.superseded_by,
    confirmedSequence: row.confirmed_sequence,
  }
}

/** The days before some dates that are not among them. */
function daysBefore(dates: readonly string[]): string[] {
  const known = new Set(dates)
  return dates.map((on) => Temporal.PlainDate.from(on).subtract({ days: 1 }).toString()).filter((on) => !known.has(on))
}

function dateArray(dates: readonly string[]): string {
  return `{${dates.join(',')}}`
}

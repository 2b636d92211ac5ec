import { createHash } from 'node:crypto'
import { personLabels } from '../../care/public.ts'
import { wordsForDate } from '../../kernel/words.ts'
import type { Work } from '../../platform/action/work.ts'
import { readJsonVisits } from '../files/read-visit-json.ts'
import { rowsOfContent } from '../files/rows-by-day.ts'
import type { CheckInRecord } from '../rules/check-in-record.ts'
import type { RoundPlan } from '../store/round.read.ts'
import { readingFacts, receiveRecords } from './receive-records.ts'

/** A record that events have made or changed. */
export interface MadeRecord {
  readonly plan: RoundPlan
  readonly seat: 1 | 2
  readonly record: CheckInRecord
  /** How many events there are: more of them say more, so it is the record's sequence. */
  readonly events: number
}

/**
 * Hands the records of one care worker to the pipeline of all records, as the JSON layout has them: read, judged by sequence, allocated, their
 * exceptions found. The caller holds `lockImport`.
 */
export async function sendCheckInRecords(work: Work, of: { readonly providerId: string; readonly workerReference: string }, made: readonly MadeRecord[]): Promise<void> {
  if (made.length === 0) return
  const labels = await personLabels(work, [...new Set(made.map(({ plan }) => plan.personId))])
  const visits = made.map((each) => visitOf(each, of.workerReference, labels.get(each.plan.personId)?.reference ?? ''))
  const content = readJsonVisits(visits, await readingFacts(work), { layout: 'check-in', fileReference: null, notes: [] })
  const sha256 = createHash('sha256').update(JSON.stringify(visits)).digest('hex')
  await receiveRecords(work, { providerId: of.providerId, name: `Check-in of ${of.workerReference}, ${wordsForDate(work.today)}`, sha256, preview: false }, rowsOfContent(content))
}

/** A record as the JSON layout writes it: docs/files/visit-records.md. */
function visitOf({ plan, seat, record, events }: MadeRecord, workerReference: string, personReference: string): Record<string, unknown> {
  const { checkIn, checkOut, adjusted } = record
  return {
    visit_reference: `check-in-${String(plan.plannedVisitId)}-${workerReference}`,
    sequence: events,
    person_reference: personReference,
    visit_date: plan.visitOn,
    planned_visit: plan.plannedVisitId,
    worker_reference: workerReference,
    second_worker: seat === 2,
    ...(checkIn === null ? {} : { check_in: instant(checkIn.atSecond), check_in_method: checkIn.detail.method, check_in_metres: checkIn.detail.metres }),
    ...(checkOut === null ? {} : { check_out: instant(checkOut.atSecond), check_out_method: checkOut.detail.method, check_out_metres: checkOut.detail.metres }),
    verification: record.verification,
    outcome: record.outcome,
    ...(adjusted === null ? {} : { adjusted_in: instant(adjusted.startSecond), adjusted_out: instant(adjusted.endSecond), adjusted_by: adjusted.by, adjusted_at: instant(adjusted.atSecond) }),
    reason_code: record.reasonCode,
    reason_note: record.reasonNote,
    calls: record.calls.map((call) => ({ reference: call.id, kind: call.kind, at: instant(call.atSecond), method: call.detail.method, metres: call.detail.metres })),
  }
}

function instant(second: number): string {
  return Temporal.Instant.fromEpochMilliseconds(second * 1000).toString()
}

import { z } from 'zod'
import type { Minutes } from '../kernel/amounts.ts'
import type { Permission } from '../platform/access/permission.ts'
import { topic } from '../platform/jobs/topic.ts'
import type { Treatment } from './terms/exception-settings.ts'
import type { CheckMethod, RecordDetails } from './terms/record-details.ts'

/** What came of a visit, as the care worker's record says. */
export const OUTCOMES = ['delivered', 'missed', 'cancelled', 'no-access', 'refused', 'hospital', 'not-required'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  delivered: 'Delivered',
  missed: 'Missed',
  cancelled: 'Cancelled',
  'no-access': 'No access',
  refused: 'Refused by the person',
  hospital: 'In hospital',
  'not-required': 'Not required',
}

/** Where a visit departed from plan (brief: visit exception; D2). */
export const EXCEPTION_KINDS = ['missed', 'late', 'early', 'short', 'long', 'single-handed', 'unplanned', 'overlapping-worker', 'impossible-travel', 'manual-entry', 'outside-geofence', 'no-out-call'] as const
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number]
export const EXCEPTION_NAMES: Readonly<Record<ExceptionKind, string>> = {
  missed: 'Missed',
  late: 'Late',
  early: 'Early',
  short: 'Short',
  long: 'Long',
  'single-handed': 'One care worker where two were planned',
  unplanned: 'Unplanned',
  'overlapping-worker': 'Care worker in two places at once',
  'impossible-travel': 'Too little time for the way',
  'manual-entry': 'Entered by hand',
  'outside-geofence': 'Away from the home',
  'no-out-call': 'No call on leaving',
}

/** Why a visit was not made, or not recorded, as planned. */
export interface ReasonCode {
  readonly code: string
  readonly words: string
  /** Where the code comes from. */
  readonly source: string
  /** True when the council added it. */
  readonly isOwn: boolean
}

/** The current record of one care worker at one visit, as payment needs it. */
export interface RecordFacts {
  readonly recordId: number
  readonly outcome: Outcome
  /** Minutes that count as worked: the adjusted ones where the provider adjusted the times, else those between the calls. */
  readonly actualMinutes: Minutes | null
  readonly noticeHours: number | null
  readonly secondWorker: boolean
  /** What follows is read only where payment rules ask it. Minutes that the provider claims. */
  readonly claimedMinutes?: Minutes | null | undefined
  readonly workerReference?: string | null | undefined
  /** True when log-in or log-out was entered by hand, or one is missing and the times were adjusted instead. */
  readonly isManual?: boolean | undefined
  /** In and out, in minutes after midnight of the visit's date by the clock in England; above 1,440 on the day after. */
  readonly startMinute?: Minutes | null | undefined
  readonly endMinute?: Minutes | null | undefined
  /** Whole days from the visit's date to the date in England on which the record came. */
  readonly daysToSend?: number | null | undefined
}

/** Why a visit is held: it does not take place, and comes back when the person does. */
export const HELD_FOR = ['hospital-stay', 'holiday', 'respite'] as const
export type HeldFor = (typeof HELD_FOR)[number]

/** Why a visit was withdrawn after the last day of its placement. */
export const AFTER_END = 'placement-ended'

/** One visit to be paid: the plan, if there was one, and every current record of it. */
export interface VisitToPay {
  readonly providerId: string
  readonly placementId: string | null
  readonly personId: string | null
  readonly visitOn: string
  /** Null when the visit was not planned; then `visitReference` names it. */
  readonly plannedVisitId: number | null
  readonly visitReference: string | null
  readonly plannedMinutes: Minutes | null
  readonly plannedWorkers: number | null
  /** Minute after midnight, by the clock in England, at which it was planned to start, or did when it was not planned; null when neither is known. It decides the time band of its rate. */
  readonly startMinute?: Minutes | null | undefined
  /** Of a visit withdrawn because the person is in hospital while the provider holds the place: its size, and which day of the stay it is, from 1. Such a visit has no plan. */
  readonly retained?: { readonly minutes: Minutes; readonly workers: number; readonly day: number } | undefined
  /** The same of a visit withdrawn because the person is in respite care. */
  readonly respite?: { readonly minutes: Minutes; readonly workers: number; readonly day: number } | undefined
  /** Of a visit withdrawn because the person is on holiday: its size, and the whole hours of notice that the provider had. Such a visit has no plan. */
  readonly holiday?: { readonly minutes: Minutes; readonly workers: number; readonly noticeHours: number } | undefined
  /** Of a visit withdrawn because the person has died: its size, and which day after the death it is, from 1. Such a visit has no plan. */
  readonly death?: { readonly minutes: Minutes; readonly workers: number; readonly day: number } | undefined
  /** Exceptions that must be put right before it is paid; left out when there is none. */
  readonly blockedBy?: readonly ExceptionKind[] | undefined
  /** Minutes of each care worker that the council agreed afterwards, and the number of the variation; they take the place of those planned. */
  readonly agreed?: { readonly minutes: Minutes; readonly number: number } | undefined
  readonly records: readonly RecordFacts[]
}

/** True of a visit that did not take place because the person was away or had died, and whose size payment may ask. */
export function isHeld({ retained, respite, holiday, death }: Pick<VisitToPay, 'retained' | 'respite' | 'holiday' | 'death'>): boolean {
  return (retained ?? respite ?? holiday ?? death) !== undefined
}

/** A call that is meant to happen. Whole days and instants; names nobody. */
export interface PlannedVisit {
  readonly id: number
  readonly placementId: string
  readonly personId: string
  readonly providerId: string
  readonly visitOn: string
  readonly startsAt: Temporal.Instant
  /** Minutes after `startsAt` within which the visit may still start. */
  readonly windowMinutes: Minutes
  readonly minutes: Minutes
  readonly workers: number
  readonly timeCritical: boolean
}

/** The ways in which visit records come. */
export const VISIT_LAYOUTS = ['tendwell', 'tendwell-json', 'access', 'mapped', 'calls', 'check-in'] as const
export type VisitLayout = (typeof VISIT_LAYOUTS)[number]
export const VISIT_LAYOUT_NAMES: Readonly<Record<VisitLayout, string>> = {
  tendwell: 'Tendwell visit records',
  'tendwell-json': 'Tendwell visit records as JSON',
  access: 'Access provider-portal CSV',
  mapped: 'Read through your mapping',
  calls: 'Sent by a program as calls',
  'check-in': 'Check-in by a care worker’s link',
}

/**
 * What one row of a visit file says, understood. Times are seconds since 1970 (UTC), because files have tens of thousands of rows;
 * dates are ISO text.
 */
export interface SentRecord {
  /** The line of the file. */
  readonly row: number
  readonly visitReference: string
  readonly sequence: number
  readonly personReference: string
  readonly workerReference: string | null
  readonly visitOn: string
  /** Our id of the planned visit, when the file names one. */
  readonly plannedVisitId: number | null
  readonly dueSecond: number | null
  readonly claimedSecond: number | null
  readonly claimedMinutes: Minutes | null
  readonly startSecond: number | null
  readonly endSecond: number | null
  readonly actualMinutes: Minutes | null
  readonly checkInMethod: CheckMethod | null
  readonly checkOutMethod: CheckMethod | null
  readonly outcome: Outcome
  readonly noticeHours: number | null
  readonly secondWorker: boolean
  /** What only some systems send; null when a record has none of it, as most have not. */
  readonly details: RecordDetails | null
}

/** What a record says, wherever it came from. */
export type RecordContent = Omit<SentRecord, 'row'>

/** A visit record as it is held: what was sent, and where it was put. */
export interface HeldRecord extends RecordContent {
  readonly id: number
  readonly placementId: string | null
  readonly supersededBy: number | null
  /** The highest sequence under which the same was sent again while it was current; null when only its own. */
  readonly confirmedSequence: number | null
}

/** Where a visit departed from plan, as the rules found it. Facts are minutes and counts, and ids of records. */
export interface FoundException {
  readonly kind: ExceptionKind
  readonly plannedVisitId: number | null
  readonly recordId: number | null
  readonly facts: Readonly<Record<string, number | boolean | string>>
}

/** An exception that stands in the store, with what its settings ask for. */
export interface StandingException extends FoundException {
  readonly id: number
  readonly treatment?: Treatment
}

/** What became of a file's rows. Every row read has one fate: new, changed, repeated, refused, or (new or changed, but without a placement) unallocated. */
export interface VisitImportSummary {
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly repeated: number
  readonly refused: number
  readonly unallocated: number
}

/** A row as it was understood, for the eyes of whoever sent it. */
export interface UnderstoodRow {
  readonly sent: SentRecord
  readonly fate: 'new' | 'changed' | 'older'
  readonly hasPlacement: boolean
  /** Start of the planned visit it answers, in seconds since 1970; null when it answers none. */
  readonly plannedSecond: number | null
}

export const VISIT_FILE_RECEIVED = topic('visits.visit-file-received', z.object({ visitFileId: z.uuid() }))

/** Visits of today or yesterday turned out to be missed: who must know is told at once. */
export const MISSED_FOUND = topic('visits.missed-found', z.object({ providerId: z.uuid() }))

/** A planned visit of a person, for the person and for those who know them. */
export interface PersonVisit {
  readonly plannedVisitId: number
  readonly placementId: string
  readonly providerId: string
  readonly visitOn: Temporal.PlainDate
  readonly startsAt: Temporal.Instant
  readonly minutes: number
  readonly workers: number
}

/** What came of a person's visits in one week, Monday to Sunday. */
export interface PersonWeek {
  readonly weekOn: Temporal.PlainDate
  readonly planned: number
  /** Planned visits with at least one current record that says delivered. */
  readonly delivered: number
  /** Exceptions found and not cleared, by kind. */
  readonly exceptions: readonly { readonly kind: ExceptionKind; readonly count: number }[]
}

/** New settings reach back to days that were judged before. */
export const EXCEPTION_SETTINGS_SET = topic('visits.exception-settings-set', z.object({ frameworkId: z.uuid(), fromOn: z.iso.date() }))

export const SEE_VISITS: Permission = { name: 'visits.see', words: 'see visits and their exceptions', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'practitioner', 'provider-coordinator', 'provider-finance'] }
/** KPIs name no visit and nobody; what stands behind a figure is for those who see visits. */
export const SEE_KPIS: Permission = { name: 'visits.see-kpis', words: 'see KPIs from visits', roles: [...SEE_VISITS.roles, 'analyst'] }
export const SEND_VISITS: Permission = { name: 'visits.send', words: 'send visit records', roles: ['provider-coordinator', 'provider-finance'] }
/** The list of reason codes that records may carry. */
export const KEEP_REASON_CODES: Permission = { name: 'visits.reason-codes', words: 'add reason codes of visits', roles: ['commissioner'] }
/** Planning is the house's own work: nobody's role holds it. */
export const PLAN_VISITS: Permission = { name: 'visits.plan', words: 'plan visits', roles: [] }

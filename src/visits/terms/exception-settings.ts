import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'

/** What is asked when an exception of a kind is found: nothing (it is not looked for), a reason, or that it is put right before the visit is paid. */
export const TREATMENTS = ['off', 'acknowledge', 'fix'] as const
export type Treatment = (typeof TREATMENTS)[number]
export const TREATMENT_NAMES: Readonly<Record<Treatment, string>> = { off: 'Not looked for', acknowledge: 'Acknowledge with a reason', fix: 'Fix before it is paid' }

/** When silence about a visit means that nobody came. */
export const MISSED_RULES = ['by-time', 'before-next', 'merged'] as const
export type MissedRule = (typeof MISSED_RULES)[number]
export const MISSED_RULE_NAMES: Readonly<Record<MissedRule, string>> = {
  'by-time': 'Nobody came by a time of the day',
  'before-next': 'Nobody came before the person’s next planned visit',
  merged: 'The next visit was made and this one was not: the two were merged',
}

const treatment = z.enum(TREATMENTS)
const few = z.int().min(0).max(240)

/** What counts as an exception under a framework and what is then asked. Minutes, percent, metres, kilometres an hour, days. */
export const exceptionSettingsDocument = z.object({
  missed: z.object({ rule: z.enum(MISSED_RULES), clockMinute: z.int().min(720).max(1439) }),
  onTimeCriticalMinutes: few,
  onTimeMinutes: few,
  leastPercent: z.int().min(1).max(100),
  overMinutes: few,
  overlapMinutes: z.int().min(1).max(240),
  travelKph: z.int().min(1).max(150),
  geofenceMetres: z.int().min(10).max(50_000),
  treatments: z.object({
    missed: treatment, late: treatment, early: treatment, short: treatment, long: treatment, 'single-handed': treatment, unplanned: treatment, 'overlapping-worker': treatment,
    'impossible-travel': treatment, 'manual-entry': treatment, 'outside-geofence': treatment, 'no-out-call': treatment,
  }),
  /** How many days back a variation may be asked for, and within how many working days it is decided. */
  variations: z.object({ backDays: z.int().min(1).max(366), decideWorkingDays: z.int().min(1).max(60) }),
})
export type ExceptionSettingsDocument = z.output<typeof exceptionSettingsDocument>

/**
 * What holds where a framework has set nothing. Within 30 minutes of a time-critical visit, both ends included, and missed by 23:00: Essex
 * Live at Home framework 2025, KPI 3. The other numbers are ours; no published rule was found.
 */
export const USUAL_EXCEPTIONS: ExceptionSettingsDocument = {
  missed: { rule: 'by-time', clockMinute: 1380 },
  onTimeCriticalMinutes: 30,
  onTimeMinutes: 45,
  leastPercent: 80,
  overMinutes: 15,
  overlapMinutes: 2,
  travelKph: 48,
  geofenceMetres: 200,
  treatments: {
    missed: 'acknowledge', late: 'acknowledge', early: 'acknowledge', short: 'acknowledge', long: 'acknowledge', 'single-handed': 'acknowledge', unplanned: 'acknowledge', 'overlapping-worker': 'acknowledge',
    'impossible-travel': 'off', 'manual-entry': 'off', 'outside-geofence': 'off', 'no-out-call': 'off',
  },
  variations: { backDays: 28, decideWorkingDays: 5 },
}

/** Settings of a framework from a date. Never edited: what is set later for the same or a later date counts. */
export interface ExceptionSettingsVersion {
  readonly id: number
  readonly frameworkId: string
  readonly fromOn: Temporal.PlainDate
  readonly document: ExceptionSettingsDocument
  /** Clause or decision that the numbers come from. */
  readonly source: string
  readonly setAt: Temporal.Instant
  readonly setBy: string
}

export const SET_EXCEPTIONS: Permission = { name: 'visits.exception-settings', words: 'set what counts as an exception', roles: ['commissioner'] }
/** Those who give the reason that an exception asks for: each side for its own. */
export const ACKNOWLEDGE_EXCEPTIONS: Permission = { name: 'visits.acknowledge', words: 'acknowledge exceptions', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'provider-coordinator', 'provider-finance'] }
/** Lets a visit be paid although an exception was not put right, or says that it stays unpaid. */
export const DECIDE_EXCEPTIONS: Permission = { name: 'visits.decide-exceptions', words: 'decide whether a visit with an exception is paid', roles: ['broker', 'commissioner', 'finance-officer'] }

import { z } from 'zod'
import type { Permission } from '../../platform/access/permission.ts'

/** Time that counts for the wage floor: with people, between them, waiting, and in training. */
export const WAGE_KINDS = ['contact', 'travel', 'waiting', 'training'] as const
export type WageKind = (typeof WAGE_KINDS)[number]
export const WAGE_KIND_NAMES: Readonly<Record<WageKind, string>> = { contact: 'Contact', travel: 'Travel', waiting: 'Waiting', training: 'Training' }

/** The two floors: the statutory National Living Wage, and the voluntary Real Living Wage. */
export const FLOORS = ['national', 'real'] as const
export type FloorName = (typeof FLOORS)[number]
export const FLOOR_NAMES: Readonly<Record<FloorName, string>> = { national: 'National Living Wage', real: 'Real Living Wage' }

/** The Real Living Wage has two rates. */
export const WAGE_PLACES = ['uk', 'london'] as const
export const WAGE_PLACE_NAMES = { uk: 'UK outside London', london: 'London' } as const
/** Which of them is shown until a council says otherwise. */
export const USUAL_PLACE = 'uk'

/** A period is no longer than this, so that an average hides no low month; a month of five weeks fits. Ours. */
export const LONGEST_PERIOD_DAYS = 35

/** Above this a figure is a mistake, and sums stay whole numbers. */
const MOST = 1_000_000_000
const figure = z.int().min(0).max(MOST)

export const wageMinutes = z.strictObject({ contact: figure, travel: figure, waiting: figure, training: figure })
export type WageMinutes = z.output<typeof wageMinutes>

/** What the council assumes where hours are reckoned from visits. Nothing has a default: none of these figures is published. */
export const wageAssumptions = z.strictObject({
  /** Tenths of a mile an hour at which recorded miles become minutes. */
  speedTenths: z.int().min(10).max(1000),
  /** Tenths of a percent of contact and travel. */
  waitingTenths: z.int().min(0).max(1000),
  trainingTenths: z.int().min(0).max(1000),
  place: z.enum(WAGE_PLACES),
})
export type WageAssumptions = z.output<typeof wageAssumptions>

/** What visit records showed of some days when a return was sent. Miles are those of visits that do not say how long the way took. */
export const visitSpell = z.strictObject({
  fromOn: z.iso.date(), toOn: z.iso.date(), visits: figure, withoutLength: figure, withoutTravel: figure, contactMinutes: figure, travelMinutes: figure, mileHundredths: figure,
})
export type VisitSpell = z.output<typeof visitSpell>

/** Kinds of time that may or may not be paid at the stated rate; contact always is. */
export const PAID_KINDS = ['travel', 'waiting', 'training'] as const

/** What a provider says: the minutes and wages of a period. */
export const statedWages = z.strictObject({ kind: z.literal('wages'), minutes: wageMinutes, wagesPence: figure, costsPence: figure })
export type StatedWages = z.output<typeof statedWages>

/** Or its rate of pay, for the minutes that visits show. */
export const statedRate = z.strictObject({ kind: z.literal('rate'), ratePence: z.int().min(1).max(100_000), paid: z.array(z.enum(PAID_KINDS)) })
export type StatedRate = z.output<typeof statedRate>

export const wageDocument = z.discriminatedUnion('kind', [statedWages, statedRate.extend({ assumptions: wageAssumptions, spells: z.array(visitSpell) })])
export type WageDocument = z.output<typeof wageDocument>

/** A return as it was sent. */
export interface WageReturn {
  readonly id: string
  readonly providerId: string
  /** The care workers it is about, in the provider's words; empty for all. */
  readonly group: string
  readonly fromOn: Temporal.PlainDate
  readonly toOn: Temporal.PlainDate
  readonly document: WageDocument
  readonly replacesId: string | null
  readonly reason: string | null
  /** The return that stands in its place now. */
  readonly replacedById: string | null
  readonly sentAt: Temporal.Instant
  readonly sentBy: string
}

/** A wage floor as published, with the days for which it counts. Pence an hour. */
export interface WageFloor {
  readonly name: FloorName
  /** Null for the National Living Wage, which is the same everywhere. */
  readonly place: (typeof WAGE_PLACES)[number] | null
  readonly pence: number
  readonly fromOn: string
  readonly untilOn: string
  /** From which age, or when it was announced and must be paid. */
  readonly says: string
  readonly source: string
}

export const SEE_WAGES: Permission = { name: 'payment.see-wage-floor', words: 'see wage returns against the wage floor', roles: ['finance-officer', 'commissioner', 'analyst', 'provider-finance', 'provider-coordinator'] }
export const SEND_WAGES: Permission = { name: 'payment.send-wage-returns', words: 'send wage returns', roles: ['provider-finance', 'provider-coordinator'] }
export const SET_WAGE_ASSUMPTIONS: Permission = { name: 'payment.set-wage-assumptions', words: 'set the assumptions of the wage floor', roles: ['commissioner'] }

import { z } from 'zod'
import type { Permission } from '../platform/access/permission.ts'
import { topic } from '../platform/jobs/topic.ts'
import type { Minutes } from '../kernel/amounts.ts'
import { SERVICE_LINES, type ServiceLine } from '../kernel/service-line.ts'
import { URGENCIES, type Urgency } from '../kernel/urgency.ts'

export { SERVICE_LINE_NAMES, SERVICE_LINES, type ServiceLine } from '../kernel/service-line.ts'
export { URGENCIES, URGENCY_NAMES, type Urgency } from '../kernel/urgency.ts'

/** Where a referral came from. Hospital discharge is always reported apart (B3). */
export const REFERRAL_SOURCES = ['community', 'hospital-discharge', 'reablement-exit', 'change', 'provider-hand-back'] as const
export type ReferralSource = (typeof REFERRAL_SOURCES)[number]
export const REFERRAL_SOURCE_NAMES: Readonly<Record<ReferralSource, string>> = {
  community: 'Community',
  'hospital-discharge': 'Hospital discharge',
  'reablement-exit': 'Reablement exit',
  change: 'Change of need',
  'provider-hand-back': 'Provider hand-back',
}

/** The urgency of a referral that does not say: discharge from hospital, else planned. */
export function usualUrgency(source: ReferralSource): Urgency {
  return source === 'hospital-discharge' ? 'discharge' : 'planned'
}

/** Who pays: the council, the NHS, or both. */
export const FUNDERS = ['council', 'nhs', 'joint'] as const
export type Funder = (typeof FUNDERS)[number]
export const FUNDER_NAMES: Readonly<Record<Funder, string>> = { council: 'Council', nhs: 'NHS', joint: 'Joint' }

/** What a person needs help with, as codes; more is said in the package's note. */
export const NEEDS = ['personal-care', 'medicines', 'meals', 'moving-and-handling', 'continence', 'dementia', 'end-of-life', 'sensory', 'learning-disability', 'mental-health', 'shopping', 'company'] as const
export type Need = (typeof NEEDS)[number]
export const NEED_NAMES: Readonly<Record<Need, string>> = {
  'personal-care': 'Personal care',
  medicines: 'Medicines',
  meals: 'Meals and drinks',
  'moving-and-handling': 'Moving and handling',
  continence: 'Continence',
  dementia: 'Living with dementia',
  'end-of-life': 'End of life',
  sensory: 'Sight or hearing',
  'learning-disability': 'Learning disability',
  'mental-health': 'Mental health',
  shopping: 'Shopping and housework',
  company: 'Company and getting out',
}

/** One visit of a weekly pattern. Minutes of the day count from midnight on the clock in London. */
export const patternVisit = z
  .object({
    dayOfWeek: z.int().min(1).max(7),
    earliestMinute: z.int().min(0).max(1439),
    latestMinute: z.int().min(0).max(1439),
    minutes: z.int().min(5).max(1440),
    workers: z.union([z.literal(1), z.literal(2)]),
    timeCritical: z.boolean(),
    /** Why it must start at that very time; asked for with an exact time. Without names or addresses: providers see it. */
    justification: z.string().trim().min(1).max(200).nullable().optional(),
  })
  .refine((visit) => visit.latestMinute >= visit.earliestMinute, { message: 'The latest start is before the earliest start', path: ['latestMinute'] })
export type PatternVisit = z.output<typeof patternVisit>

/** Everything a referral says about the person and the package; dates are ISO text at the border. */
export const newReferral = z.object({
  /** The sender's reference of the referral; the same reference is the same referral. Left out when it is typed in. */
  referralReference: z.string().min(1).max(50).nullable().optional(),
  person: z.object({
    /** Reference in the council's case system; the same reference is the same person. */
    externalReference: z.string().min(1).nullable(),
    givenName: z.string().min(1),
    familyName: z.string().min(1),
    bornOn: z.iso.date().nullable(),
    address: z.string().min(1),
    postcode: z.string().min(5),
    phone: z.string().nullable(),
    livesAlone: z.boolean().nullable(),
    languages: z.array(z.string()),
    gender: z.string().nullable(),
  }),
  source: z.enum(REFERRAL_SOURCES),
  /** How soon care is asked for; left out, `discharge` for a hospital discharge and else `planned`. */
  urgency: z.enum(URGENCIES).nullable().optional(),
  funder: z.enum(FUNDERS),
  /** Of a joint package, the percent that the NHS pays; left out while that is not agreed. */
  nhsPercent: z.int().min(1).max(99).nullable().optional(),
  /** The person's own contribution, pence a week; left out when not known. */
  contributionPence: z.int().min(0).max(1_000_000).nullable().optional(),
  receivedOn: z.iso.date(),
  note: z.string().nullable(),
  serviceLine: z.enum(SERVICE_LINES),
  needs: z.array(z.enum(NEEDS)),
  needsNote: z.string().nullable(),
  /** Languages the care workers should speak. */
  languages: z.array(z.string()),
  genderPreference: z.enum(['female', 'male']).nullable(),
  startByOn: z.iso.date(),
  pattern: z.array(patternVisit).min(1),
})
export type NewReferral = z.output<typeof newReferral>

/** How a package is a part of one that was split. */
export const PART_KINDS = ['visits', 'care-workers'] as const
export interface PackagePart {
  /** The package that was split. */
  readonly wholeId: string
  /** Day of the split: the part is on the awaiting-care list from then on, and waits since its referral came. */
  readonly splitOn: Temporal.PlainDate
  /** From 1. */
  readonly number: number
  /** `care-workers` when the other care worker of a visit is in another part. */
  readonly kind: (typeof PART_KINDS)[number]
}

/** A package of care as other slices see it. Holds no name and no address. */
export interface CarePackage {
  readonly id: string
  readonly reference: string
  readonly personId: string
  readonly referralId: string
  readonly serviceLine: ServiceLine
  readonly source: ReferralSource
  readonly urgency: Urgency
  readonly funder: Funder
  readonly receivedOn: Temporal.PlainDate
  readonly needs: readonly Need[]
  readonly needsNote: string | null
  readonly languages: readonly string[]
  readonly genderPreference: 'female' | 'male' | null
  readonly startByOn: Temporal.PlainDate
  readonly frameworkId: string
  readonly zoneId: string | null
  /** Care-worker minutes a week: a visit by two counts twice. */
  readonly weeklyMinutes: Minutes
  readonly weeklyVisits: number
  readonly mostWorkers: number
  readonly withdrawnOn: Temporal.PlainDate | null
  /** Null for a whole package. */
  readonly part: PackagePart | null
  readonly pattern: readonly PatternVisit[]
}

/** A package for a list of many: without its visits, with what a list says of them. */
export interface PackageSummary extends Omit<CarePackage, 'pattern'> {
  /** Most visits on one day of the week. */
  readonly mostVisitsADay: number
  /** Who took the referral in. */
  readonly receivedBy: string
}

/** A referral as it was received, for the person's timeline. */
export interface Referral {
  readonly id: string
  readonly personId: string
  readonly externalReference: string | null
  readonly source: ReferralSource
  readonly funder: Funder
  readonly receivedOn: Temporal.PlainDate
  readonly receivedAt: Temporal.Instant
  readonly receivedBy: string
  readonly note: string | null
}

/** What recording a referral made. */
export interface RecordedReferral {
  readonly referralId: string
  readonly personId: string
  readonly personReference: string
  readonly packageId: string
  readonly packageReference: string
}

/** A person's record: names and address. Every read of one is audited. */
export interface Person {
  readonly id: string
  readonly reference: string
  readonly externalReference: string | null
  readonly givenName: string
  readonly familyName: string
  readonly bornOn: Temporal.PlainDate | null
  readonly address: string
  readonly postcode: string
  readonly phone: string | null
  readonly livesAlone: boolean | null
  readonly languages: readonly string[]
  readonly gender: string | null
}

/** How a search is put: a reference of ours or of the case system, a postcode or its start, or names. */
export type PersonSearch = { readonly by: 'reference' | 'postcode'; readonly text: string } | { readonly by: 'name'; readonly words: readonly string[] }

export const SEE_PEOPLE: Permission = { name: 'care.see-people', words: 'see the records of people who receive care', roles: ['broker', 'commissioner', 'quality-officer', 'finance-officer', 'practitioner'] }
export const REFER_PEOPLE: Permission = { name: 'care.refer-people', words: 'refer people for care', roles: ['broker', 'practitioner'] }
/** A provider sees the person behind a placement it holds, and only that. */
export const SEE_OWN_PEOPLE: Permission = { name: 'care.see-own-people', words: 'see the people your organisation cares for', roles: ['provider-coordinator'] }
/** A package is no longer wanted: whoever looks for a provider for it may stop. */
export const PACKAGE_WITHDRAWN = topic('care.package-withdrawn', z.object({ packageId: z.uuid() }))

export const SEE_OWN_CARE: Permission = { name: 'care.see-own-care', words: 'see your own care', roles: ['person'] }

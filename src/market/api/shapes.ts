import { z } from 'zod'
import { SERVICE_LINES } from '../../kernel/service-line.ts'
import type { FrameworkToday, ZoneToday } from '../reads/framework-zones.ts'
import { termLimits } from '../rules/term-limits.ts'
import type { RegisterEntry } from '../reads/provider-register.ts'
import { frameworkTerms, PROVIDER_KINDS, RATINGS, TIERS, type Framework, type Rate, type Standing, type Suspension } from '../terms.ts'
import { PROCUREMENT_ROUTES } from '../terms/framework-life.ts'
import { DAY_CATEGORIES } from '../terms/rate-times.ts'

/** A date sent as 2026-03-03, as the calendar date it means. */
export const plainDate = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const dateText = z.iso.date()

const standingShape = z.object({ id: z.uuid(), zoneId: z.uuid(), providerId: z.uuid(), serviceLine: z.string(), tier: z.enum(TIERS), rank: z.int().nullable(), fromOn: dateText, toOn: dateText.nullable(), reason: z.string().nullable() })

export const suspensionShape = z.object({ id: z.uuid(), fromOn: dateText, reviewOn: dateText, toOn: dateText.nullable(), reason: z.string() })

export const providerShape = z.object({
  id: z.uuid(),
  cqcProviderId: z.string().nullable(),
  name: z.string(),
  brand: z.string().nullable(),
  kind: z.enum(PROVIDER_KINDS).nullable(),
  languages: z.array(z.string()),
  rating: z.enum(RATINGS),
  ratingPublishedOn: dateText.nullable(),
  suspended: z.boolean(),
  leftOn: dateText.nullable(),
  standings: z.array(standingShape),
})

/** Minutes after midnight; past midnight when `toMinute` is the smaller. */
export const bandShape = z.object({ fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(0).max(1439) })

export const rateShape = z.object({ id: z.uuid(), zoneId: z.uuid().nullable(), serviceLine: z.string().nullable(), tier: z.enum(TIERS).nullable(), dayCategory: z.enum(DAY_CATEGORIES).nullable(), timeBand: bandShape.nullable(), fromOn: dateText, pencePerHour: z.int() })

export const zoneShape = z.object({ id: z.uuid(), name: z.string(), startsOn: dateText.nullable(), zoneSet: z.string(), places: z.array(z.string()), pencePerHour: z.int().nullable(), population: z.int().nullable(), population65Plus: z.int().nullable(), standings: z.array(standingShape) })

export const frameworkShape = z.object({ id: z.uuid(), name: z.string(), startsOn: dateText, endsOn: dateText, paymentAnchorOn: dateText, terms: frameworkTerms })

export const lineShape = z.object({ serviceLine: z.enum(SERVICE_LINES), zoneSet: z.string().min(1).max(60) })

const position = z.tuple([z.number(), z.number()])
const boundary = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
])

/** A zone that is to be added. */
export const proposedZone = z.object({
  name: z.string().max(100),
  places: z.array(z.object({ name: z.string().max(100), longitude: z.number().optional(), latitude: z.number().optional() })),
  areaCodes: z.array(z.string().max(20)),
  boundary: boundary.optional(),
  startsOn: plainDate.nullable().optional(),
  zoneSet: z.string().min(1).max(60).optional(),
})

/** What a framework was let with, what was used of it, and what the law says of its length. */
export const lifeShape = {
  firstEndsOn: dateText,
  extensions: z.array(z.object({ months: z.int(), used: z.object({ toEndsOn: dateText, reason: z.string(), usedAt: z.iso.datetime() }).nullable() })),
  noticeDays: z.int().nullable(),
  procurementBeganOn: dateText.nullable(),
  procurementRoute: z.enum(PROCUREMENT_ROUTES).nullable(),
  longTermReason: z.string().nullable(),
  termFinding: z.object({ kind: z.enum(['warning', 'in-order', 'not-known']), clause: z.string(), words: z.string(), source: z.string() }),
  lines: z.array(z.object({ serviceLine: z.string(), zoneSet: z.string() })),
  crossZone: z.array(z.object({ id: z.uuid(), zoneId: z.uuid().nullable(), fromZoneId: z.uuid().nullable(), serviceLine: z.string().nullable(), fromOn: dateText, allowed: z.boolean() })),
}

/** A standing as JSON. */
function standingJson(standing: Standing): z.output<typeof standingShape> {
  const { id, zoneId, providerId, serviceLine, tier, rank, reason } = standing
  return { id, zoneId, providerId, serviceLine, tier, rank, reason, fromOn: standing.fromOn.toString(), toOn: standing.toOn?.toString() ?? null }
}

/** A suspension as JSON. */
export function suspensionJson(suspension: Suspension): z.output<typeof suspensionShape> {
  return { id: suspension.id, fromOn: suspension.fromOn.toString(), reviewOn: suspension.reviewOn.toString(), toOn: suspension.toOn?.toString() ?? null, reason: suspension.reason }
}

/** A provider on the register as JSON. */
export function providerJson(entry: Pick<RegisterEntry, 'provider' | 'rating' | 'standings' | 'suspension'>): z.output<typeof providerShape> {
  const { id, cqcProviderId, name, brand, kind, languages, leftOn } = entry.provider
  return {
    id, cqcProviderId, name, brand, kind,
    languages: [...languages],
    rating: entry.rating.rating,
    ratingPublishedOn: entry.rating.published?.publishedOn.toString() ?? null,
    suspended: entry.suspension !== undefined,
    leftOn: leftOn?.toString() ?? null,
    standings: entry.standings.map(standingJson),
  }
}

/** A rate as JSON. */
function rateJson({ id, zoneId, serviceLine, tier, dayCategory, timeBand, fromOn, pencePerHour }: Rate): z.output<typeof rateShape> {
  return { id, zoneId, serviceLine, tier, dayCategory, timeBand: timeBand === null ? null : { ...timeBand }, fromOn: fromOn.toString(), pencePerHour }
}

/** A zone as JSON. */
export function zoneJson({ zone, places, pencePerHour, population, standings }: ZoneToday): z.output<typeof zoneShape> {
  return {
    id: zone.id,
    name: zone.name,
    startsOn: zone.startsOn?.toString() ?? null,
    zoneSet: zone.zoneSet,
    places: places.map((place) => place.name),
    pencePerHour,
    population: population?.population ?? null,
    population65Plus: population?.population65Plus ?? null,
    standings: standings.map(standingJson),
  }
}

/** A framework as JSON. */
export function frameworkJson({ id, name, startsOn, endsOn, paymentAnchorOn, terms }: Framework): z.output<typeof frameworkShape> {
  return { id, name, startsOn: startsOn.toString(), endsOn: endsOn.toString(), paymentAnchorOn: paymentAnchorOn.toString(), terms }
}

/** A framework with what belongs to it as JSON. */
export function frameworkTodayJson({ framework, zones, rates, tierTargets, life, crossZone }: FrameworkToday) {
  return {
    ...frameworkJson(framework),
    zones: zones.map(zoneJson),
    rates: rates.map(rateJson),
    tierTargets: tierTargets.map((target) => ({ ...target })),
    firstEndsOn: life.firstEndsOn.toString(),
    extensions: life.extensions.map(({ months, used }) => ({ months, used: used === null ? null : { toEndsOn: used.toEndsOn.toString(), reason: used.reason, usedAt: used.usedAt.toString() } })),
    noticeDays: life.noticeDays,
    procurementBeganOn: life.procurementBeganOn?.toString() ?? null,
    procurementRoute: life.procurementRoute,
    longTermReason: life.longTermReason,
    termFinding: termLimits({ startsOn: framework.startsOn, ...life }),
    lines: life.lines.map((line) => ({ ...line })),
    crossZone: crossZone.map(({ id, zoneId, fromZoneId, serviceLine, fromOn, allowed }) => ({ id, zoneId, fromZoneId, serviceLine, fromOn: fromOn.toString(), allowed })),
  }
}

import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { addFramework } from '../actions/add-framework.ts'
import { endStanding } from '../actions/end-standing.ts'
import { grantStandings } from '../actions/grant-standings.ts'
import { setRates } from '../actions/set-rates.ts'
import { getFrameworkToday, getZoneToday, listFrameworksToday } from '../reads/framework-zones.ts'
import { frameworkTerms, KEEP_MARKET, SEE_MARKET, TIERS } from '../terms.ts'
import { PROCUREMENT_ROUTES } from '../terms/framework-life.ts'
import { DAY_CATEGORIES } from '../terms/rate-times.ts'
import { bandShape, frameworkJson, frameworkShape, frameworkTodayJson, lifeShape, lineShape, plainDate, proposedZone, rateShape, zoneJson, zoneShape } from './shapes.ts'

const params = z.object({ frameworkId: z.uuid() })
const tierTarget = z.object({ tier: z.enum(TIERS), lowPercent: z.int(), highPercent: z.int() })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks',
  permission: SEE_MARKET,
  summary: 'List the frameworks',
  response: z.object({ frameworks: z.array(frameworkShape) }),
  handler: async (ctx) => ({ frameworks: (await listFrameworksToday(ctx.house, ctx.actor)).frameworks.map(frameworkJson) }),
})

const get = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId',
  permission: SEE_MARKET,
  summary: 'Get one framework with its term, zones, service lines, rates, tier targets and switches for cross-zone work',
  params,
  response: frameworkShape.extend({ zones: z.array(zoneShape), rates: z.array(rateShape), tierTargets: z.array(tierTarget), ...lifeShape }),
  handler: async (ctx) => frameworkTodayJson(await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)),
})

const getZone = apiRoute({
  method: 'GET',
  url: '/api/v1/zones/:zoneId',
  permission: SEE_MARKET,
  summary: 'Get one zone with the providers that stand in it',
  params: z.object({ zoneId: z.uuid() }),
  response: zoneShape,
  handler: async (ctx) => zoneJson((await getZoneToday(ctx.house, ctx.actor, ctx.params.zoneId)).zone),
})

const add = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks',
  permission: KEEP_MARKET,
  summary: 'Add a framework with its zones and tier targets',
  body: z.object({
    name: z.string().max(200),
    startsOn: plainDate,
    endsOn: plainDate,
    terms: frameworkTerms,
    paymentAnchorOn: plainDate,
    zones: z.array(proposedZone),
    tierTargets: z.array(tierTarget),
    lines: z.array(lineShape).optional(),
    extensions: z.array(z.int()).max(20).optional(),
    noticeDays: z.int().nullable().optional(),
    procurementBeganOn: plainDate.nullable().optional(),
    procurementRoute: z.enum(PROCUREMENT_ROUTES).nullable().optional(),
    longTermReason: z.string().max(2000).nullable().optional(),
  }),
  response: z.object({ frameworkId: z.uuid(), zoneIds: z.record(z.string(), z.uuid()) }),
  handler: (ctx) => addFramework(ctx.house, ctx.actor, ctx.body),
})

const addRates = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/rates',
  permission: KEEP_MARKET,
  summary: 'Add hourly rates from a date',
  params,
  body: z.object({ rates: z.array(z.object({ zoneId: z.uuid().nullable(), serviceLine: z.string().max(40).nullable(), tier: z.enum(TIERS).nullable(), dayCategory: z.enum(DAY_CATEGORIES).nullable().optional(), timeBand: bandShape.nullable().optional(), fromOn: plainDate, pencePerHour: z.int() })).min(1) }),
  response: z.object({ rateIds: z.array(z.uuid()) }),
  handler: (ctx) => setRates(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const addStandings = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/standings',
  permission: KEEP_MARKET,
  summary: 'Give providers their place in zones',
  params,
  body: z.object({ standings: z.array(z.object({ zoneId: z.uuid(), providerId: z.uuid(), serviceLine: z.string().max(40), tier: z.enum(TIERS), rank: z.int().nullable(), fromOn: plainDate })).min(1) }),
  response: z.object({ standingIds: z.array(z.uuid()) }),
  handler: (ctx) => grantStandings(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const endOne = apiRoute({
  method: 'POST',
  url: '/api/v1/standings/:standingId/end',
  permission: KEEP_MARKET,
  summary: 'End a standing with its last day',
  params: z.object({ standingId: z.uuid() }),
  body: z.object({ toOn: plainDate, reason: z.string().max(500) }),
  response: z.object({ done: z.literal(true) }),
  handler: async (ctx) => {
    await endStanding(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

export const frameworkRoutes = [list, get, getZone, add, addRates, addStandings, endOne]

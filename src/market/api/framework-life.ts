import { z } from 'zod'
import { SERVICE_LINES } from '../../kernel/service-line.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { addZoneAreas } from '../actions/add-zone-areas.ts'
import { addZone } from '../actions/add-zone.ts'
import { recordLetTerms } from '../actions/record-let-terms.ts'
import { setFrameworkLines } from '../actions/set-framework-lines.ts'
import { switchCrossZone } from '../actions/switch-cross-zone.ts'
import { useExtension } from '../actions/use-extension.ts'
import { KEEP_MARKET } from '../terms.ts'
import { PROCUREMENT_ROUTES } from '../terms/framework-life.ts'
import { lineShape, plainDate, proposedZone } from './shapes.ts'

const params = z.object({ frameworkId: z.uuid() })
const done = z.object({ done: z.literal(true) })
const areaCodes = z.array(z.string().max(20)).max(20_000)
const districtCodes = z.array(z.string().max(20)).max(400).default([])

const zone = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/zones',
  permission: KEEP_MARKET,
  summary: 'Add a zone to a framework',
  params,
  body: proposedZone.extend({ districtCodes }),
  response: z.object({ zoneId: z.uuid() }),
  handler: (ctx) => {
    const { districtCodes: districts, ...proposed } = ctx.body
    return addZone(ctx.house, ctx.actor, { ...ctx.params, zone: proposed, districtCodes: districts })
  },
})

const areas = apiRoute({
  method: 'POST',
  url: '/api/v1/zones/:zoneId/areas',
  permission: KEEP_MARKET,
  summary: 'Add small areas to a zone, by code or by whole districts',
  params: z.object({ zoneId: z.uuid() }),
  body: z.object({ areaCodes: areaCodes.default([]), districtCodes }),
  response: z.object({ added: z.int() }),
  handler: (ctx) => addZoneAreas(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const extend = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/extensions',
  permission: KEEP_MARKET,
  summary: 'Use the next extension of a framework',
  params,
  body: z.object({ reason: z.string().max(1000) }),
  response: z.object({ endsOn: z.iso.date() }),
  handler: async (ctx) => ({ endsOn: (await useExtension(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })).endsOn.toString() }),
})

const letTerms = apiRoute({
  method: 'PUT',
  url: '/api/v1/frameworks/:frameworkId/terms',
  permission: KEEP_MARKET,
  summary: 'Record what a framework was let with',
  params,
  body: z.object({ noticeDays: z.int().nullable(), procurementBeganOn: plainDate.nullable(), procurementRoute: z.enum(PROCUREMENT_ROUTES).nullable(), longTermReason: z.string().max(2000).nullable(), extensions: z.array(z.int()).max(20).default([]) }),
  response: done,
  handler: async (ctx) => {
    await recordLetTerms(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

const lines = apiRoute({
  method: 'PUT',
  url: '/api/v1/frameworks/:frameworkId/lines',
  permission: KEEP_MARKET,
  summary: 'Say which service lines a framework buys, over which zone set each',
  params,
  body: z.object({ lines: z.array(lineShape) }),
  response: done,
  handler: async (ctx) => {
    await setFrameworkLines(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

const crossZone = apiRoute({
  method: 'POST',
  url: '/api/v1/frameworks/:frameworkId/cross-zone',
  permission: KEEP_MARKET,
  summary: 'Switch cross-zone work on or off from a date',
  params,
  body: z.object({ zoneId: z.uuid().nullable(), fromZoneId: z.uuid().nullable(), serviceLine: z.enum(SERVICE_LINES).nullable(), fromOn: plainDate, allowed: z.boolean(), bothWays: z.boolean().default(false) }),
  response: z.object({ switchIds: z.array(z.uuid()) }),
  handler: (ctx) => {
    const { bothWays, ...switched } = ctx.body
    return switchCrossZone(ctx.house, ctx.actor, { ...ctx.params, switched, bothWays })
  },
})

export const frameworkLifeRoutes = [zone, areas, extend, letTerms, lines, crossZone]

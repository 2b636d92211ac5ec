import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { describeProvider } from '../actions/describe-provider.ts'
import { liftSuspension } from '../actions/lift-suspension.ts'
import { suspendProvider } from '../actions/suspend-provider.ts'
import { withdrawFromFramework } from '../actions/withdraw-from-framework.ts'
import { withdrawProvider } from '../actions/withdraw-provider.ts'
import { getProviderRecord } from '../reads/provider-record.ts'
import { listRegister } from '../reads/provider-register.ts'
import { filterRegister } from '../rules/register-filter.ts'
import { KEEP_MARKET, LEAVING_REASONS, PROVIDER_KINDS, RATING_DOMAINS, RATINGS, SEE_MARKET, SUSPEND_PROVIDERS } from '../terms.ts'
import { plainDate, providerJson, providerShape, suspensionJson, suspensionShape } from './shapes.ts'

const params = z.object({ providerId: z.uuid() })
const done = z.object({ done: z.literal(true) })

const listProviders = apiRoute({
  method: 'GET',
  url: '/api/v1/providers',
  permission: SEE_MARKET,
  summary: 'List the home care providers on the register',
  query: z.object({ rating: z.enum(RATINGS).optional(), kind: z.enum(PROVIDER_KINDS).optional(), zone: z.uuid().optional(), status: z.enum(['framework', 'suspended', 'left']).optional(), search: z.string().max(100).optional() }),
  response: z.object({ providers: z.array(providerShape) }),
  handler: async (ctx) => ({ providers: filterRegister(await listRegister(ctx.house, ctx.actor), ctx.query).map(providerJson) }),
})

const getProvider = apiRoute({
  method: 'GET',
  url: '/api/v1/providers/:providerId',
  permission: SEE_MARKET,
  summary: 'Get one provider with its locations, rating history, standings and suspensions',
  params,
  response: providerShape.extend({
    email: z.string().nullable(),
    locations: z.array(z.object({ cqcLocationId: z.string(), name: z.string(), postcode: z.string().nullable(), localAuthority: z.string().nullable(), homeCare: z.boolean() })),
    ratings: z.array(z.object({ cqcLocationId: z.string(), serviceGroup: z.string(), domain: z.enum(RATING_DOMAINS), rating: z.enum(RATINGS), publishedOn: z.iso.date(), inherited: z.boolean() })),
    suspensions: z.array(suspensionShape),
  }),
  handler: async (ctx) => {
    const record = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    const cqcIds = new Map(record.locations.map((location) => [location.id, location.cqcLocationId]))
    return {
      ...providerJson(record),
      email: record.provider.email,
      locations: record.locations.map(({ cqcLocationId, name, postcode, localAuthority, homeCare }) => ({ cqcLocationId, name, postcode, localAuthority, homeCare })),
      ratings: record.ratings.map(({ locationId, serviceGroup, domain, rating, publishedOn, inherited }) => ({ cqcLocationId: cqcIds.get(locationId) ?? '', serviceGroup, domain, rating, publishedOn: publishedOn.toString(), inherited })),
      suspensions: record.suspensions.map(suspensionJson),
    }
  },
})

const describe = apiRoute({
  method: 'PUT',
  url: '/api/v1/providers/:providerId/description',
  permission: KEEP_MARKET,
  summary: 'Record a provider’s kind, languages and email address',
  params,
  body: z.object({ kind: z.enum(PROVIDER_KINDS).nullable(), languages: z.array(z.string().max(60)).max(60), email: z.string().max(254).nullable() }),
  response: done,
  handler: async (ctx) => {
    await describeProvider(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

const withdraw = apiRoute({
  method: 'POST',
  url: '/api/v1/providers/:providerId/withdrawal',
  permission: KEEP_MARKET,
  summary: 'Record that a provider leaves the council’s market, or withdraws from one framework',
  params,
  body: z.object({ leftOn: plainDate, reason: z.enum(LEAVING_REASONS), frameworkId: z.uuid().optional() }),
  response: done,
  handler: async (ctx) => {
    const { frameworkId, ...leaving } = ctx.body
    if (frameworkId === undefined) await withdrawProvider(ctx.house, ctx.actor, { ...ctx.params, ...leaving })
    else await withdrawFromFramework(ctx.house, ctx.actor, { ...ctx.params, ...leaving, frameworkId })
    return { done: true as const }
  },
})

const suspend = apiRoute({
  method: 'POST',
  url: '/api/v1/providers/:providerId/suspensions',
  permission: SUSPEND_PROVIDERS,
  summary: 'Give a provider no new packages from a date',
  params,
  body: z.object({ fromOn: plainDate, reviewOn: plainDate, reason: z.string().max(500) }),
  response: z.object({ suspensionId: z.uuid() }),
  handler: (ctx) => suspendProvider(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body }),
})

const lift = apiRoute({
  method: 'POST',
  url: '/api/v1/providers/:providerId/suspensions/:suspensionId/end',
  permission: SUSPEND_PROVIDERS,
  summary: 'Lift a suspension',
  params: z.object({ providerId: z.uuid(), suspensionId: z.uuid() }),
  body: z.object({ toOn: plainDate }),
  response: done,
  handler: async (ctx) => {
    await liftSuspension(ctx.house, ctx.actor, { ...ctx.params, ...ctx.body })
    return { done: true as const }
  },
})

export const providerRoutes = [listProviders, getProvider, describe, withdraw, suspend, lift]

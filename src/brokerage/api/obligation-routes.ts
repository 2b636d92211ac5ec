import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { countObligations, seeObligations } from '../actions/see-obligations.ts'
import { SEE_OBLIGATIONS } from '../terms/obligation.ts'
import { subcontractJson, subcontractToJson } from './subcontract-shape.ts'

const share = z.object({ numerator: z.int(), denominator: z.int(), percent: z.int().nullable() })
const obligationJson = z.object({
  clause: z.enum(['tier-share', 'subcontract-share', 'vast-majority', 'block-use', 'lead-acceptance', 'competition-bids', 'price-window']),
  what: z.string(),
  zoneId: z.uuid().nullable(),
  zoneName: z.string().nullable(),
  providerId: z.uuid().nullable(),
  providerName: z.string().nullable(),
  /** Of numerator and denominator: minutes a week, offers, bids of competitions, or pence. */
  unit: z.enum(['minutes', 'offers', 'bids', 'pence']),
  share,
  lowPercent: z.int().nullable(),
  highPercent: z.int().nullable(),
  met: z.boolean().nullable(),
})

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/obligations',
  permission: SEE_OBLIGATIONS,
  summary: 'Count the obligations of each framework that are met and not met today',
  response: z.object({ frameworks: z.array(z.object({ frameworkId: z.uuid(), name: z.string(), measured: z.int(), met: z.int(), notMet: z.int() })) }),
  handler: async (ctx) => ({ frameworks: (await countObligations(ctx.house, ctx.actor)).map(({ framework, measured, met, notMet }) => ({ frameworkId: framework.id, name: framework.name, measured, met, notMet })) }),
})

const get = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId/obligations',
  permission: SEE_OBLIGATIONS,
  summary: 'Measure what a framework asks of its providers today, with numerators and denominators, and list its subcontracts',
  params: z.object({ frameworkId: z.uuid() }),
  response: z.object({ frameworkId: z.uuid(), on: z.iso.date(), obligations: z.array(obligationJson), subcontracts: z.array(subcontractJson) }),
  handler: async (ctx) => {
    const seen = await seeObligations(ctx.house, ctx.actor, ctx.params.frameworkId)
    return { frameworkId: ctx.params.frameworkId, on: seen.today.toString(), obligations: seen.obligations.map((each) => ({ ...each, share: { ...each.share } })), subcontracts: seen.subcontracts.map(subcontractToJson) }
  },
})

/** Obligations as JSON. */
export const obligationApi = [list, get] as const

import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { recordSuccession } from '../actions/record-succession.ts'
import { listSeenSuccessions, previewSuccession } from '../actions/see-succession.ts'
import { SUCCEED_PROVIDERS, SUCCESSION_REASONS } from '../terms/succession.ts'
import { reasonShape } from '../terms/reasons.ts'

const params = z.object({ providerId: z.uuid() })

const preview = apiRoute({
  method: 'GET',
  url: '/api/v1/providers/:providerId/succession',
  permission: SUCCEED_PROVIDERS,
  summary: 'Preview what passes to a successor on a day',
  params,
  query: z.object({ successorId: z.uuid(), fromOn: z.iso.date() }),
  response: z.object({
    obstacle: reasonShape.nullable(),
    fromOn: z.iso.date(),
    people: z.int(),
    placements: z.int(),
    weeklyMinutes: z.int(),
    weeklyPence: z.int(),
    parts: z.array(z.object({ frameworkId: z.uuid(), zoneId: z.uuid(), people: z.int(), weeklyMinutes: z.int(), weeklyPence: z.int() })),
    staying: z.array(z.object({ placementId: z.uuid(), packageReference: z.string(), reason: reasonShape })),
    searchesWithOpenOffers: z.int(),
    subcontracts: z.int(),
    guaranteedMinutes: z.int(),
  }),
  handler: async ({ house, actor, params: { providerId }, query }) => {
    const seen = await previewSuccession(house, actor, { providerId, successorId: query.successorId, fromOn: Temporal.PlainDate.from(query.fromOn) })
    return {
      obstacle: seen.fault === undefined ? null : { clause: seen.fault.clause, words: seen.fault.words },
      fromOn: seen.fromOn.toString(),
      people: seen.people,
      placements: seen.placements,
      weeklyMinutes: seen.weeklyMinutes,
      weeklyPence: seen.weeklyPence,
      parts: seen.parts.map(({ frameworkId, zoneId, people, weeklyMinutes, weeklyPence }) => ({ frameworkId, zoneId, people, weeklyMinutes, weeklyPence })),
      staying: seen.staying.map(({ placementId, packageReference, reason: why }) => ({ placementId, packageReference, reason: { clause: why.clause, words: why.words } })),
      searchesWithOpenOffers: seen.openOffers,
      subcontracts: seen.subcontracts,
      guaranteedMinutes: seen.guaranteedMinutes,
    }
  },
})

const record = apiRoute({
  method: 'POST',
  url: '/api/v1/providers/:providerId/succession',
  permission: SUCCEED_PROVIDERS,
  summary: 'Record that a provider merges or is bought, and that its packages pass to its successor',
  params,
  body: z.object({ successorId: z.uuid(), fromOn: z.iso.date(), reason: z.enum(SUCCESSION_REASONS), takesStandings: z.boolean(), note: z.string().max(500).nullable() }),
  response: z.object({ leavingId: z.uuid(), offersWithdrawn: z.int() }),
  handler: async ({ house, actor, params: { providerId }, body }) => recordSuccession(house, actor, { providerId, ...body, fromOn: Temporal.PlainDate.from(body.fromOn) }),
})

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/successions',
  permission: SUCCEED_PROVIDERS,
  summary: 'List successions, and how many packages have passed on',
  response: z.object({ successions: z.array(z.object({ leavingId: z.uuid(), providerId: z.uuid(), successorId: z.uuid(), fromOn: z.iso.date(), placements: z.int(), recordedBy: z.string() })) }),
  handler: async ({ house, actor }) => ({ successions: (await listSeenSuccessions(house, actor)).map(({ leavingId, providerId, successorId, fromOn, placements, recordedBy }) => ({ leavingId, providerId, successorId, fromOn: fromOn.toString(), placements, recordedBy })) }),
})

/** Successions for programs. */
export const successionApi = [preview, record, list]

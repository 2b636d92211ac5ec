import { z } from 'zod'
import { SEE_TRANSITIONS } from '../../market/terms/replacement.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { seeTransition } from '../actions/see-transition.ts'
import { STANDS } from '../terms/transition.ts'

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/frameworks/:frameworkId/transition',
  permission: SEE_TRANSITIONS,
  summary: 'List where each package of a framework that is replaced stands: stays, waiting to move or moved, with the clause and its fact',
  params: z.object({ frameworkId: z.uuid() }),
  response: z.object({
    frameworkId: z.uuid(),
    /** Null when nothing replaces it. */
    byFrameworkId: z.uuid().nullable(),
    fromOn: z.iso.date().nullable(),
    packages: z.array(
      z.object({
        packageId: z.uuid(),
        packageReference: z.string(),
        placementId: z.uuid().nullable(),
        zoneId: z.uuid().nullable(),
        zoneName: z.string(),
        providerName: z.string().nullable(),
        weeklyMinutes: z.int(),
        stand: z.enum(STANDS),
        /** The day on which it moved, or will. */
        on: z.iso.date().nullable(),
        reason: z.object({ clause: z.string(), words: z.string() }),
      }),
    ),
  }),
  handler: async (ctx) => {
    const { framework, replacement, packages } = await seeTransition(ctx.house, ctx.actor, ctx.params.frameworkId)
    return {
      frameworkId: framework.id,
      byFrameworkId: replacement?.byFrameworkId ?? null,
      fromOn: replacement?.fromOn.toString() ?? null,
      packages: packages.map(({ packageId, packageReference, placementId, zoneId, zoneName, providerName, weeklyMinutes, stand, on, reason }) => ({ packageId, packageReference, placementId, zoneId, zoneName, providerName, weeklyMinutes, stand, on: on?.toString() ?? null, reason })),
    }
  },
})

/** Where packages stand between two frameworks, as JSON. */
export const transitionApi = [list] as const

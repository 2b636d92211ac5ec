import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeWeeklyPlan } from '../actions/see-weekly-plan.ts'
import { SEE_OWN_PLACEMENTS } from '../terms.ts'

const weeklyPlan = apiRoute({
  method: 'GET',
  url: '/api/v1/weekly-plan',
  permission: SEE_OWN_PLACEMENTS,
  summary: 'Get the visits agreed for the packages your organisation holds in the week of a day; changes of the week and days in hospital are counted',
  query: z.object({ week: z.iso.date().optional(), placement: z.uuid().optional() }),
  response: z.object({
    mondayOn: z.iso.date(),
    visits: z.array(z.object({ placementId: z.uuid(), packageReference: z.string(), personReference: z.string(), zoneName: z.string(), on: z.iso.date(), earliestMinute: z.int(), latestMinute: z.int(), minutes: z.int(), workers: z.int(), timeCritical: z.boolean() })),
  }),
  handler: async (ctx) => {
    const { week, placement } = ctx.query
    const { mondayOn, visits } = await seeWeeklyPlan(ctx.house, ctx.actor, { weekOf: week === undefined ? undefined : Temporal.PlainDate.from(week), placementId: placement })
    return {
      mondayOn: mondayOn.toString(),
      visits: visits.map(({ placementId, packageReference, person, zoneName, on, visit: { earliestMinute, latestMinute, minutes, workers, timeCritical } }) => ({ placementId, packageReference, personReference: person.reference, zoneName, on: on.toString(), earliestMinute, latestMinute, minutes, workers, timeCritical })),
    }
  },
})

/** A provider's week as JSON. */
export const weeklyPlanApi = [weeklyPlan] as const

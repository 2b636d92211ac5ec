import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeExpectedWait, seeWaitBacktest } from '../actions/see-expected-wait.ts'
import { SEE_BOARD } from '../terms.ts'

const share = z.object({ numerator: z.int(), denominator: z.int() })
const days = z.int().nullable()

/** Expected waits as JSON. */
export const expectedWaitApi = [
  apiRoute({
    method: 'GET',
    url: '/api/v1/packages/:packageId/expected-wait',
    permission: SEE_BOARD,
    summary: 'Say how long packages like this one waited until care began, with the days within which one package begins in eight of ten',
    params: z.object({ packageId: z.uuid() }),
    response: z.object({
      expected: z.object({ like: z.string(), rung: z.int(), packages: z.int(), started: z.int(), stillFollowed: z.int(), medianDays: days, eightInTenDays: days, waitedDays: z.int(), range: z.object({ lowDays: z.int(), highDays: days, judgedBy: z.int() }).nullable() }).nullable(),
    }),
    handler: async (ctx) => ({ expected: await seeExpectedWait(ctx.house, ctx.actor, ctx.params.packageId) }),
  }),
  apiRoute({
    method: 'GET',
    url: '/api/v1/expected-waits/back-test',
    permission: SEE_BOARD,
    summary: 'Say how good the expected waits of the past half year would have been',
    response: z.object({ from: z.iso.date(), to: z.iso.date(), estimates: z.int(), withinMedian: share, withinEightInTen: share, inRange: share, withoutRange: z.int(), inRangeByWeeks: z.array(share.extend({ from: z.iso.date() })) }),
    handler: async (ctx) => {
      const { fromOn, toOn, result, dateOf } = await seeWaitBacktest(ctx.house, ctx.actor)
      const { inRangeByWeeks, ...rest } = result
      return { from: fromOn.toString(), to: toOn.toString(), ...rest, inRangeByWeeks: inRangeByWeeks.map(({ fromDay, ...came }) => ({ from: dateOf(fromDay).toString(), ...came })) }
    },
  }),
] as const

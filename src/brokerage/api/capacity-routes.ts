import { z } from 'zod'
import { NEEDS, SERVICE_LINES } from '../../care/terms.ts'
import { holds } from '../../platform/access/permission.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { declareCapacity } from '../actions/declare-capacity.ts'
import { seeCapacity, seeOwnCapacity } from '../actions/see-capacity.ts'
import { DECLARE_CAPACITY, SEE_CAPACITY, newCapacity } from '../terms/capacity.ts'

const minutes = z.object({ morning: z.int(), lunch: z.int(), tea: z.int(), evening: z.int(), night: z.int() })
const declared = z.object({
  providerId: z.uuid(),
  zoneId: z.uuid(),
  zoneName: z.string(),
  serviceLine: z.enum(SERVICE_LINES),
  minutes,
  /** Less open offers and what was accepted since; null for a provider, which is told by its offers. */
  left: minutes.nullable(),
  twoWorkers: z.boolean(),
  declaredOn: z.iso.date(),
  isStale: z.boolean(),
})

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/capacity',
  permission: [DECLARE_CAPACITY, SEE_CAPACITY],
  summary: 'List declared free minutes a week by zone, service line and part of the day: a provider its own, the council all',
  response: z.object({ staleAfterDays: z.int(), needs: z.array(z.enum(NEEDS)).nullable(), lines: z.array(declared) }),
  handler: async (ctx) => {
    if (!holds(ctx.actor, DECLARE_CAPACITY)) {
      const { rows, staleAfterDays } = await seeCapacity(ctx.house, ctx.actor)
      const lines = rows.flatMap(({ providerId, line, twoWorkers, age, declaredOn }) => (line === null || age === null || declaredOn === null ? [] : [{ providerId, ...line, twoWorkers, declaredOn: declaredOn.toString(), isStale: age.isStale }]))
      return { staleAfterDays, needs: null, lines }
    }
    const { declared: own, age, zones, declaredOn, staleAfterDays } = await seeOwnCapacity(ctx.house, ctx.actor)
    if (own === undefined || age === null || declaredOn === null) return { staleAfterDays, needs: null, lines: [] }
    const whole = { providerId: own.providerId, left: null, twoWorkers: own.twoWorkers, declaredOn: declaredOn.toString(), isStale: age.isStale }
    return { staleAfterDays, needs: [...own.needs], lines: own.lines.map((line) => ({ ...whole, ...line, zoneName: zones.find((zone) => zone.zoneId === line.zoneId)?.zoneName ?? '' })) }
  },
})

const declare = apiRoute({
  method: 'PUT',
  url: '/api/v1/capacity',
  permission: DECLARE_CAPACITY,
  summary: 'Declare all free minutes a week of your organisation, in place of what it declared before',
  body: newCapacity,
  response: z.object({ declarationId: z.int() }),
  handler: async (ctx) => declareCapacity(ctx.house, ctx.actor, ctx.body),
})

/** Declared capacity as JSON. */
export const capacityApi = [list, declare] as const

import { z } from 'zod'
import { apiRoute } from '../../platform/web/route.ts'
import { seeVisit, seeVisits, type SeenVisit } from '../actions/see-visits.ts'
import { EXCEPTION_KINDS, OUTCOMES, SEE_VISITS } from '../terms.ts'
import { CHECK_METHODS, recordDetails } from '../terms/record-details.ts'
import { taskShape } from './round-shapes.ts'

const planned = z.object({
  plannedVisitId: z.int(),
  placementId: z.uuid(),
  providerId: z.uuid(),
  personReference: z.string().nullable(),
  visitOn: z.string(),
  startsAt: z.string(),
  windowMinutes: z.int(),
  minutes: z.int(),
  workers: z.int(),
  timeCritical: z.boolean(),
  isWithdrawn: z.boolean(),
})
const record = z.object({ outcome: z.enum(OUTCOMES), startsAt: z.string().nullable(), actualMinutes: z.int().nullable() })

/** A day's planned visits with their current records: what a provider needs to name `planned_visit` in its file. */
export const visitsApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visits',
  permission: SEE_VISITS,
  summary: 'List the visits of a day, planned against actual, 500 to a page',
  query: z.object({ on: z.iso.date(), providerId: z.uuid().optional(), personReference: z.string().max(50).optional(), page: z.coerce.number().int().min(1).default(1) }),
  response: z.object({
    total: z.int(),
    visits: z.array(planned.extend({ records: z.array(record), exceptions: z.array(z.enum(EXCEPTION_KINDS)) })),
    unplanned: z.array(record.extend({ visitReference: z.string(), personReference: z.string(), placementId: z.uuid().nullable(), providerId: z.uuid() })),
  }),
  handler: async ({ house, actor, query }) => {
    const { on, providerId, personReference, page } = query
    const seen = await seeVisits(house, actor, { on, ...(providerId && { providerId }), ...(personReference && { personReference }), limit: 500, offset: (page - 1) * 500 })
    return {
      total: seen.total,
      visits: seen.rows.map((visit) => ({ ...shape(visit), records: visit.records.map(recordShape), exceptions: [...visit.exceptions] })),
      unplanned: seen.unplanned.map((each) => ({ ...recordShape(each), visitReference: each.visitReference, personReference: each.personReference, placementId: each.placementId, providerId: each.providerId })),
    }
  },
})

/** One planned visit with every version of its records. */
export const visitApi = apiRoute({
  method: 'GET',
  url: '/api/v1/visits/:plannedVisitId',
  permission: SEE_VISITS,
  summary: 'Show one planned visit with every version of its records',
  params: z.object({ plannedVisitId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  response: planned.extend({
    records: z.array(record.extend({ id: z.int(), visitReference: z.string(), sequence: z.int(), endsAt: z.string().nullable(), workerReference: z.string().nullable(), secondWorker: z.boolean(), supersededBy: z.int().nullable(), visitFileId: z.uuid(), checkInMethod: z.enum(CHECK_METHODS).nullable(), checkOutMethod: z.enum(CHECK_METHODS).nullable(), noticeHours: z.int().nullable(), claimedMinutes: z.int().nullable(), details: recordDetails.nullable() })),
    exceptions: z.array(z.object({ kind: z.enum(EXCEPTION_KINDS), facts: z.record(z.string(), z.unknown()), foundAt: z.string(), clearedAt: z.string().nullable() })),
    care: z.object({ tasks: z.array(taskShape), signedBy: z.string().nullable(), mustSign: z.boolean() }).nullable(),
  }),
  handler: async ({ house, actor, params }) => {
    const { visit, versions, exceptions, care } = await seeVisit(house, actor, params.plannedVisitId)
    return {
      ...shape(visit),
      records: versions.map((each) => ({ ...recordShape(each), id: each.id, visitReference: each.visitReference, sequence: each.sequence, endsAt: each.endsAt?.toString() ?? null, workerReference: each.workerReference, secondWorker: each.secondWorker, supersededBy: each.supersededBy, visitFileId: each.fileId, checkInMethod: each.checkInMethod, checkOutMethod: each.checkOutMethod, noticeHours: each.noticeHours, claimedMinutes: each.claimedMinutes, details: each.details })),
      exceptions: exceptions.map((each) => ({ kind: each.kind, facts: { ...each.facts }, foundAt: each.foundAt.toString(), clearedAt: each.clearedAt?.toString() ?? null })),
      care: care === null ? null : { ...care, tasks: [...care.tasks] },
    }
  },
})

function shape(visit: SeenVisit): z.output<typeof planned> {
  const { id, placementId, providerId, visitOn, windowMinutes, minutes, workers, timeCritical, isWithdrawn } = visit
  return { plannedVisitId: id, placementId, providerId, personReference: visit.person?.reference ?? null, visitOn, startsAt: visit.startsAt.toString(), windowMinutes, minutes, workers, timeCritical, isWithdrawn }
}

function recordShape(each: { readonly outcome: z.output<typeof record>['outcome']; readonly startsAt: Temporal.Instant | null; readonly actualMinutes: number | null }): z.output<typeof record> {
  return { outcome: each.outcome, startsAt: each.startsAt?.toString() ?? null, actualMinutes: each.actualMinutes }
}

import { z } from 'zod'
import { apiRoute } from '../../web/route.ts'
import { SEE_AUDIT } from '../permissions.ts'
import { seeAudit } from '../reads.ts'

const event = z.object({
  seq: z.int(),
  at: z.string(),
  actorName: z.string(),
  role: z.string(),
  organisationId: z.uuid().nullable(),
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  personId: z.uuid().nullable(),
})

/** The audit trail as JSON. */
export const auditApi = apiRoute({
  method: 'GET',
  url: '/api/v1/audit',
  permission: SEE_AUDIT,
  summary: 'List the newest events of the audit trail, by kind, subject or person',
  query: z.object({ kind: z.string().max(100).optional(), subject: z.string().max(100).optional(), person: z.uuid().optional(), most: z.coerce.number().int().min(1).max(5000).default(100) }),
  response: z.object({ events: z.array(event) }),
  handler: async (ctx) => {
    const { kind, subject, person, most } = ctx.query
    const lines = await seeAudit(ctx.house, ctx.actor, { kind, subjectId: subject, personId: person, most })
    return { events: lines.map((line) => ({ ...line, at: line.at.toString() })) }
  },
})

import { z } from 'zod'
import { ROLE_NAMES, type Role } from '../../../access/roles.ts'
import type { AuditLine } from '../../../audit/event.read.ts'
import { dataTable, type Column } from '../../../components/data-table.ts'
import { page, tableReply } from '../../../web/reply.ts'
import { pageRoute } from '../../../web/route.ts'
import { wordsForInstant } from '../../../web/word-filters.ts'
import { SEE_AUDIT } from '../../permissions.ts'
import { seeAudit } from '../../reads.ts'

const MOST = 5000
const optional = z.string().trim().transform((text) => (text === '' ? undefined : text)).optional()

const columns: readonly Column<AuditLine>[] = [
  { key: 'seq', heading: 'Number', value: (line) => String(line.seq), sort: (line) => line.seq },
  { key: 'at', heading: 'When', value: (line) => wordsForInstant(line.at), sort: (line) => line.at.epochMilliseconds },
  { key: 'who', heading: 'Who', value: (line) => ({ text: line.actorName, hint: line.role === 'system' ? 'The system' : ROLE_NAMES[line.role as Role] }), sort: (line) => line.actorName },
  { key: 'kind', heading: 'What', value: (line) => ({ text: line.kind.replaceAll('-', ' ') , href: `/audit?kind=${line.kind}` }), sort: (line) => line.kind },
  { key: 'subject', heading: 'To what', value: (line) => ({ text: line.subjectKind.replaceAll('-', ' '), hint: line.subjectId }), sort: (line) => line.subjectKind },
]

/** The audit trail, newest first. */
export const auditPage = pageRoute({
  method: 'GET',
  url: '/audit',
  permission: SEE_AUDIT,
  query: z.looseObject({ kind: optional, subject: optional }),
  handler: async (ctx) => {
    const lines = await seeAudit(ctx.house, ctx.actor, { kind: ctx.query.kind?.trim().toLowerCase().replaceAll(' ', '-'), subjectId: ctx.query.subject, most: MOST })
    const table = dataTable({ caption: 'Latest events', noun: ['event', 'events'], columns, rows: lines, url: ctx.url, emptyWords: 'No event fits. Every action and every look at a person’s record adds one.' })
    return tableReply(ctx, [table], page('platform/admin/pages/audit/page.njk', { title: 'Audit trail', table, query: ctx.query }))
  },
})

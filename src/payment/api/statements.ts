import { z } from 'zod'
import { need } from '../../platform/access/permission.ts'
import { read } from '../../platform/action/transaction.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { searchStatementLines } from '../reads/statement-lines.ts'
import { getExplainedLine } from '../reads/one-line.ts'
import { listStatements } from '../store/statement.read.ts'
import { SEE_STATEMENTS } from '../terms.ts'
import { lineJson, lineShape, statementJson, statementShape } from './shapes.ts'

const params = z.object({ statementId: z.uuid() })

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/statements',
  permission: SEE_STATEMENTS,
  summary: 'List statements: a provider sees its own',
  query: z.object({ providerId: z.uuid().optional(), payRunId: z.uuid().optional(), frameworkId: z.uuid().optional() }),
  response: z.object({ statements: z.array(statementShape) }),
  handler: (ctx) =>
    read(ctx.house, ctx.actor, async (work) => {
      need(ctx.actor, SEE_STATEMENTS)
      const own = ctx.actor.organisationId
      const statements = await listStatements(work.tx, { ...ctx.query, ...(own === null ? {} : { providerId: own }) })
      return { statements: statements.map(statementJson) }
    }),
})

const lines = apiRoute({
  method: 'GET',
  url: '/api/v1/statements/:statementId/lines',
  permission: SEE_STATEMENTS,
  summary: 'Get a statement with a page of its lines, each explained',
  params,
  query: z.object({
    person: z.string().max(40).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    only: z.enum(['differences', 'adjustments']).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  response: z.object({ statement: statementShape, total: z.int(), lines: z.array(lineShape) }),
  handler: async (ctx) => {
    const { person, from, to, only, limit, offset } = ctx.query
    const found = await searchStatementLines(ctx.house, ctx.actor, ctx.params.statementId, { person, fromOn: from, toOn: to, only }, { limit, offset })
    return { statement: statementJson(found.statement), total: found.sums.lines, lines: found.lines.map((line) => lineJson(line, found.people)) }
  },
})

const line = apiRoute({
  method: 'GET',
  url: '/api/v1/statements/:statementId/lines/:payLineId',
  permission: SEE_STATEMENTS,
  summary: 'Get one line of a statement, explained',
  params: params.extend({ payLineId: z.coerce.number().int().positive() }),
  response: lineShape,
  handler: async (ctx) => {
    const found = await getExplainedLine(ctx.house, ctx.actor, ctx.params.statementId, ctx.params.payLineId)
    return lineJson(found.line, new Map(found.line.personId === null || found.person === undefined ? [] : [[found.line.personId, found.person]]))
  },
})

export const statementRoutes = [list, lines, line]

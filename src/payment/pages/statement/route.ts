import { z } from 'zod'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { hrefWith, tableRequest } from '../../../platform/components/table-request.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { searchStatementLines } from '../../reads/statement-lines.ts'
import { LINE_ORDERS, type LineOrder } from '../../store/pay-line.read.ts'
import { SEE_STATEMENTS } from '../../terms.ts'
import { periodWords } from '../words.ts'
import { PLACE_HOLDS } from '../../terms/hold.ts'
import { SEE_INVOICES } from '../../terms/invoice.ts'
import { heldNotes, linesTable, statementTiles } from './present.ts'

const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => undefined), schema]).optional()
const query = z.looseObject({ person: optional(z.string().trim().max(40)), from: optional(z.iso.date()), to: optional(z.iso.date()), only: optional(z.enum(['differences', 'adjustments'])) })

const ONLY_WORDS = { differences: 'Paid otherwise than planned', adjustments: 'Adjustments' } as const

/** One statement with its lines, a page at a time. */
export const statementPage = pageRoute({
  method: 'GET',
  url: '/statements/:statementId',
  permission: SEE_STATEMENTS,
  params: z.object({ statementId: z.uuid() }),
  query,
  handler: async (ctx) => {
    const { person, from, to, only } = ctx.query
    const request = tableRequest(ctx.url)
    const order = request.sortKey !== undefined && Object.hasOwn(LINE_ORDERS, request.sortKey) ? (request.sortKey as LineOrder) : undefined
    const found = await searchStatementLines(ctx.house, ctx.actor, ctx.params.statementId, { person, fromOn: from, toOn: to, only }, { order, descending: request.descending, limit: request.limit, offset: request.offset })
    const { statement } = found
    const table = linesTable({ held: found.held, statement, lines: found.lines, total: found.sums.lines, people: found.people, url: ctx.url })
    const chosen: [name: string, label: string, value: string | undefined][] = [
      ['person', 'Person', person],
      ['from', 'From', from === undefined ? undefined : wordsForDate(Temporal.PlainDate.from(from))],
      ['to', 'To', to === undefined ? undefined : wordsForDate(Temporal.PlainDate.from(to))],
      ['only', 'Only', only === undefined ? undefined : ONLY_WORDS[only]],
    ]
    const selected = chosen.flatMap(([name, label, value]) => (value === undefined ? [] : [{ heading: { text: label }, items: [{ text: value, href: hrefWith(ctx.url, { [name]: undefined, page: undefined }) }] }]))
    const view = {
      title: `Statement ${statement.number}`,
      caption: `${found.providerName}, ${periodWords(statement)}`,
      breadcrumbs: [{ text: 'Statements', href: '/statements' }],
      wide: true,
      frameworkName: found.frameworkName,
      tiles: statementTiles(statement, found.held),
      held: heldNotes(found.held),
      remittances: found.remittances.map((each) => ({ text: `Remittance ${String(each.sequence)}: ${wordsForPence(each.pence)}, paid on ${wordsForDate(each.paidOn)}`, href: `/remittances/${each.id}` })),
      holdHref: holds(ctx.actor, PLACE_HOLDS) ? `/statements/${statement.id}/hold` : undefined,
      invoicesHref: holds(ctx.actor, SEE_INVOICES) ? `/statements/${statement.id}/invoices` : undefined,
      table,
      selected,
      fitsWords: selected.length === 0 ? undefined : `The lines that fit come to ${wordsForPence(found.sums.pence)}.`,
      action: `/statements/${statement.id}`,
      values: { person, from, to },
      onlyItems: [{ value: '', text: 'Every line' }, ...Object.entries(ONLY_WORDS).map(([value, text]) => ({ value, text, selected: value === only }))],
      dates: { min: statement.fromOn.toString(), max: statement.toOn.toString() },
    }
    return tableReply(ctx, [table], page('payment/pages/statement/page.njk', view))
  },
})

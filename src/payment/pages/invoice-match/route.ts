import { z } from 'zod'
import { wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { makeSelfBilled } from '../../actions/make-self-billed.ts'
import { sayOnInvoicing } from '../../actions/say-on-invoicing.ts'
import { seeInvoicing } from '../../reads/invoices.ts'
import { maySay } from '../../rules/invoice/invoicing-state.ts'
import { MUST_ACT_WORDS } from '../../terms/hold.ts'
import { ANSWER_DIFFERENCES, DISPUTE_DIFFERENCES, INVOICING_EVENT_WORDS, INVOICING_EVENTS, MAKE_INVOICES, PAID_BY_WORDS, SEE_INVOICES, SEND_INVOICES, type InvoicingEventKind } from '../../terms/invoice.ts'
import { documentWords, invoicingTag } from '../invoicing-words.ts'
import { matchTable, matchTiles } from '../match-table.ts'
import { periodWords } from '../words.ts'

const params = z.object({ statementId: z.uuid() })
type Ctx = Pick<PageContext<{ readonly statementId: string }>, 'house' | 'actor' | 'url' | 'params'>

const CHOICES: Readonly<Record<'council' | 'provider', Readonly<Record<InvoicingEventKind, string>>>> = {
  provider: {
    disputed: 'Dispute the statement: a record is wrong or missing',
    accepted: 'Accept the statement: pay what it says',
    answered: '',
    settled: '',
  },
  council: {
    disputed: 'Dispute one line of the invoice: the provider has to say something',
    accepted: '',
    answered: 'Answer the dispute',
    settled: 'Settle: the statement is paid; records put right are paid with a later statement',
  },
}
const POUNDS = /^£?(\d{1,3}(,?\d{3}){0,2})(\.\d{2})?$/

/** Reads the amount at which one line is settled; null for what the statement has. */
function askedPounds(text: string, { lineNr, kind }: { readonly lineNr: number | null; readonly kind: InvoicingEventKind | undefined }, errors: FieldError[]): number | null {
  if (text === '') return null
  if (kind !== 'settled' || lineNr === null) errors.push(fieldError('pounds', 'An amount is agreed where one line is settled: choose the line, or leave it empty'))
  else if (!POUNDS.test(text)) errors.push(fieldError('pounds', 'Enter pounds and pence, for example 12.25'))
  else return Math.round(Number(text.replace(/[£,]/g, '')) * 100)
  return null
}

/** A statement's invoices beside it, line by line, and what was said about differences. */
export const invoiceMatchPage = pageRoute({ method: 'GET', url: '/statements/:statementId/invoices', permission: SEE_INVOICES, params, handler: (ctx) => show(ctx) })

/** Disputes, accepts, answers or settles. */
export const sayOnMatch = pageRoute({
  method: 'POST',
  url: '/statements/:statementId/invoices',
  permission: [DISPUTE_DIFFERENCES, ANSWER_DIFFERENCES],
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const kind = INVOICING_EVENTS.find((each) => each === textOf(ctx.body, 'kind'))
    if (kind === undefined) errors.push(fieldError('kind', 'Choose what to do'))
    const lineNr = textOf(ctx.body, 'line') === '' ? null : Number(textOf(ctx.body, 'line'))
    if (lineNr !== null && (!Number.isInteger(lineNr) || lineNr < 1)) errors.push(fieldError('line', 'Choose a line'))
    const agreedPence = askedPounds(textOf(ctx.body, 'pounds'), { lineNr, kind }, errors)
    const note = askedText(ctx.body, 'note', 'Say it in words, for the other side', errors)
    if (kind === undefined || note === null || errors.length > 0) return show(ctx, { errors, values: ctx.body })
    try {
      await sayOnInvoicing(ctx.house, ctx.actor, { ...ctx.params, kind, note, lineNr, agreedPence })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'kind'), values: ctx.body })
    }
    return redirectTo(`/statements/${ctx.params.statementId}/invoices`, 'It is recorded, and the other side is told')
  },
})

/** Makes the council's own invoice of the statement. */
export const makeInvoice = pageRoute({
  method: 'POST',
  url: '/statements/:statementId/self-billed',
  permission: MAKE_INVOICES,
  params,
  handler: async (ctx) => {
    try {
      const made = await makeSelfBilled(ctx.house, ctx.actor, ctx.params)
      return redirectTo(`/statements/${ctx.params.statementId}/invoices`, `${made.map(documentWords).join(' and ')} made`)
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'make'), values: {} })
    }
  },
})

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeInvoicing(ctx.house, ctx.actor, ctx.params.statementId)
  const { statement, state, match } = seen
  const here = `/statements/${statement.id}/invoices`
  const side = ctx.actor.organisationId === null ? 'council' : 'provider'
  const mayAct = holds(ctx.actor, side === 'council' ? ANSWER_DIFFERENCES : DISPUTE_DIFFERENCES)
  const table = match === undefined ? undefined : matchTable(match, again === undefined ? ctx.url : here, { standings: seen.standings })
  const openLines = (match?.units ?? []).flatMap((unit, at) => (seen.standings[at]?.agreedPence === null ? [{ value: String(at + 1), text: `Line ${String(at + 1)}: ${unit.about}, ${wordsForPence(unit.statementPence)} on the statement, ${wordsForPence(unit.invoicedPence)} invoiced` }] : []))
  const view = {
    title: `Invoices of statement ${statement.number}`,
    caption: `${seen.providerName}, ${periodWords(statement)}`,
    breadcrumbs: [{ text: 'Invoices', href: '/invoices' }, { text: `Statement ${statement.number}` }],
    wide: true,
    errors: again?.errors,
    values: again?.values ?? {},
    statementHref: `/statements/${statement.id}`,
    tag: invoicingTag(state),
    who: seen.mustAct === null ? 'Nobody has to act.' : `${MUST_ACT_WORDS[seen.mustAct]} must act.`,
    paidBy: PAID_BY_WORDS[seen.paidBy],
    documents: seen.documents.map((each) => ({ text: documentWords(each), href: `/invoices/${each.id}`, more: `${wordsForPence(each.totalPence)}, ${each.direction === 'made' ? 'made' : 'came'} ${wordsForInstant(each.keptAt)}` })),
    tiles: match === undefined ? [{ figure: wordsForPence(statement.totalPence), label: 'on the statement' }] : matchTiles(match, seen.standings),
    table,
    said: seen.events.map((event) => ({ what: `${INVOICING_EVENT_WORDS[event.kind]}${event.lineNr === null ? '' : `, line ${String(event.lineNr)}`}${event.agreedPence === null ? '' : ` at ${wordsForPence(event.agreedPence)}`}`, note: event.note, by: `${event.by}, ${wordsForInstant(event.at)}` })),
    choices: mayAct ? INVOICING_EVENTS.filter((kind) => maySay(state, side, kind).ok || (openLines.length > 0 && kind === 'disputed')).map((value) => ({ value, text: CHOICES[side][value] })) : [],
    lines: [{ value: '', text: 'All lines that differ' }, ...openLines].map((each) => ({ ...each, selected: each.value === textOf(again?.values ?? {}, 'line') })),
    maySettle: side === 'council',
    chosen: textOf(again?.values ?? {}, 'kind'),
    maySend: seen.paidBy === 'invoice' && holds(ctx.actor, SEND_INVOICES),
    mayMake: state === 'to-self-bill' && holds(ctx.actor, MAKE_INVOICES),
    makeHref: `/statements/${statement.id}/self-billed`,
  }
  const shown = page('payment/pages/invoice-match/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined && table !== undefined ? tableReply(ctx, [table], shown) : shown
}

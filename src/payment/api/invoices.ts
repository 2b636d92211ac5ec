import { z } from 'zod'
import { apiFileRoute, previewField } from '../../platform/web/file-route.ts'
import { apiRoute } from '../../platform/web/route.ts'
import { makeSelfBilled } from '../actions/make-self-billed.ts'
import { receiveInvoice } from '../actions/receive-invoice.ts'
import { sayOnInvoicing } from '../actions/say-on-invoicing.ts'
import { setInvoiceParty, setInvoicingWay, setTolerance } from '../actions/set-invoicing.ts'
import { getInvoice, seeInvoices, seeInvoiceSettings, seeInvoicing } from '../reads/invoices.ts'
import { MUST_ACT } from '../terms/hold.ts'
import { ANSWER_DIFFERENCES, DIFFERENCE_KINDS, DISPUTE_DIFFERENCES, DOCUMENT_KINDS, givenParty, INVOICING_EVENTS, INVOICING_STATES, MAKE_INVOICES, PAID_BY, partyShape, SEE_INVOICES, SEND_INVOICES, SET_INVOICING, toleranceShape, type KeptInvoice } from '../terms/invoice.ts'

const done = z.object({ done: z.literal(true) })
const params = z.object({ statementId: z.uuid() })
const kept = z.object({ id: z.uuid(), direction: z.enum(['received', 'made']), kind: z.enum(DOCUMENT_KINDS), number: z.string(), statementId: z.uuid(), providerId: z.uuid(), issuedOn: z.iso.date(), totalPence: z.int(), lineCount: z.int(), sha256: z.string(), keptAt: z.iso.datetime(), keptBy: z.string() })
const unit = z.object({ documentLines: z.array(z.string()), about: z.string(), statementLineIds: z.array(z.int()), statementPence: z.int(), invoicedPence: z.int(), difference: z.enum(DIFFERENCE_KINDS).nullable(), isTolerated: z.boolean(), words: z.string() })
const unitStanding = z.object({ line: z.int(), state: z.enum(['fine', 'difference', 'disputed', 'answered', 'settled']), waitsFor: z.enum(['council', 'provider']).nullable(), agreedPence: z.int().nullable() })
const match = z.object({ statementPence: z.int(), invoicedPence: z.int(), openCount: z.int(), units: z.array(unit) })
const standing = { state: z.enum(INVOICING_STATES), mustAct: z.enum(MUST_ACT).nullable() }

function keptJson(each: KeptInvoice): z.output<typeof kept> {
  const { id, direction, kind, number, statementId, providerId, issuedOn, totalPence, lineCount, sha256, keptAt, keptBy } = each
  return { id, direction, kind, number, statementId, providerId, issuedOn: issuedOn.toString(), totalPence, lineCount, sha256, keptAt: keptAt.toString(), keptBy }
}

const list = apiRoute({
  method: 'GET',
  url: '/api/v1/invoices',
  permission: SEE_INVOICES,
  summary: 'List where the invoicing of each issued statement stands, with its documents and who must act; a provider sees its own',
  response: z.object({ statements: z.array(z.object({ statementId: z.uuid(), statementNumber: z.string(), providerId: z.uuid(), statementPence: z.int(), invoicedPence: z.int().nullable(), ...standing, documents: z.array(kept) })) }),
  handler: async (ctx) => ({ statements: (await seeInvoices(ctx.house, ctx.actor)).map(({ statement, documents, invoicedPence, state, mustAct }) => ({ statementId: statement.id, statementNumber: statement.number, providerId: statement.providerId, statementPence: statement.totalPence, invoicedPence, state, mustAct, documents: documents.map(keptJson) })) }),
})

const send = apiFileRoute({
  url: '/api/v1/invoices',
  permission: SEND_INVOICES,
  summary: 'Send an electronic invoice or credit note (UBL 2.1) as application/xml, or see with preview=true what would become of it: every fault by its rule, or its match with the statement',
  textField: 'xml',
  fields: { preview: previewField },
  response: z.object({ accepted: z.boolean(), invoiceId: z.uuid().nullable(), statementId: z.uuid().nullable(), earlierInvoiceId: z.uuid().nullable(), sha256: z.string(), faults: z.array(z.object({ rule: z.string(), words: z.string(), place: z.string(), value: z.string().nullable(), fix: z.string() })), match: match.nullable() }),
  handler: async ({ house, actor, file, fields }) => {
    const seen = await receiveInvoice(house, actor, { ...file, isPreview: fields.preview })
    return { accepted: seen.match !== null, invoiceId: seen.invoiceId, statementId: seen.statement?.id ?? null, earlierInvoiceId: seen.earlier?.id ?? null, sha256: seen.sha256, faults: [...seen.faults], match: seen.match === null ? null : match.parse(seen.match) }
  },
})

const one = apiRoute({
  method: 'GET',
  url: '/api/v1/invoices/:invoiceId',
  permission: SEE_INVOICES,
  summary: 'Get a document as it came or was made: content holds its bytes as UTF-8 text, whose SHA-256 is sha256',
  params: z.object({ invoiceId: z.uuid() }),
  response: kept.extend({ content: z.string() }),
  handler: async (ctx) => {
    const { invoice, content } = await getInvoice(ctx.house, ctx.actor, ctx.params.invoiceId)
    return { ...keptJson(invoice), content }
  },
})

const see = apiRoute({
  method: 'GET',
  url: '/api/v1/statements/:statementId/invoices',
  permission: SEE_INVOICES,
  summary: 'Get the invoicing of a statement: documents, the newest match line by line with each difference in words, and what was said',
  params,
  response: z.object({ paidBy: z.enum(PAID_BY), ...standing, documents: z.array(kept), match: match.nullable(), lines: z.array(unitStanding), said: z.array(z.object({ kind: z.enum(INVOICING_EVENTS), line: z.int().nullable(), agreedPence: z.int().nullable(), note: z.string(), at: z.iso.datetime(), by: z.string() })) }),
  handler: async (ctx) => {
    const seen = await seeInvoicing(ctx.house, ctx.actor, ctx.params.statementId)
    return { paidBy: seen.paidBy, state: seen.state, mustAct: seen.mustAct, documents: seen.documents.map(keptJson), match: seen.match === undefined ? null : match.parse(seen.match), lines: seen.standings.map((each, at) => ({ line: at + 1, ...each })), said: seen.events.map(({ kind, lineNr, agreedPence, note, at, by }) => ({ kind, line: lineNr, agreedPence, note, at: at.toString(), by })) }
  },
})

const say = apiRoute({
  method: 'POST',
  url: '/api/v1/statements/:statementId/invoices',
  permission: [DISPUTE_DIFFERENCES, ANSWER_DIFFERENCES],
  summary: 'Say something about the differences of a statement’s invoices: a provider disputes or accepts, the council answers or settles; with line (from 1, as in units) of one line, which either disputes and the council settles at agreedPence, between statement and invoice',
  params,
  body: z.object({ kind: z.enum(INVOICING_EVENTS), note: z.string().trim().min(1).max(500), line: z.int().positive().nullable().default(null), agreedPence: z.int().nullable().default(null) }),
  response: done,
  handler: async (ctx) => {
    await sayOnInvoicing(ctx.house, ctx.actor, { ...ctx.params, kind: ctx.body.kind, note: ctx.body.note, lineNr: ctx.body.line, agreedPence: ctx.body.agreedPence })
    return { done: true as const }
  },
})

const make = apiRoute({
  method: 'POST',
  url: '/api/v1/statements/:statementId/self-billed',
  permission: MAKE_INVOICES,
  summary: 'Make the council’s invoice of an approved statement (389), with a credit note (261) for what it takes back',
  params,
  body: z.object({}),
  response: z.object({ documents: z.array(kept) }),
  handler: async (ctx) => ({ documents: (await makeSelfBilled(ctx.house, ctx.actor, ctx.params)).map(keptJson) }),
})

const settings = apiRoute({
  method: 'GET',
  url: '/api/v1/invoice-settings',
  permission: SET_INVOICING,
  summary: 'Get the tolerances of invoices, the council’s details on them, and how each provider is paid',
  response: z.object({ tolerance: toleranceShape.nullable(), council: partyShape.nullable(), providers: z.array(z.object({ providerId: z.uuid(), name: z.string(), paidBy: z.enum(PAID_BY), details: partyShape.nullable() })) }),
  handler: async (ctx) => {
    const seen = await seeInvoiceSettings(ctx.house, ctx.actor)
    const [tolerance] = seen.tolerances
    return { tolerance: tolerance === undefined ? null : toleranceShape.parse(tolerance), council: seen.council ?? null, providers: seen.providers.map((each) => ({ providerId: each.id, name: each.name, paidBy: each.paidBy, details: each.party ?? null })) }
  },
})

const set = apiRoute({
  method: 'POST',
  url: '/api/v1/invoice-settings',
  permission: SET_INVOICING,
  summary: 'Set tolerances, how a provider is paid from a day, or the details of the council (providerId null) or a provider',
  body: z.union([z.object({ tolerance: toleranceShape }), z.object({ providerId: z.uuid(), fromOn: z.iso.date(), paidBy: z.enum(PAID_BY) }), z.object({ providerId: z.uuid().nullable(), details: givenParty })]),
  response: done,
  handler: async ({ house, actor, body }) => {
    if ('tolerance' in body) await setTolerance(house, actor, body.tolerance)
    else if ('paidBy' in body) await setInvoicingWay(house, actor, { ...body, fromOn: Temporal.PlainDate.from(body.fromOn) })
    else await setInvoiceParty(house, actor, { providerId: body.providerId, party: body.details })
    return { done: true as const }
  },
})

export const invoiceRoutes = [list, send, one, see, say, make, settings, set]

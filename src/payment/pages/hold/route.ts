import { z } from 'zod'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { holdPayment, type WhatToHold } from '../../actions/hold-payment.ts'
import { getExplainedLine } from '../../reads/one-line.ts'
import { seeStatement } from '../../reads/one-statement.ts'
import { MUST_ACT, MUST_ACT_WORDS, PLACE_HOLDS } from '../../terms/hold.ts'
import { periodWords } from '../words.ts'

const params = z.object({ statementId: z.uuid() })
const lineParams = params.extend({ payLineId: z.coerce.number().int().positive() })
interface Held {
  readonly statementId: string
  readonly payLineId?: number
}
type Ctx = Pick<PageContext, 'house' | 'actor'> & { readonly params: Held }

/** The form to hold payment: of every line of a statement's provider, or of a line or its person's lines. */
export const holdProviderPage = pageRoute({ method: 'GET', url: '/statements/:statementId/hold', permission: PLACE_HOLDS, params, handler: (ctx) => show(ctx) })
export const holdProviderAction = pageRoute({ method: 'POST', url: '/statements/:statementId/hold', permission: PLACE_HOLDS, params, handler: (ctx) => place(ctx, ctx.body) })
export const holdLinePage = pageRoute({ method: 'GET', url: '/statements/:statementId/lines/:payLineId/hold', permission: PLACE_HOLDS, params: lineParams, handler: (ctx) => show(ctx) })
export const holdLineAction = pageRoute({ method: 'POST', url: '/statements/:statementId/lines/:payLineId/hold', permission: PLACE_HOLDS, params: lineParams, handler: (ctx) => place(ctx, ctx.body) })

async function place(ctx: Ctx, body: FormBody): Promise<PageReply> {
  const found = await factsOf(ctx)
  const errors: FieldError[] = []
  const scope = found.scopes.find((each) => each.value === textOf(body, 'scope'))?.value
  if (scope === undefined) errors.push(fieldError('scope', 'Choose what to hold'))
  const mustAct = MUST_ACT.find((each) => each === textOf(body, 'who'))
  if (mustAct === undefined) errors.push(fieldError('who', 'Choose who must act'))
  const reason = askedText(body, 'reason', 'Say why it is held', errors)
  if (errors.length > 0 || scope === undefined || mustAct === undefined || reason === null) return show(ctx, { errors, values: body })
  try {
    await holdPayment(ctx.house, ctx.actor, { what: whatOf(scope, found.statement.providerId, ctx.params.payLineId), mustAct, reason })
  } catch (fault) {
    return show(ctx, { errors: fieldErrorsOf(fault, 'scope'), values: body })
  }
  return redirectTo('/holds', 'It is on hold. Who must act and the provider are told')
}

function whatOf(scope: WhatToHold['scope'], providerId: string, payLineId: number | undefined): WhatToHold {
  return scope === 'provider' || payLineId === undefined ? { scope: 'provider', providerId } : { scope, payLineId }
}

async function factsOf({ house, actor, params: { statementId, payLineId } }: Ctx) {
  const { statement, providerName, line, person } = payLineId === undefined ? { ...(await seeStatement(house, actor, statementId)), line: undefined, person: undefined } : await getExplainedLine(house, actor, statementId, payLineId)
  const scopes: { readonly value: WhatToHold['scope']; readonly text: string; readonly hint?: { readonly text: string } }[] = [
    ...(line === undefined ? [] : [{ value: 'line' as const, text: `Line ${String(line.id)} alone` }]),
    ...(person === undefined ? [] : [{ value: 'person' as const, text: `Every line of ${person.reference} with ${providerName}`, hint: { text: 'Those that no payments file has paid, and those to come' } }]),
    { value: 'provider', text: `Every line of ${providerName}`, hint: { text: 'Those that no payments file has paid, and those to come' } },
  ]
  return { statement, providerName, scopes }
}

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const { statement, providerName, scopes } = await factsOf(ctx)
  const { payLineId } = ctx.params
  const values = again?.values ?? {}
  const of = `/statements/${statement.id}`
  const view = {
    title: 'Hold payment',
    caption: `${providerName}, ${periodWords(statement)}`,
    breadcrumbs: [{ text: 'Statements', href: '/statements' }, { text: `Statement ${statement.number}`, href: of }, ...(payLineId === undefined ? [] : [{ text: `Line ${String(payLineId)}`, href: `${of}/lines/${String(payLineId)}` }]), { text: 'Hold payment' }],
    errors: again?.errors,
    values,
    scopes,
    scope: textOf(values, 'scope'),
    people: [{ value: '', text: 'Choose who' }, ...MUST_ACT.map((value) => ({ value, text: MUST_ACT_WORDS[value], selected: textOf(values, 'who') === value }))],
  }
  return page('payment/pages/hold/page.njk', view, again === undefined ? {} : { status: 400 })
}

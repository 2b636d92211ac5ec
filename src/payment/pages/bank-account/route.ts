import { z } from 'zod'
import { holds } from '../../../platform/access/permission.ts'
import { askedText, fieldErrorsOf, readForm, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { decideBankDetails, recordBankDetails } from '../../actions/bank-details.ts'
import { seeBankHolder } from '../../reads/bank-accounts.ts'
import { APPROVE_BANK_DETAILS, bankAccountHref, councilAccount, providerAccount, RECORD_BANK_DETAILS, SEE_BANK_DETAILS, SEE_COUNCIL_ACCOUNT } from '../../terms/bank-account.ts'
import { presentBankHolder } from './present.ts'

const params = z.object({ providerId: z.uuid() })
type Ctx = Pick<PageContext, 'house' | 'actor' | 'url' | 'body'>

/** The council's bank details, with what was recorded before. */
export const councilAccountPage = pageRoute({ method: 'GET', url: '/bank-details/council', permission: SEE_COUNCIL_ACCOUNT, handler: (ctx) => show(ctx, null) })
/** A provider's bank details. */
export const providerAccountPage = pageRoute({ method: 'GET', url: '/bank-details/providers/:providerId', permission: SEE_BANK_DETAILS, params, handler: (ctx) => show(ctx, ctx.params.providerId) })
/** Records new ones. */
export const recordCouncilAccount = pageRoute({ method: 'POST', url: '/bank-details/council', permission: RECORD_BANK_DETAILS, handler: (ctx) => record(ctx, null) })
export const recordProviderAccount = pageRoute({ method: 'POST', url: '/bank-details/providers/:providerId', permission: RECORD_BANK_DETAILS, params, handler: (ctx) => record(ctx, ctx.params.providerId) })
/** Approves or refuses what waits. */
export const decideCouncilAccount = pageRoute({ method: 'POST', url: '/bank-details/council/decision', permission: APPROVE_BANK_DETAILS, handler: (ctx) => decide(ctx, null) })
export const decideProviderAccount = pageRoute({ method: 'POST', url: '/bank-details/providers/:providerId/decision', permission: APPROVE_BANK_DETAILS, params, handler: (ctx) => decide(ctx, ctx.params.providerId) })

async function record(ctx: Ctx, providerId: string | null): Promise<PageReply> {
  const form = readForm(providerId === null ? councilAccount : providerAccount, { serviceUserNumber: textOf(ctx.body, 'serviceUserNumber'), sortCode: textOf(ctx.body, 'sortCode'), accountNumber: textOf(ctx.body, 'accountNumber'), accountName: textOf(ctx.body, 'accountName'), checkedHow: textOf(ctx.body, 'checkedHow') })
  if (!form.ok) return show(ctx, providerId, { errors: form.errors, values: ctx.body })
  try {
    await recordBankDetails(ctx.house, ctx.actor, { serviceUserNumber: null, ...form.value, providerId })
  } catch (fault) {
    return show(ctx, providerId, { errors: fieldErrorsOf(fault, 'accountNumber'), values: ctx.body })
  }
  return redirectTo(bankAccountHref(providerId), 'The details are recorded, and used once somebody else has approved them')
}

async function decide(ctx: Ctx, providerId: string | null): Promise<PageReply> {
  const errors: FieldError[] = []
  const isApproved = textOf(ctx.body, 'decision') === 'approve'
  const note = askedText(ctx.body, 'note', isApproved ? null : 'Say why they are refused', errors)
  if (errors.length > 0) return show(ctx, providerId, { errors, values: ctx.body })
  try {
    await decideBankDetails(ctx.house, ctx.actor, { providerId, nr: Number(textOf(ctx.body, 'nr')), isApproved, note })
  } catch (fault) {
    return show(ctx, providerId, { errors: fieldErrorsOf(fault, 'decision'), values: ctx.body })
  }
  return redirectTo(bankAccountHref(providerId), isApproved ? 'The details are approved and used from now on' : 'The details are refused; those before stay in use')
}

async function show(ctx: Ctx, providerId: string | null, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const holder = await seeBankHolder(ctx.house, ctx.actor, providerId)
  const here = bankAccountHref(providerId)
  const view = {
    ...presentBankHolder(holder, { url: again === undefined ? ctx.url : here, isProvider: ctx.actor.organisationId !== null }),
    errors: again?.errors,
    values: again?.values ?? {},
    mayRecord: holds(ctx.actor, RECORD_BANK_DETAILS),
    mayDecide: holds(ctx.actor, APPROVE_BANK_DETAILS) && holder.waiting !== undefined,
    recordedByMe: holder.waiting?.recordedBy.name === ctx.actor.name,
  }
  const shown = page('payment/pages/bank-account/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [view.history], shown) : shown
}

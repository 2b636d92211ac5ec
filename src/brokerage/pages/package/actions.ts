import { z } from 'zod'
import { countOf } from '../../../kernel/words.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { pounds } from '../../../platform/files/cell-number.ts'
import { isCellFault } from '../../../platform/files/cell-parser.ts'
import { fieldError, fieldErrorsOf, readForm } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { openCallOff } from '../../actions/open-call-off.ts'
import { setInterimCover } from '../../actions/set-interim-cover.ts'
import { withdrawCallOff } from '../../actions/withdraw-call-off.ts'
import { withdrawPackage } from '../../actions/withdraw-package.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEND_OFFERS } from '../../terms.ts'
import { COVER_RISKS, INTERIM_COVERS } from '../../terms/interim-cover.ts'
import { packageParams, showPackage } from './route.ts'

const NOTE_LENGTH = 500
const coverForm = z.object({
  kind: z.enum(INTERIM_COVERS, { error: 'Choose who looks after the person' }),
  note: z.string().trim().max(NOTE_LENGTH, `The note must be ${String(NOTE_LENGTH)} characters or fewer`).default(''),
  weeklyPounds: z.string().trim().default(''),
  risk: z.union([z.literal(''), z.enum(COVER_RISKS)], { error: 'Choose a risk from the list' }).default(''),
  riskNote: z.string().trim().max(NOTE_LENGTH, `The note must be ${String(NOTE_LENGTH)} characters or fewer`).default(''),
})
const readPounds = pounds({ min: 0 })
const withdrawForm = z.object({ reason: z.string({ error: 'Enter why the package is no longer wanted' }).trim().min(1, 'Enter why the package is no longer wanted').max(200, 'The reason must be 200 characters or fewer') })
const stopForm = z.object({ callOffId: z.uuid({ error: 'Reload the page and try again' }) })

/** Begins the search; from the board, goes back to it. */
const sendOffers = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/offers',
  permission: SEND_OFFERS,
  params: packageParams,
  query: z.looseObject({ from: z.literal('board').optional() }),
  handler: (ctx) =>
    orShowAgain(ctx, ctx.params.packageId, 'offers', ctx.body, async () => {
      const { offersSent, replyByAt } = await openCallOff(ctx.house, ctx.actor, { packageId: ctx.params.packageId })
      const words = replyByAt === null ? 'No provider could be asked. The package page says why for each' : `Offers sent to ${countOf(offersSent, 'provider')}. Replies are wanted by ${wordsForMoment(replyByAt)}`
      return redirectTo(ctx.query.from === 'board' && replyByAt !== null ? '/board' : `/packages/${ctx.params.packageId}#offers`, words)
    }),
})

const stopOffers = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/offers/withdraw',
  permission: SEND_OFFERS,
  params: packageParams,
  handler: async (ctx) => {
    const form = readForm(stopForm, ctx.body)
    if (!form.ok) return showPackage(ctx, ctx.params.packageId, { errors: form.errors, values: ctx.body })
    return orShowAgain(ctx, ctx.params.packageId, 'offers', ctx.body, async () => {
      const { withdrawn } = await withdrawCallOff(ctx.house, ctx.actor, form.value)
      return redirectTo(`/packages/${ctx.params.packageId}#offers`, `${countOf(withdrawn, 'offer')} withdrawn. The package goes on waiting`)
    })
  },
})

const setCover = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/interim-cover',
  permission: SEND_OFFERS,
  params: packageParams,
  handler: async (ctx) => {
    const form = readForm(coverForm, ctx.body)
    if (!form.ok) return showPackage(ctx, ctx.params.packageId, { errors: form.errors, values: ctx.body })
    const { kind, note, weeklyPounds, risk, riskNote } = form.value
    const weeklyPence = weeklyPounds === '' ? null : readPounds(weeklyPounds)
    if (isCellFault(weeklyPence)) return showPackage(ctx, ctx.params.packageId, { errors: [fieldError('weeklyPounds', 'Enter the cost in pounds and pence, like 210.50')], values: ctx.body })
    await setInterimCover(ctx.house, ctx.actor, { packageId: ctx.params.packageId, kind, note: textOrNull(note), weeklyPence: weeklyPence ?? null, risk: risk === '' ? null : risk, riskNote: textOrNull(riskNote) })
    return redirectTo(`/packages/${ctx.params.packageId}#cover`, 'Interim cover recorded')
  },
})

const withdraw = pageRoute({
  method: 'POST',
  url: '/packages/:packageId/withdraw',
  permission: SEND_OFFERS,
  params: packageParams,
  handler: async (ctx) => {
    const form = readForm(withdrawForm, ctx.body)
    if (!form.ok) return showPackage(ctx, ctx.params.packageId, { errors: form.errors, values: ctx.body })
    return orShowAgain(ctx, ctx.params.packageId, 'reason', ctx.body, async () => {
      await withdrawPackage(ctx.house, ctx.actor, { packageId: ctx.params.packageId, reason: form.value.reason })
      return redirectTo(`/packages/${ctx.params.packageId}`, 'The package is withdrawn and its open offers with it')
    })
  },
})

export const packageActions = [sendOffers, stopOffers, setCover, withdraw] as const

/** What a rule refuses is said on the page itself, which by then shows what happened meanwhile. */
async function orShowAgain(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, packageId: string, field: string, values: FormBody, deed: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await deed()
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return showPackage(ctx, packageId, { errors: fieldErrorsOf(fault, field), values })
  }
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text
}

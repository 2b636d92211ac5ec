import { z } from 'zod'
import { fundingWords } from '../../../care/public.ts'
import type { Pence } from '../../../kernel/amounts.ts'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { pounds } from '../../../platform/files/cell-number.ts'
import { isCellFault, type CellParser } from '../../../platform/files/cell-parser.ts'
import { askedDate, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { askForPrice, decidePrice, seePriceCost } from '../../actions/change-price.ts'
import type { ChangeCost } from '../../actions/estimate-change.ts'
import { changePayer } from '../../actions/change-payer.ts'
import { seePlacement } from '../../actions/see-placements.ts'
import { agreedPriceWords, APPROVE_PRICES, ASK_FOR_PRICES, CHANGE_FUNDING, type AgreedPrice } from '../../terms/placement-life.ts'
import { weekVisits } from '../package/present.ts'
import { deedRoutes } from './deed.ts'
import { PAYER_FIELDS, payerHistoryWords, payerValues, readPayer, type AskedPayer } from './payer-form.ts'
import { priceWords } from './present.ts'

const funder = deedRoutes({
  slug: 'funder',
  permission: CHANGE_FUNDING,
  title: 'Change who pays',
  button: 'Change it',
  mainField: 'funder',
  words: (seen) => [
    ...(seen.funding === null ? [] : [`Today: ${fundingWords(seen.funding)}.`]),
    ...payerHistoryWords(seen.fundings?.changes ?? []),
    'The provider is paid the same. Where visits from that day are paid already, the next pay run moves the amounts between council and NHS.',
  ],
  fields: () => PAYER_FIELDS,
  values: (seen) => payerValues(seen.funding, seen.today),
  read: readPayer,
  run: async (ctx, value: AskedPayer) => {
    await changePayer(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: `From ${wordsForDate(value.fromOn)}: ${fundingWords(value)}` }
  },
})

const readPounds = pounds({ min: 1, max: 100_000 })
const readWeekPounds = pounds({ min: 1, max: 2_000_000 })

function hasNoPrice({ pencePerHour, pencePerWeek }: AgreedPrice): boolean {
  return pencePerHour === null && pencePerWeek === null
}

function askedPounds(body: FormBody, field: string, read: CellParser<number>, fault: string, errors: FieldError[]): Pence | null {
  const typed = textOf(body, field)
  const value = typed === '' ? null : read(typed)
  if (isCellFault(value)) errors.push(fieldError(field, fault))
  return isCellFault(value) ? null : value
}

const price = deedRoutes({
  slug: 'price',
  permission: ASK_FOR_PRICES,
  title: 'Change the price of this placement',
  button: 'Ask for this price',
  mainField: 'fromOn',
  words: (seen) => [
    hasNoPrice(seen.agreedNow) ? 'The framework’s rates apply to this placement, and follow the framework by themselves.' : `${agreedPriceWords(seen.agreedNow)} is agreed for this placement alone.`,
    'Another price holds once somebody else has approved it. Visits already paid are then corrected by the next pay run.',
  ],
  fields: () => [
    { kind: 'text', name: 'pounds', unit: 'pounds', label: 'Price an hour for one care worker', hint: 'Or leave it empty and give a price for the week. With neither, the framework’s rates apply from that day' },
    { kind: 'text', name: 'week', unit: 'pounds', label: 'Price for the whole week', hint: 'Only where the framework’s payment rules pay packages by the week. A week held on some days only is paid by sevenths' },
    { kind: 'date', name: 'fromOn', label: 'First day' },
    { kind: 'area', name: 'reason', label: 'Why the price changes', hint: 'Without names or addresses: the provider sees it' },
  ],
  values: (seen) => dateValues('fromOn', seen.today),
  read: (body) => {
    const errors: FieldError[] = []
    const pencePerHour = askedPounds(body, 'pounds', readPounds, 'Enter pounds and pence an hour, like 24.50', errors)
    const pencePerWeek = askedPounds(body, 'week', readWeekPounds, 'Enter pounds and pence for the week, like 310.00', errors)
    const fromOn = askedDate(body, 'fromOn', 'first day', errors)
    const reason = askedText(body, 'reason', 'Enter why the price changes', errors)
    return errors.length > 0 || fromOn === null || reason === null ? { ok: false, errors } : { ok: true, value: { pencePerHour, pencePerWeek, fromOn, reason } }
  },
  run: async (ctx, value: AgreedPrice & { readonly fromOn: Temporal.PlainDate; readonly reason: string }) => {
    await askForPrice(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    return { said: 'The price is asked for. Somebody else approves it before it holds' }
  },
})

const params = z.object({ placementId: z.uuid(), priceId: z.uuid() })
type Ctx = PageContext<z.output<typeof params>>

const pricePage = pageRoute({ method: 'GET', url: '/placements/:placementId/prices/:priceId', permission: [ASK_FOR_PRICES, APPROVE_PRICES], params, handler: (ctx) => showPrice(ctx) })

const decide = pageRoute({
  method: 'POST',
  url: '/placements/:placementId/prices/:priceId',
  permission: APPROVE_PRICES,
  params,
  handler: async (ctx) => {
    const decision = textOf(ctx.body, 'decision')
    const errors: FieldError[] = []
    if (decision !== 'approve' && decision !== 'refuse') errors.push(fieldError('decision', 'Choose whether the price is approved'))
    const note = askedText(ctx.body, 'note', decision === 'refuse' ? 'Say why it is refused' : null, errors)
    if (errors.length > 0) return showPrice(ctx, errors)
    try {
      await decidePrice(ctx.house, ctx.actor, { ...ctx.params, isApproved: decision === 'approve', note })
    } catch (fault) {
      return showPrice(ctx, fieldErrorsOf(fault, 'decision'))
    }
    return redirectTo(`/placements/${ctx.params.placementId}`, decision === 'approve' ? 'The price is approved. Pay follows it' : 'The price is refused. It stays as it is')
  },
})

async function showPrice(ctx: Ctx, errors?: readonly FieldError[]): Promise<PageReply> {
  const seen = await seePlacement(ctx.house, ctx.actor, ctx.params.placementId)
  const asked = seen.life.prices.find((each) => each.id === ctx.params.priceId)
  if (asked === undefined) throw new NotFound('The price')
  const cost = await seePriceCost(ctx.house, ctx.actor, ctx.params)
  const tag = asked.decision === null ? { text: 'Waits for approval', colour: 'yellow' } : asked.decision.isApproved ? { text: 'Approved', colour: 'green' } : { text: 'Refused', colour: 'red' }
  const view = {
    title: 'Another price of one placement',
    caption: `Package ${seen.packageReference}, ${seen.person.initials}`,
    breadcrumbs: [{ text: 'Placements', href: '/placements' }, { text: seen.packageReference, href: `/placements/${ctx.params.placementId}` }, { text: 'Price' }],
    errors,
    values: ctx.body,
    tag,
    words: [`${priceWords(asked)}. ${asked.reason}. Asked for by ${asked.askedBy}.`, `Now: ${hasNoPrice(seen.agreedNow) ? 'the framework’s rates' : `${agreedPriceWords(seen.agreedNow)}, agreed for this placement alone`}.`, costWords(cost), ...(asked.decision?.note == null ? [] : [asked.decision.note])],
    week: weekGrid('The week', weekVisits(seen.pattern)),
    mayDecide: cost.mayDecide,
    fault: asked.decision === null ? cost.fault : null,
  }
  return page('brokerage/pages/placement-life/change.njk', view, errors === undefined ? {} : { status: 400 })
}

function costWords({ beforePence, costPence }: ChangeCost): string {
  const words = (pence: Pence | null): string => (pence === null ? 'not known, since there is no rate' : wordsForPence(pence))
  return `Estimated cost of the week on the first day: ${words(beforePence)} as it is, ${words(costPence)} as asked for.`
}

/** Pages on which who pays, and the price of one placement, change from a day. */
export const moneyPages: readonly PageRoute[] = [...funder, ...price, pricePage, decide]

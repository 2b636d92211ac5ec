import { z } from 'zod'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { contestFee, decideFee } from '../../actions/contest-fee.ts'
import { seeFee } from '../../reads/fees.ts'
import { settledPence } from '../../rules/fee-at-risk.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { CONTEST_FEES, FEE_MEASURE_NAMES, SEE_FEES, SET_FEE_TERMS, type MeasuredRequirement } from '../../terms/fee-at-risk.ts'
import { FEE_DEFINITIONS, FEE_STATE_TAGS, feePenceWords, reachedWords, targetWords } from '../fee-words.ts'
import { periodWords } from '../words.ts'

const params = z.object({ feeResultId: z.uuid() })
type Ctx = Pick<PageContext<{ readonly feeResultId: string }>, 'house' | 'actor' | 'url' | 'params'>

/** One fee at risk: what was measured, contested, decided and paid. */
export const feeResultPage = pageRoute({ method: 'GET', url: '/fee-at-risk/:feeResultId', permission: SEE_FEES, params, handler: (ctx) => show(ctx) })

/** A provider contests it. */
export const contestFeeAction = pageRoute({
  method: 'POST',
  url: '/fee-at-risk/:feeResultId/contest',
  permission: CONTEST_FEES,
  params,
  handler: (ctx) => deed(ctx, ctx.body, 'The council is told, and decides', async (reason) => contestFee(ctx.house, ctx.actor, { ...ctx.params, reason })),
})

/** The council decides a contest. */
export const decideFeeAction = pageRoute({
  method: 'POST',
  url: '/fee-at-risk/:feeResultId/decision',
  permission: SET_FEE_TERMS,
  params,
  handler: async (ctx) => {
    const text = textOf(ctx.body, 'pounds').replace(/[£,]/g, '')
    if (!/^\d{1,9}(\.\d{2})?$/.test(text)) return show(ctx, { errors: [fieldError('pounds', 'Enter the pounds that are taken off in the end, for example 0 or 125.50')], values: ctx.body })
    return deed(ctx, ctx.body, 'The decision is kept, and the provider told', async (reason) => {
      const { pence } = await seeFee(ctx.house, ctx.actor, ctx.params.feeResultId)
      const asked = Math.round(Number(text) * 100)
      await decideFee(ctx.house, ctx.actor, { ...ctx.params, pence: pence < 0 ? -asked : asked, reason })
    })
  },
})

async function deed(ctx: Ctx, body: FormBody, done: string, act: (reason: string) => Promise<void>): Promise<PageReply> {
  const errors: FieldError[] = []
  const reason = askedText(body, 'reason', 'Say why', errors)
  if (reason === null || errors.length > 0) return show(ctx, { errors, values: body })
  try {
    await act(reason)
  } catch (fault) {
    return show(ctx, { errors: fieldErrorsOf(fault, 'reason'), values: body })
  }
  return redirectTo(`/fee-at-risk/${ctx.params.feeResultId}`, done)
}

async function show(ctx: Ctx, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const fee = await seeFee(ctx.house, ctx.actor, ctx.params.feeResultId)
  const table = dataTable<MeasuredRequirement>({
    key: 'requirements',
    caption: 'Requirements',
    noun: ['requirement', 'requirements'],
    url: again === undefined ? ctx.url : `/fee-at-risk/${fee.id}`,
    rows: fee.requirements,
    emptyWords: 'Nothing was asked for.',
    columns: [
      { key: 'what', heading: 'What', wide: true, value: (each) => ({ text: FEE_MEASURE_NAMES[each.measure], hint: [FEE_DEFINITIONS[each.measure], ...each.exclusions.map((words) => `Left out: ${words}.`)].join(' ') }), csv: (each) => FEE_MEASURE_NAMES[each.measure] },
      { key: 'target', heading: 'Asked for', value: targetWords },
      { key: 'reached', heading: 'Reached', numeric: true, value: reachedWords, csv: (each) => reachedWords(each).text },
      { key: 'numerator', heading: 'Numerator', inCsvOnly: true, value: (each) => String(each.numerator) },
      { key: 'denominator', heading: 'Denominator', inCsvOnly: true, value: (each) => String(each.denominator) },
      { key: 'excluded', heading: 'Left out', inCsvOnly: true, value: (each) => each.exclusions.join('; ') },
      { key: 'met', heading: 'Met', value: (each) => ({ text: '', tag: each.met === null ? { text: 'Not measured', colour: 'grey' } : each.met ? { text: 'Met', colour: 'green' } : { text: 'Not met', colour: 'red' } }) },
      { key: 'risk', heading: 'At risk', numeric: true, value: (each) => wordsForPence(each.atRiskPence), csv: (each) => poundsFigure(each.atRiskPence) },
      { key: 'taken', heading: 'Taken off', numeric: true, value: (each) => (each.met === false ? wordsForPence(each.atRiskPence) : 'Nothing'), csv: (each) => (each.met === false ? poundsFigure(each.atRiskPence) : '0.00') },
    ],
  })
  const tag = FEE_STATE_TAGS[fee.state]
  const view = {
    title: `Fee at risk: ${feePenceWords(settledPence(fee))}`,
    caption: `${fee.providerName}, ${fee.zoneName}, ${periodWords(fee)}`,
    breadcrumbs: [{ text: 'Fee at risk', href: `/fee-at-risk?framework=${fee.frameworkId}` }, { text: `${fee.zoneName}, ${periodWords(fee)}` }],
    errors: again?.errors,
    values: again?.values ?? {},
    here: `/fee-at-risk/${fee.id}`,
    table,
    facts: [
      { key: 'Where it stands', text: tag.text, hint: stateHint(fee.state, wordsForDate(fee.contestUntil)) },
      { key: 'Paid for visits of the zone', text: wordsForPence(fee.feePence), hint: 'Visit lines of the period’s statement, before adjustments' },
      { key: 'Share of that at risk', text: wordsForPence(fee.atRiskPence) },
      { key: 'As measured', text: feePenceWords(fee.pence), hint: `${wordsForInstant(fee.measuredAt)}, ${fee.measuredBy}` },
      ...(fee.contest === null ? [] : [{ key: 'Contested', text: fee.contest.reason, hint: `${wordsForInstant(fee.contest.at)}, ${fee.contest.by}` }]),
      ...(fee.decision === null ? [] : [{ key: 'Decided', text: `${feePenceWords(fee.decision.pence)}. ${fee.decision.reason}`, hint: `${wordsForInstant(fee.decision.at)}, ${fee.decision.by}` }]),
      ...(fee.applied === null ? [] : [{ key: 'Statement', text: fee.applied.statementNumber, href: `/statements/${fee.applied.statementId}` }]),
    ],
    mayContest: fee.state === 'open' && holds(ctx.actor, CONTEST_FEES),
    mayDecide: fee.state === 'contested' && holds(ctx.actor, SET_FEE_TERMS),
    contestUntil: wordsForDate(fee.contestUntil),
    mostWords: wordsForPence(Math.abs(fee.pence)),
    way: fee.pence < 0 ? 'taken off' : 'paid',
  }
  const shown = page('payment/pages/fee-result/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, [table], shown) : shown
}

function stateHint(state: keyof typeof FEE_STATE_TAGS, until: string): string {
  return { open: `The provider may contest it until ${until}`, contested: 'The council decides', settled: 'The next payment run puts it on a statement, unless it comes to nothing', applied: 'A line of its own' }[state]
}

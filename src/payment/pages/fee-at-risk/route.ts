import { z } from 'zod'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { atDates } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { setFeeTerms } from '../../actions/fee-terms.ts'
import { measureFees } from '../../actions/measure-fees.ts'
import { seeFees, type NamedFee, type SeenFees } from '../../reads/fees.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { settledPence } from '../../rules/fee-at-risk.ts'
import { FEE_MEASURES, FEE_MEASURE_NAMES, SEE_FEES, SET_FEE_TERMS } from '../../terms/fee-at-risk.ts'
import { FEE_DEFINITIONS, FEE_STATE_TAGS, feePenceWords, feeTermsSentences, targetWords } from '../fee-words.ts'
import { periodWords } from '../words.ts'
import { readFeeTerms } from './terms-form.ts'

type Ctx = Pick<PageContext, 'house' | 'actor' | 'url'>

/** Fees at risk of a framework: results, periods to measure, and the terms. */
export const feesPage = pageRoute({ method: 'GET', url: '/fee-at-risk', permission: SEE_FEES, query: z.looseObject({ framework: z.uuid().optional() }), handler: (ctx) => show(ctx, ctx.query.framework) })

/** Measures a paid period. */
export const measureFeesAction = pageRoute({
  method: 'POST',
  url: '/fee-at-risk',
  permission: SET_FEE_TERMS,
  handler: async (ctx) => {
    const [run, framework] = [z.uuid().safeParse(textOf(ctx.body, 'run')), frameworkIn(ctx.body)]
    if (!run.success) return show(ctx, framework, { errors: [fieldError('period', 'Choose a period to measure')], values: {} })
    try {
      const { results } = await measureFees(ctx.house, ctx.actor, { payRunId: run.data })
      return redirectTo(`/fee-at-risk${framework === undefined ? '' : `?framework=${framework}`}`, `${String(results)} fees at risk are measured, and their providers told`)
    } catch (fault) {
      return show(ctx, framework, { errors: fieldErrorsOf(fault, 'period'), values: {} })
    }
  },
})

/** Sets terms from a payment period on. */
export const setFeeTermsAction = pageRoute({
  method: 'POST',
  url: '/fee-at-risk/terms',
  permission: SET_FEE_TERMS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const framework = frameworkIn(ctx.body)
    const terms = readFeeTerms(ctx.body, errors)
    if (terms === undefined || framework === undefined) return show(ctx, framework, { errors, values: ctx.body })
    try {
      await setFeeTerms(ctx.house, ctx.actor, { frameworkId: framework, ...terms })
    } catch (fault) {
      return show(ctx, framework, { errors: fieldErrorsOf(fault, 'from'), values: ctx.body })
    }
    return redirectTo(`/fee-at-risk?framework=${framework}`, `The terms are set from ${wordsForDate(terms.fromOn)}`)
  },
})

function frameworkIn(body: FormBody): string | undefined {
  return z.uuid().safeParse(textOf(body, 'framework')).data
}

async function show(ctx: Ctx, frameworkId: string | undefined, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeFees(ctx.house, ctx.actor, frameworkId)
  const status = again === undefined ? {} : { status: 400 }
  if (seen === undefined) return page('payment/pages/fee-at-risk/page.njk', { title: 'Fee at risk' }, status)
  const url = again === undefined ? ctx.url : '/fee-at-risk'
  const table = resultsTable(seen, url, ctx.actor.organisationId === null)
  const [current] = seen.terms
  const net = seen.results.reduce((sum, each) => sum + settledPence(each), 0)
  const view = {
    title: 'Fee at risk',
    caption: seen.framework.name,
    frameworkId: seen.framework.id,
    frameworks: seen.frameworks.length < 2 ? [] : seen.frameworks.map((each) => ({ text: each.name, isShown: each.id === seen.framework.id, href: `/fee-at-risk?framework=${each.id}` })),
    errors: again === undefined ? undefined : atDates(again.errors, ['from']),
    values: again?.values ?? {},
    tiles: seen.results.length === 0 ? [] : [
      { figure: wordsForPence(seen.results.reduce((sum, each) => sum + each.atRiskPence, 0)), label: 'at risk in measured periods' },
      { figure: feePenceWords(net), label: 'taken off or paid, decisions counted' },
      { figure: String(seen.results.filter((each) => each.state === 'contested').length), label: 'contested' },
    ],
    table,
    terms: seen.terms.map((each) => ({ from: wordsForDate(each.fromOn), by: each.setBy, sentences: feeTermsSentences(each.document), requirements: each.document.requirements.map((one) => ({ name: FEE_MEASURE_NAMES[one.measure], target: targetWords(one), weight: one.weight, definition: FEE_DEFINITIONS[one.measure] })) })),
    hasTerms: current !== undefined,
    maySet: holds(ctx.actor, SET_FEE_TERMS),
    isOpen: again !== undefined || current === undefined,
    toMeasure: seen.toMeasure.map((run) => ({ id: run.id, words: periodWords(run) })),
    measures: FEE_MEASURES.map((measure) => ({ key: measure, name: FEE_MEASURE_NAMES[measure], hint: FEE_DEFINITIONS[measure], isMost: measure === 'missed' })),
  }
  const shown = page('payment/pages/fee-at-risk/page.njk', view, status)
  return again === undefined ? tableReply(ctx, [table], shown) : shown
}

function resultsTable(seen: SeenFees, url: string, isCouncil: boolean) {
  return dataTable<NamedFee>({
    key: 'results',
    caption: 'Results',
    noun: ['result', 'results'],
    url,
    rows: seen.results,
    emptyWords: 'No period has been measured yet.',
    columns: [
      { key: 'period', heading: 'Period', value: (each) => ({ text: periodWords(each), href: `/fee-at-risk/${each.id}` }), csv: (each) => `${each.fromOn.toString()} to ${each.toOn.toString()}` },
      ...(isCouncil ? [{ key: 'provider', heading: 'Lead', value: (each: NamedFee) => each.providerName, sort: (each: NamedFee) => each.providerName }] : []),
      { key: 'zone', heading: 'Zone', value: (each) => each.zoneName, sort: (each) => each.zoneName },
      { key: 'fee', heading: 'Paid', numeric: true, value: (each) => wordsForPence(each.feePence), csv: (each) => poundsFigure(each.feePence) },
      { key: 'risk', heading: 'At risk', numeric: true, value: (each) => wordsForPence(each.atRiskPence), csv: (each) => poundsFigure(each.atRiskPence) },
      { key: 'met', heading: 'Met', numeric: true, value: (each) => `${String(each.requirements.filter((one) => one.met === true).length)} of ${String(each.requirements.length)}` },
      { key: 'pence', heading: 'Taken off or paid', numeric: true, value: (each) => ({ text: feePenceWords(settledPence(each)), ...(each.decision === null ? {} : { hint: `Measured ${feePenceWords(each.pence)}` }) }), csv: (each) => poundsFigure(settledPence(each)), sort: (each) => settledPence(each) },
      { key: 'state', heading: 'State', value: (each) => ({ text: '', tag: FEE_STATE_TAGS[each.state] }) },
    ],
  })
}

import { z } from 'zod'
import { countOf, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { atDates } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { setContributionTerms } from '../../actions/contribution-terms.ts'
import { reckonContributions } from '../../actions/reckon-contributions.ts'
import { seeContributions } from '../../reads/contributions.ts'
import { CARE_LOSSES, CARE_LOSS_NAMES, RECKON_CONTRIBUTIONS, SEE_CONTRIBUTIONS, type ContributionLine } from '../../terms/contribution.ts'
import { periodWords } from '../words.ts'
import { peopleTable, weeksTable, termsWords } from './tables.ts'
import { readContributionTerms } from './terms-form.ts'

type Ctx = Pick<PageContext, 'house' | 'actor' | 'url'>
interface Asked {
  readonly frameworkId?: string | undefined
  readonly payRunId?: string | undefined
}

/** People's contributions of a payment period and what is refunded of them. */
export const contributionsPage = pageRoute({ method: 'GET', url: '/contributions', permission: SEE_CONTRIBUTIONS, query: z.looseObject({ framework: z.uuid().optional(), run: z.uuid().optional() }), handler: (ctx) => show(ctx, { frameworkId: ctx.query.framework, payRunId: ctx.query.run }) })

/** Reckons the contributions of an approved run. */
export const reckonContributionsAction = pageRoute({
  method: 'POST',
  url: '/contributions',
  permission: RECKON_CONTRIBUTIONS,
  handler: async (ctx) => {
    const asked = askedIn(ctx.body)
    if (asked.payRunId === undefined) return show(ctx, asked, { errors: [fieldError('period', 'Choose a period')], values: {} })
    try {
      const { lines, pence } = await reckonContributions(ctx.house, ctx.actor, { payRunId: asked.payRunId })
      return redirectTo(`/contributions?run=${asked.payRunId}${asked.frameworkId === undefined ? '' : `&framework=${asked.frameworkId}`}`, lines === 0 ? 'Nothing changed since it was last reckoned' : `${countOf(lines, 'week')} reckoned: ${wordsForPence(pence)} to refund`)
    } catch (fault) {
      return show(ctx, asked, { errors: fieldErrorsOf(fault, 'period'), values: {} })
    }
  },
})

/** Sets which care that was not given lowers a contribution. */
export const setContributionTermsAction = pageRoute({
  method: 'POST',
  url: '/contributions/terms',
  permission: RECKON_CONTRIBUTIONS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const { frameworkId } = askedIn(ctx.body)
    const terms = readContributionTerms(ctx.body, errors)
    if (terms === undefined || frameworkId === undefined) return show(ctx, { frameworkId }, { errors, values: ctx.body })
    try {
      await setContributionTerms(ctx.house, ctx.actor, { frameworkId, ...terms })
    } catch (fault) {
      return show(ctx, { frameworkId }, { errors: fieldErrorsOf(fault, 'from'), values: ctx.body })
    }
    return redirectTo(`/contributions?framework=${frameworkId}`, `The terms are set from ${wordsForDate(terms.fromOn)}`)
  },
})

function askedIn(body: FormBody): Asked {
  return { frameworkId: z.uuid().safeParse(textOf(body, 'framework')).data, payRunId: z.uuid().safeParse(textOf(body, 'run')).data }
}

async function show(ctx: Ctx, asked: Asked, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seeContributions(ctx.house, ctx.actor, asked)
  const status = again === undefined ? {} : { status: 400 }
  if (seen === undefined) return page('payment/pages/contributions/page.njk', { title: 'Contributions' }, status)
  const url = again === undefined ? ctx.url : '/contributions'
  const tables = [peopleTable(seen, url), weeksTable(seen, url)]
  const { framework, run, lines } = seen
  const sum = (of: (line: ContributionLine) => number): number => lines.reduce((total, line) => total + of(line), 0)
  const shown = page('payment/pages/contributions/page.njk', {
    title: 'Contributions',
    caption: run === undefined ? framework.name : `${framework.name}, ${periodWords(run)}`,
    frameworkId: framework.id,
    runId: run?.id,
    frameworks: seen.frameworks.length < 2 ? [] : seen.frameworks.map((each) => ({ text: each.name, isShown: each.id === framework.id, href: `/contributions?framework=${each.id}` })),
    periods: seen.runs.slice(0, 6).map((each) => ({ text: periodWords(each), isShown: each.id === run?.id, href: `/contributions?framework=${framework.id}&run=${each.id}` })),
    isReckoned: lines.length > 0,
    tiles: lines.length === 0 ? [] : [
      { figure: wordsForPence(sum((line) => (line.nr === 1 ? line.duePence : 0))), label: 'due for the weeks of the period' },
      { figure: wordsForPence(sum((line) => (line.nr === 1 ? line.pence : 0))), label: 'to refund for them' },
      { figure: wordsForPence(sum((line) => (line.nr === 1 ? 0 : line.pence))), label: 'added or taken back for weeks reckoned before' },
    ],
    tables,
    terms: seen.terms.map((each) => ({ from: wordsForDate(each.fromOn), words: termsWords(each.document) })),
    mayReckon: holds(ctx.actor, RECKON_CONTRIBUTIONS),
    isOpen: again !== undefined || seen.terms.length === 0,
    errors: again === undefined ? undefined : atDates(again.errors, ['from']),
    values: again?.values ?? {},
    chosen: again === undefined ? [] : listOf(again.values, 'counts'),
    losses: CARE_LOSSES.map((loss) => ({ value: loss, text: CARE_LOSS_NAMES[loss] })),
  }, status)
  return again === undefined ? tableReply(ctx, tables, shown) : shown
}

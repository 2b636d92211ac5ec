import { z } from 'zod'
import { wordsForDate, withCommas } from '../../../kernel/words.ts'
import { SEE_MARKET } from '../../../market/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { askedDate, atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { londonDate } from '../../../kernel/london.ts'
import { previewExceptionSettings, seeExceptionSettings, setExceptionSettings, type SettingsEffect } from '../../actions/exception-settings.ts'
import { EXCEPTION_NAMES, SEE_VISITS } from '../../terms.ts'
import { SET_EXCEPTIONS, TREATMENT_NAMES, type ExceptionSettingsVersion } from '../../terms/exception-settings.ts'
import { momentWords } from '../clock.ts'
import { readSettings, settingsFields, settingsValues } from './fields.ts'

const url = '/frameworks/:frameworkId/exceptions'
const params = z.object({ frameworkId: z.uuid() })
type Ctx = PageContext<{ readonly frameworkId: string }>

/** What counts as an exception under a framework, from when, and for commissioners the form with its effect. */
export const exceptionSettingsPage = pageRoute({ method: 'GET', url, permission: SEE_VISITS, params, handler: (ctx) => show(ctx, {}) })

export const exceptionSettingsPost = pageRoute({
  method: 'POST',
  url,
  permission: SET_EXCEPTIONS,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const document = readSettings(ctx.body, errors)
    const isPreview = textOf(ctx.body, 'do') === 'preview'
    const fromOn = isPreview ? null : askedDate(ctx.body, 'fromOn', 'first day', errors)
    const source = isPreview ? '' : askedText(ctx.body, 'source', 'Enter where the numbers come from', errors)
    if (document === undefined || errors.length > 0) return show(ctx, { errors, values: ctx.body })
    const { frameworkId } = ctx.params
    if (isPreview) return show(ctx, { values: ctx.body, effect: await previewExceptionSettings(ctx.house, ctx.actor, { frameworkId, document }) })
    try {
      await setExceptionSettings(ctx.house, ctx.actor, { frameworkId, document, fromOn: fromOn ?? londonDate(ctx.house.clock.now()), source: source ?? '' })
    } catch (fault) {
      return show(ctx, { errors: fieldErrorsOf(fault, 'fromOn'), values: ctx.body })
    }
    return redirectTo(ctx.url, 'Set. Visits from that day on are judged by it; those judged before are judged again in a moment.')
  },
})

async function show(ctx: Ctx, again: { readonly errors?: readonly FieldError[]; readonly values?: FormBody; readonly effect?: SettingsEffect }): Promise<PageReply> {
  const { frameworkName, versions, usual } = await seeExceptionSettings(ctx.house, ctx.actor, ctx.params.frameworkId)
  const today = londonDate(ctx.house.clock.now())
  const current = versions.find((version) => Temporal.PlainDate.compare(version.fromOn, today) <= 0)
  const values = again.values ?? { ...settingsValues(versions[0]?.document ?? usual), ...dateValues('fromOn', today) }
  const history = historyTable(versions, ctx.url)
  const tables = [...(again.effect === undefined ? [] : [effectTable(again.effect, ctx.url)]), history]
  const view = {
    title: 'What counts as an exception',
    caption: frameworkName,
    breadcrumbs: [holds(ctx.actor, SEE_MARKET) ? { text: frameworkName, href: `/frameworks/${ctx.params.frameworkId}` } : { text: frameworkName }, { text: 'Exceptions' }],
    wide: true,
    errors: again.errors === undefined ? undefined : atDates(again.errors, ['fromOn']),
    current: current === undefined ? 'Nothing was set: what holds everywhere without a setting holds here.' : `Set from ${wordsForDate(current.fromOn)}: ${current.source}`,
    maySet: holds(ctx.actor, SET_EXCEPTIONS),
    fields: settingsFields(values),
    shown: settingsFields(settingsValues(current?.document ?? usual)),
    values,
    effect: again.effect === undefined ? undefined : tables[0],
    effectDays: again.effect === undefined ? '' : `${wordsForDate(again.effect.fromOn)} to ${wordsForDate(again.effect.toOn)}`,
    history,
  }
  return tableReply(ctx, tables, page('visits/pages/exception-settings/page.njk', view, again.errors === undefined ? {} : { status: 400 }))
}

function effectTable(effect: SettingsEffect, address: string): TableView {
  return dataTable({
    key: 'effect',
    caption: 'Exceptions that would be found',
    noun: ['kind', 'kinds'],
    url: address,
    rows: effect.kinds,
    emptyWords: 'There is no kind.',
    columns: [
      { key: 'kind', heading: 'Kind', value: (each) => EXCEPTION_NAMES[each.kind] },
      { key: 'now', heading: 'As it is', numeric: true, value: (each) => withCommas(each.now) },
      { key: 'then', heading: 'As proposed', numeric: true, value: (each) => withCommas(each.then) },
      { key: 'change', heading: 'Change', numeric: true, value: (each) => (each.then === each.now ? 'None' : `${each.then > each.now ? '+' : '−'}${withCommas(Math.abs(each.then - each.now))}`) },
      { key: 'fixNow', heading: 'To fix, as it is', numeric: true, value: (each) => withCommas(each.toFixNow) },
      { key: 'fixThen', heading: 'To fix, as proposed', numeric: true, value: (each) => withCommas(each.toFixThen) },
    ],
  })
}

function historyTable(versions: readonly ExceptionSettingsVersion[], address: string): TableView {
  return dataTable({
    key: 'versions',
    caption: 'Every setting',
    noun: ['setting', 'settings'],
    url: address,
    rows: versions,
    emptyWords: 'Nothing was set for this framework.',
    columns: [
      { key: 'from', heading: 'From', value: (each) => wordsForDate(each.fromOn), csv: (each) => each.fromOn.toString() },
      { key: 'source', heading: 'Where the numbers come from', value: (each) => each.source, wide: true },
      { key: 'fix', heading: TREATMENT_NAMES.fix, value: (each) => namesOf(each, 'fix') },
      { key: 'off', heading: TREATMENT_NAMES.off, value: (each) => namesOf(each, 'off') },
      { key: 'set', heading: 'Set', value: (each) => ({ text: momentWords(each.setAt), hint: each.setBy }) },
    ],
  })
}

function namesOf({ document }: ExceptionSettingsVersion, treatment: 'fix' | 'off'): string {
  const kinds = Object.entries(document.treatments).flatMap(([kind, each]) => (each === treatment ? [EXCEPTION_NAMES[kind as keyof typeof document.treatments]] : []))
  return kinds.length === 0 ? 'None' : kinds.join(', ')
}

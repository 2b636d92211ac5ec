import { SERVICE_LINE_NAMES, SERVICE_LINES } from '../../../kernel/service-line.ts'
import { addFramework } from '../../../market/public.ts'
import { KEEP_MARKET } from '../../../market/terms.ts'
import { dateError } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { fieldOf } from '../contract-model/form.ts'
import { commonFields, modelHints, slotViews } from '../contract-model/present.ts'
import { withNewSettings } from '../contract-model/slots.ts'
import { readFramework } from './form.ts'

const url = '/frameworks/new'

/** The form that adds a framework, with any of the five contract models. */
export const newFrameworkPage = pageRoute({
  method: 'GET',
  url,
  permission: KEEP_MARKET,
  handler: () => Promise.resolve(form(withNewSettings({ 'all-model': 'tiered', lines: [...SERVICE_LINES], refused: ['inadequate'], languages: 'no' }).values)),
})

/** The form sent. A model that was chosen since it was shown brings its settings first; then it is added. */
export const newFrameworkAction = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_MARKET,
  handler: async (ctx) => {
    const { values, isNew } = withNewSettings(withoutOtherModel(ctx.body))
    if (textOf(values, 'do') === 'show' || isNew) return form(values, [], isNew)
    const read = readFramework(values)
    if (!read.ok) return form(values, read.errors)
    try {
      const { frameworkId } = await addFramework(ctx.house, ctx.actor, read.value)
      return redirectTo(`/frameworks/${frameworkId}/terms`, `${read.value.name} added. Record what it was let with, or go on to its zones, providers and rates`)
    } catch (fault) {
      return form(values, fieldErrorsOf(fault, 'name').map((error) => atField(error, values)))
    }
  },
})

/** Another model begins with its own proposals, not with what was typed for the one before. */
function withoutOtherModel(body: FormBody): FormBody {
  if (textOf(body, 'all-shown') === textOf(body, 'all-model')) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => name === 'all-model' || !name.startsWith('all-')))
}

/** A refusal at the field of this form that it is about. */
function atField(error: FieldError, values: FormBody): FieldError {
  if (error.field === 'terms') return fieldError(fieldOf(['model'], values), error.text)
  return error.field.endsWith('-day') ? dateError(error.field.slice(0, -'-day'.length), error.text) : error
}

function form(values: FormBody, errors: readonly FieldError[] = [], isNew = false): PageReply {
  const [own] = slotViews(values)
  const [refused, languages] = commonFields(values)
  const bought = listOf(values, 'lines')
  const view = {
    title: 'Add a framework',
    breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: 'Add a framework' }],
    lines: SERVICE_LINES.map((line) => ({ value: line, text: SERVICE_LINE_NAMES[line], checked: bought.includes(line) })),
    slot: own,
    models: modelHints,
    common: [refused, languages],
    notice: isNew ? 'The settings of the model you chose are shown now. Check them, then add the framework.' : '',
    values,
    errors,
  }
  return page('brokerage/pages/new-framework/page.njk', view, errors.length > 0 ? { status: 400 } : {})
}

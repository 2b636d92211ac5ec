import { z } from 'zod'
import { serviceLineName } from '../../../kernel/service-line.ts'
import { countOf, hoursFigure } from '../../../kernel/words.ts'
import { termsSentences, type TermsVersion } from '../../../market/public.ts'
import { KEEP_MARKET, type FrameworkTerms } from '../../../market/terms.ts'
import { MODEL_NAMES } from '../../../market/terms/contract-model.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { adoptContractModel, listPackagesToTry, previewContractModel, seeContractModel, type TermsPreview, type TriedPackage } from '../../actions/contract-model.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { orderView } from '../package/present.ts'
import { fieldOf, readTerms } from './form.ts'
import { changeFields, commonFields, slotViews, urgentFields } from './present.ts'
import { valuesOf, withNewSettings } from './slots.ts'

const params = z.object({ frameworkId: z.uuid() })
const packageChoice = z.uuid().nullable().catch(null)
/** A select longer than this helps nobody: the packages that have waited longest are offered. */
const MOST_CHOICES = 100

type Context = Pick<PageContext, 'house' | 'actor' | 'url'>
/** What the page shows besides the form as it was sent. */
interface Shown {
  readonly values?: FormBody
  readonly errors?: readonly FieldError[]
  readonly notice?: string
  readonly preview?: { readonly edited: FrameworkTerms; readonly found: TermsPreview }
}

/** The contract model of a framework as a form, with all its versions. */
export const contractModelPage = pageRoute({ method: 'GET', url: '/frameworks/:frameworkId/contract-model', permission: KEEP_MARKET, params, handler: (ctx) => show(ctx, ctx.params.frameworkId, {}) })

export const contractModelAction = pageRoute({
  method: 'POST',
  url: '/frameworks/:frameworkId/contract-model',
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { frameworkId } = ctx.params
    const { values, isNew } = withNewSettings(ctx.body)
    const deed = textOf(values, 'do')
    if (deed === 'show' || isNew) return show(ctx, frameworkId, { values, notice: isNew ? 'The settings of each model you chose are shown now. Check them, then preview the change.' : '' })
    const form = readTerms(values)
    if (!form.ok) return show(ctx, frameworkId, { values, errors: form.errors })
    const found = await previewContractModel(ctx.house, ctx.actor, { frameworkId, terms: form.value, packageId: packageChoice.parse(textOf(values, 'package')) })
    const preview = { edited: form.value, found }
    if (deed !== 'adopt') return show(ctx, frameworkId, { values, preview })
    if (found.warnings.length > 0 && textOf(values, 'confirm') !== 'yes') return show(ctx, frameworkId, { values, preview, errors: [fieldError('confirm', 'Read the warnings, and confirm that you adopt the terms nevertheless')] })
    try {
      const basedOn = /^\d{1,6}$/.test(textOf(values, 'basedOn')) ? Number(textOf(values, 'basedOn')) : null
      const { version } = await adoptContractModel(ctx.house, ctx.actor, { frameworkId, terms: form.value, reason: textOf(values, 'reason'), basedOnVersion: basedOn })
      return redirectTo(`/frameworks/${frameworkId}/contract-model`, `Version ${String(version)} of the terms is in force. Searches that run go on under the terms they began with`)
    } catch (fault) {
      return show(ctx, frameworkId, { values, preview, errors: fieldErrorsOf(fault, 'model').map((error) => fieldError(fieldOf(error.field.split('.'), values), error.text)) })
    }
  },
})

async function show(ctx: Context, frameworkId: string, { values, errors = [], notice = '', preview }: Shown): Promise<PageReply> {
  const { frameworkName, versions } = await seeContractModel(ctx.house, ctx.actor, frameworkId)
  const [inForce] = versions
  if (inForce === undefined) throw new Error(`framework ${frameworkId} has no terms`)
  const filled = values ?? valuesOf(inForce.terms)
  const address = `/frameworks/${frameworkId}/contract-model`
  const table = versionTable(versions, values === undefined ? ctx.url : address)
  const waiting = await listPackagesToTry(ctx.house, ctx.actor, frameworkId)
  const view = {
    title: 'Contract model',
    caption: frameworkName,
    wide: true,
    breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: frameworkName, href: `/frameworks/${frameworkId}` }, { text: 'Contract model' }],
    errors,
    values: filled,
    notice,
    address,
    version: inForce.version,
    since: wordsForMoment(inForce.fromAt),
    slots: slotViews(filled),
    common: commonFields(filled),
    changes: changeFields,
    urgent: urgentFields,
    packages: packageItems(waiting, textOf(filled, 'package')),
    tryHint: waiting.length === 0 ? 'No package waits under this framework at present. The preview says what would change for its providers' : waiting.length > MOST_CHOICES ? `The ${String(MOST_CHOICES)} that have waited longest, of ${String(waiting.length)}` : `${countOf(waiting.length, 'package waits', 'packages wait')} under this framework, the longest wait first`,
    preview: preview === undefined ? null : previewView(inForce.terms, preview),
    versions: table,
  }
  const shown = page('brokerage/pages/contract-model/page.njk', view, errors.length > 0 ? { status: 400 } : {})
  return values === undefined ? tableReply(ctx, [table], shown) : shown
}

function packageItems(waiting: readonly TriedPackage[], chosen: string): { value: string; text: string; selected: boolean }[] {
  return [{ value: '', text: 'No package', selected: chosen === '' }, ...waiting.slice(0, MOST_CHOICES).map((each) => ({ value: each.id, text: `${each.reference}: ${each.zoneName}, ${serviceLineName(each.serviceLine).toLowerCase()}, ${hoursFigure(each.weeklyMinutes)} hours`, selected: chosen === each.id }))]
}

function previewView(present: FrameworkTerms, { edited, found }: NonNullable<Shown['preview']>): object {
  const { order } = found
  return {
    warnings: found.warnings.map((warning) => warning.words),
    sentences: { present: termsSentences(present), edited: termsSentences(edited) },
    order: order === null ? null : { reference: order.reference, changes: order.changes, present: orderView(order.present.steps, order.present.places), edited: orderView(order.edited.steps, order.edited.places) },
  }
}

function versionTable(versions: readonly TermsVersion[], url: string): TableView {
  return dataTable<TermsVersion>({
    key: 'versions',
    caption: 'Versions of the terms',
    noun: ['version', 'versions'],
    url,
    rows: versions,
    emptyWords: '',
    columns: [
      { key: 'version', heading: 'Version', value: ({ version }) => (version === versions[0]?.version ? { text: String(version), tag: { text: 'In force', colour: 'green' } } : String(version)), sort: ({ version }) => version },
      { key: 'from', heading: 'From', value: ({ fromAt }) => wordsForMoment(fromAt), sort: ({ fromAt }) => fromAt.epochMilliseconds, csv: ({ fromAt }) => fromAt.toString() },
      { key: 'model', heading: 'Contract model', value: ({ terms }) => MODEL_NAMES[terms.model], sort: ({ terms }) => terms.model },
      { key: 'says', heading: 'How packages are awarded', value: ({ terms }) => termsSentences(terms).join(' ') },
      { key: 'why', heading: 'Why', value: ({ reason }) => reason ?? 'As let' },
      { key: 'by', heading: 'Adopted by', value: ({ changedBy }) => changedBy ?? '' },
    ],
  })
}

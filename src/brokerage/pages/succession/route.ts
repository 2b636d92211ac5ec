import { z } from 'zod'
import { countOf, hoursFigure, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { LEAVING_REASON_NAMES } from '../../../market/terms.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { askedDate, atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { recordSuccession } from '../../actions/record-succession.ts'
import { listSuccessorChoices, previewSuccession, type SuccessionPreview } from '../../actions/see-succession.ts'
import { SUCCEED_PROVIDERS, SUCCESSION_REASONS, type SuccessionReason } from '../../terms/succession.ts'

const params = z.object({ providerId: z.uuid() })
type Ctx = PageContext<{ readonly providerId: string }>

interface Asked {
  readonly successorId: string
  readonly fromOn: Temporal.PlainDate
  readonly reason: SuccessionReason
  readonly takesStandings: boolean
}

/** A provider that merges or is bought: the form, and under it what it would do, while the address says who takes over and when. */
export const successionPage = pageRoute({
  method: 'GET',
  url: '/providers/:providerId/succession',
  permission: SUCCEED_PROVIDERS,
  params,
  query: z.looseObject({}),
  handler: async (ctx) => {
    const values: FormBody = Object.fromEntries(new URL(ctx.url, 'http://local').searchParams)
    return 'successorId' in values ? show(ctx, values, read(values)) : show(ctx, {})
  },
})

export const successionAction = pageRoute({
  method: 'POST',
  url: '/providers/:providerId/succession',
  permission: SUCCEED_PROVIDERS,
  params,
  handler: async (ctx) => {
    const form = read(ctx.body)
    if (!form.ok) return show(ctx, ctx.body, form)
    const { providerId } = ctx.params
    try {
      const { offersWithdrawn } = await recordSuccession(ctx.house, ctx.actor, { providerId, ...form.value, note: textOf(ctx.body, 'note').trim() || null })
      return redirectTo(`/providers/${providerId}`, `Recorded. Packages pass on ${wordsForDate(form.value.fromOn)}${offersWithdrawn === 0 ? '' : `; ${countOf(offersWithdrawn, 'open offer was', 'open offers were')} withdrawn`}`)
    } catch (fault) {
      return show(ctx, ctx.body, { ok: false, errors: fieldErrorsOf(fault, 'successorId') })
    }
  },
})

type Read = { readonly ok: true; readonly value: Asked } | { readonly ok: false; readonly errors: readonly FieldError[] }

function read(body: FormBody): Read {
  const errors: FieldError[] = []
  const successorId = z.uuid().safeParse(textOf(body, 'successorId')).data
  if (successorId === undefined) errors.push(fieldError('successorId', 'Choose who takes over'))
  const fromOn = askedDate(body, 'fromOn', 'first day of the successor', errors)
  const reason = SUCCESSION_REASONS.find((each) => each === textOf(body, 'reason'))
  if (reason === undefined) errors.push(fieldError('reason', 'Choose whether it merges or is bought'))
  if (successorId === undefined || fromOn === null || reason === undefined) return { ok: false, errors }
  return { ok: true, value: { successorId, fromOn, reason, takesStandings: textOf(body, 'standings') === 'yes' } }
}

async function show(ctx: Ctx, sent: FormBody, asked?: Read): Promise<PageReply> {
  const { providerId } = ctx.params
  const { providerName, choices, tomorrow } = await listSuccessorChoices(ctx.house, ctx.actor, providerId)
  const preview = asked?.ok === true ? await previewSuccession(ctx.house, ctx.actor, { providerId, ...asked.value }) : undefined
  const fault = preview?.fault
  const errors = asked?.ok === false ? asked.errors : fault === undefined ? [] : atDates([fieldError(fault.field, fault.words)], ['fromOn'])
  const values: FormBody = { standings: 'successorId' in sent ? '' : 'yes', ...dateValues('fromOn', tomorrow), ...sent }
  const view = {
    title: 'Pass packages to a successor',
    caption: providerName,
    breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: providerName, href: `/providers/${providerId}` }, { text: 'Successor' }],
    errors,
    values,
    successors: [{ value: '', text: 'Choose a provider' }, ...choices.map(({ id, name }) => ({ value: id, text: name, selected: id === values['successorId'] }))],
    reasons: SUCCESSION_REASONS.map((reason) => ({ value: reason, text: LEAVING_REASON_NAMES[reason], checked: values['reason'] === reason })),
    isTaking: values['standings'] === 'yes',
    preview: preview === undefined || fault !== undefined ? undefined : previewView(preview, ctx.url),
    hidden: Object.entries(values).flatMap(([name, value]) => (name === 'csrf' || typeof value !== 'string' ? [] : [{ name, value }])),
  }
  const shown = page('brokerage/pages/succession/page.njk', view, errors.length > 0 ? { status: 400 } : {})
  return view.preview === undefined ? shown : tableReply(ctx, [view.preview.parts, view.preview.staying], shown)
}

function previewView(seen: SuccessionPreview, url: string) {
  return {
    heading: `On ${wordsForDate(seen.fromOn)}: ${countOf(seen.people, 'person', 'people')}, ${hoursFigure(seen.weeklyMinutes)} hours a week`,
    button: `Pass ${countOf(seen.placements, 'package')} to ${seen.successorName}`,
    words: [
      `${seen.providerName} is offered nothing more from now on. ${seen.openOffers === 0 ? 'No offer to it is open.' : `Its offers in ${countOf(seen.openOffers, 'search', 'searches')} are withdrawn, and the searches go on.`}`,
      `Each placement ends on ${wordsForDate(seen.fromOn.subtract({ days: 1 }))}, and one with ${seen.successorName} follows the day after, at the same rate and with the same week. What was paid stays as it is.`,
      `${seen.successorName} sees the people from that day. ${seen.providerName} keeps seeing what it did until then.`,
      ...(seen.subcontracts === 0 ? [] : [`${countOf(seen.subcontracts, 'subcontract goes', 'subcontracts go')} on; hours that would come back to ${seen.successorName} are its own.`]),
      ...(seen.guaranteedMinutes === 0 ? [] : [`Guaranteed hours: ${hoursFigure(seen.guaranteedMinutes)} a week end for ${seen.providerName}, and pass to ${seen.successorName} where it then stands.`]),
    ],
    parts: dataTable({
      key: 'parts',
      caption: 'What passes on',
      noun: ['row', 'rows'],
      url,
      rows: [...seen.parts, { frameworkName: 'All', zoneName: '', people: seen.people, weeklyMinutes: seen.weeklyMinutes, weeklyPence: seen.weeklyPence }],
      emptyWords: 'No placement is live on that day.',
      columns: [
        { key: 'framework', heading: 'Framework', value: (row) => row.frameworkName },
        { key: 'zone', heading: 'Zone', value: (row) => row.zoneName },
        { key: 'people', heading: 'People', numeric: true, value: (row) => String(row.people) },
        { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), csv: (row) => row.weeklyMinutes / 60 },
        { key: 'pounds', heading: 'Cost a week', numeric: true, value: (row) => wordsForPence(row.weeklyPence), csv: (row) => row.weeklyPence / 100 },
      ],
    }),
    staying: dataTable({
      key: 'staying',
      caption: `Stays with ${seen.providerName}`,
      noun: ['package', 'packages'],
      url,
      rows: seen.staying,
      emptyWords: 'Nothing.',
      columns: [
        { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: `/placements/${row.placementId}` }) },
        { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes) },
        { key: 'why', heading: 'Why', value: (row) => row.reason.words },
      ],
    }),
    hasStaying: seen.staying.length > 0,
  }
}

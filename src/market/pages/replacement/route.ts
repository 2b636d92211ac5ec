import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, fieldErrorsOf, listOf, textOf, type FieldError, type FormResult } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody } from '../../../platform/web/route.ts'
import { replaceFramework, type ReplacementInput } from '../../actions/replace-framework.ts'
import { getReplacementChoices } from '../../reads/replacements.ts'
import { KEEP_MARKET } from '../../terms.ts'
import { choices, formPage, neededDate, optionalDate, optionalWhole } from '../form-view.ts'

const params = z.object({ frameworkId: z.uuid() })
const url = '/frameworks/:frameworkId/replacement'
type Choices = Awaited<ReturnType<typeof getReplacementChoices>>

/** The form that says which framework takes the place of one, and which packages move. */
export const replacementPage = pageRoute({
  method: 'GET',
  url,
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => form(await getReplacementChoices(ctx.house, ctx.actor, ctx.params.frameworkId), { moves: ['new', 'handed-back', 'changed'], changedPercent: '20' }),
})

export const replacementAction = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_MARKET,
  params,
  handler: async (ctx) => {
    const { frameworkId } = ctx.params
    const shown = await getReplacementChoices(ctx.house, ctx.actor, frameworkId)
    const read = readReplacement(ctx.body)
    if (!read.ok) return form(shown, ctx.body, read.errors)
    try {
      await replaceFramework(ctx.house, ctx.actor, { frameworkId, ...read.value })
    } catch (fault) {
      return form(shown, ctx.body, fieldErrorsOf(fault, 'byFrameworkId'))
    }
    const by = shown.others.find((each) => each.id === read.value.byFrameworkId)?.name ?? 'Another framework'
    return redirectTo(`/frameworks/${frameworkId}/transition`, `${by} takes the place of ${shown.framework.name} from ${wordsForDate(read.value.fromOn)}`)
  },
})

function readReplacement(body: FormBody): FormResult<Omit<ReplacementInput, 'frameworkId'>> {
  const errors: FieldError[] = []
  const byFrameworkId = textOf(body, 'byFrameworkId')
  if (!z.uuid().safeParse(byFrameworkId).success) errors.push(fieldError('byFrameworkId', 'Select the framework that takes its place'))
  const fromOn = neededDate(body, 'fromOn', 'The first day', errors)
  const moves = new Set(listOf(body, 'moves'))
  const percent = optionalWhole(body, 'changedPercent', { min: 0, max: 100, words: 'The share must be a whole number, 0 to 100' }, errors)
  if (moves.has('changed') && percent === null && !errors.some((error) => error.href === '#changedPercent')) errors.push(fieldError('changedPercent', 'Enter the share from which a change moves a package'))
  const allFromOn = optionalDate(body, 'allFromOn', 'The day from which every package moves', errors)
  const note = askedText(body, 'note', null, errors)
  if (errors.length > 0 || fromOn === undefined) return { ok: false, errors }
  return { ok: true, value: { byFrameworkId, fromOn, note, rule: { newPackages: moves.has('new'), handedBack: moves.has('handed-back'), transferred: moves.has('transferred'), changedPercent: moves.has('changed') ? percent : null, allFromOn } } }
}

function form({ framework, replacement, others, today }: Choices, values: FormBody, errors: readonly FieldError[] = []): PageReply {
  const kinds = [
    ['new', 'New packages'],
    ['handed-back', 'Packages that their provider hands back'],
    ['changed', 'Packages whose weekly hours change for good by more than the share below'],
    ['transferred', 'Packages that are transferred to another provider'],
  ] as const
  const isBarred = replacement !== null || others.length === 0
  return formPage(
    {
      title: 'Say what replaces it',
      caption: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Say what replaces it' }],
      intro: ['Packages that have a provider stay with it until one of these happens; then the person is referred into the other framework. Nothing is placed or ended by this form.'],
      inset: replacement !== null ? `${replacement.byName} takes its place from ${wordsForDate(replacement.fromOn)} already. Withdraw that first.` : others.length === 0 ? 'There is no other framework in force or to come. Add it first.' : undefined,
      fields: isBarred ? [] : [
        { kind: 'select', name: 'byFrameworkId', label: 'Framework that takes its place', items: choices(others.map((each) => [each.id, `${each.name} (${wordsForDate(each.startsOn)} to ${wordsForDate(each.endsOn)})`]), values, 'byFrameworkId', 'Choose a framework') },
        { kind: 'date', name: 'fromOn', label: 'First day', hint: `Today, ${wordsForDate(today)}, or later. What was referred before stays.` },
        { kind: 'checkboxes', name: 'moves', label: 'What moves from that day', items: choices(kinds, values, 'moves') },
        { kind: 'text', name: 'changedPercent', label: 'Share of the weekly hours that a change must exceed', hint: 'Changes for good since the first day count together', width: 'govuk-input--width-3', suffix: '%', inputmode: 'numeric' },
        { kind: 'date', name: 'allFromOn', label: 'Day from which every package moves (optional)', hint: 'Left empty, existing packages stay until they end. Brokers transfer the rest; a person may keep the provider they have where it stands in the new framework.' },
        { kind: 'textarea', name: 'note', label: 'What was decided (optional)', hint: 'For the council alone', rows: 3 },
      ],
      button: isBarred ? '' : 'Save',
    },
    { ...(values['fromOn-day'] === undefined && !isBarred ? dateValues('fromOn', firstDay(others, today)) : {}), ...values },
    errors,
  )
}

/** The first day of the only framework that is to come, else today. */
function firstDay(others: Choices['others'], today: Temporal.PlainDate): Temporal.PlainDate {
  const only = others.length === 1 ? others[0] : undefined
  return only !== undefined && Temporal.PlainDate.compare(only.startsOn, today) > 0 ? only.startsOn : today
}

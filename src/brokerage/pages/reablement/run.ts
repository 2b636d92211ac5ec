import { z } from 'zod'
import { hoursFigure, wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { askedDate, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { endReablement, startReablement, type ExitInput } from '../../actions/run-reablement.ts'
import { seeOneReablement, type WholeReablement } from '../../actions/see-reablement.ts'
import { REABLEMENT_ENDING_NAMES, REABLEMENT_ENDINGS, RUN_REABLEMENT } from '../../terms/reablement.ts'
import { linesOf } from '../placement-life/change-deeds.ts'
import { fieldsPage, type FieldsForm, type FormField } from '../placement-life/fields-page.ts'
import { readVisitLines, visitLines } from '../refer/visit-lines.ts'

const params = z.object({ reablementId: z.uuid() })
type Ctx = PageContext<z.output<typeof params>>
interface Again {
  readonly errors: readonly FieldError[]
  readonly values: FormBody
}

/** Hours as typed, in whole minutes; null for what is no number of hours. */
export function minutesTyped(text: string): number | null {
  return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 60) : null
}

const startPage = pageRoute({ method: 'GET', url: '/reablement/:reablementId/start', permission: RUN_REABLEMENT, params, handler: (ctx) => showStart(ctx) })

const startAction = pageRoute({
  method: 'POST',
  url: '/reablement/:reablementId/start',
  permission: RUN_REABLEMENT,
  params,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const startsOn = askedDate(ctx.body, 'startsOn', 'first day', errors)
    const plannedEndOn = askedDate(ctx.body, 'plannedEndOn', 'planned last day', errors)
    const weeklyMinutes = minutesTyped(textOf(ctx.body, 'hours'))
    if (weeklyMinutes === null) errors.push(fieldError('hours', 'Enter the hours a week as a number, for example 7 or 10.5'))
    const team = askedText(ctx.body, 'team', 'Enter the team', errors)
    if (errors.length > 0 || startsOn === null || plannedEndOn === null || weeklyMinutes === null || team === null) return showStart(ctx, { errors, values: ctx.body })
    try {
      await startReablement(ctx.house, ctx.actor, { ...ctx.params, startsOn, plannedEndOn, weeklyMinutes, team })
    } catch (fault) {
      return showStart(ctx, { errors: fieldErrorsOf(fault, 'startsOn'), values: ctx.body })
    }
    return redirectTo(`/reablement/${ctx.params.reablementId}`, `A place is given from ${wordsForDate(startsOn)}`)
  },
})

async function showStart(ctx: Ctx, again?: Again): Promise<PageReply> {
  const seen = await seeOneReablement(ctx.house, ctx.actor, ctx.params.reablementId)
  const fields: readonly FormField[] = [
    { kind: 'date', name: 'startsOn', label: 'First day' },
    { kind: 'date', name: 'plannedEndOn', label: 'Planned last day' },
    { kind: 'text', name: 'hours', label: 'Hours a week of reablement', hint: `${wordsForHours(seen.minutesBefore)} a week were referred for` },
    { kind: 'text', name: 'team', label: 'Team' },
  ]
  const values = again?.values ?? { ...dateValues('startsOn', seen.today), ...dateValues('plannedEndOn', seen.today.add({ weeks: seen.usualWeeks }).subtract({ days: 1 })), hours: hoursFigure(seen.minutesBefore), team: '' }
  return formPage(seen, { title: 'Give a place in reablement', button: 'Give the place', words: ['The place is taken from the first day until reablement ends.'], fields, values }, again?.errors)
}

const exitPage = pageRoute({ method: 'GET', url: '/reablement/:reablementId/exit', permission: RUN_REABLEMENT, params, handler: (ctx) => showExit(ctx) })

const exitAction = pageRoute({
  method: 'POST',
  url: '/reablement/:reablementId/exit',
  permission: RUN_REABLEMENT,
  params,
  handler: async (ctx) => {
    const form = readExit(ctx.body)
    if (!form.ok) return showExit(ctx, { errors: form.errors, values: ctx.body })
    try {
      const { packageId, packageReference } = await endReablement(ctx.house, ctx.actor, { ...ctx.params, ...form.value })
      return packageId === null ? redirectTo(`/reablement/${ctx.params.reablementId}`, 'Recorded. No care goes on from it') : redirectTo(`/packages/${packageId}`, `Recorded. Package ${packageReference ?? ''} goes on to find a provider`)
    } catch (fault) {
      return showExit(ctx, { errors: fieldErrorsOf(fault, 'exitOn'), values: ctx.body })
    }
  },
})

function readExit(body: FormBody): { readonly ok: true; readonly value: Omit<ExitInput, 'reablementId'> } | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const exitOn = askedDate(body, 'exitOn', 'last day', errors)
  const ending = REABLEMENT_ENDINGS.find((each) => each === textOf(body, 'ending'))
  if (ending === undefined) errors.push(fieldError('ending', 'Choose how it ended'))
  const need = (['none', 'same', 'other', 'unknown'] as const).find((each) => each === textOf(body, 'need'))
  if (need === undefined) errors.push(fieldError('need', 'Choose which care is needed now'))
  const typed = need === 'other' ? readVisitLines(visitLines(body, false)) : { visits: [], errors: [] }
  errors.push(...typed.errors)
  const note = askedText(body, 'note', null, errors)
  if (errors.length > 0 || exitOn === null || ending === undefined || need === undefined) return { ok: false, errors }
  return { ok: true, value: { exitOn, ending, note, care: need === 'other' ? typed.visits.map(({ visit }) => visit) : need } }
}

async function showExit(ctx: Ctx, again?: Again): Promise<PageReply> {
  const seen = await seeOneReablement(ctx.house, ctx.actor, ctx.params.reablementId)
  const hasBegun = seen.start !== null
  const endings = REABLEMENT_ENDINGS.filter((each) => (hasBegun ? each !== 'no-place' : each !== 'completed'))
  const fields: readonly FormField[] = [
    { kind: 'date', name: 'exitOn', label: hasBegun ? 'Last day of reablement' : 'Day on which this was known' },
    { kind: 'radios', name: 'ending', label: 'How it ended', items: endings.map((value) => ({ value, text: REABLEMENT_ENDING_NAMES[value] })) },
    {
      kind: 'radios',
      name: 'need',
      label: 'Care that is needed now',
      hint: `${wordsForHours(seen.minutesBefore)} a week were referred for`,
      items: [{ value: 'none', text: 'No further support' }, { value: 'same', text: 'The same week as referred for' }, { value: 'other', text: 'Another week: change it below' }, { value: 'unknown', text: 'Not known, for example while in hospital' }],
    },
    { kind: 'area', name: 'note', label: 'Note (optional)', hint: 'Without names or addresses' },
    { kind: 'week' },
  ]
  const values = again?.values ?? { ...dateValues('exitOn', seen.today), ...linesOf(seen.package.pattern) }
  const words = ['Care that is needed goes out at once as a new package, which waits for a provider. The week below counts only when you choose another week.']
  return formPage(seen, { title: hasBegun ? 'Reablement has ended' : 'Reablement will not begin', button: 'Record it', words, fields, values }, again?.errors)
}

function formPage(seen: WholeReablement, form: Pick<FieldsForm, 'title' | 'button' | 'words' | 'fields' | 'values'>, errors?: readonly FieldError[]): PageReply {
  return fieldsPage({ ...form, caption: `Package ${seen.packageReference}, ${seen.person.initials}`, breadcrumbs: [{ text: 'Reablement', href: '/reablement' }, { text: seen.packageReference, href: `/reablement/${seen.id}` }, { text: form.title }], isWarning: false }, errors)
}

/** Pages on which a place is given and an exit recorded. */
export const runReablementPages = [startPage, startAction, exitPage, exitAction] as const

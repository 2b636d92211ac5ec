import { z } from 'zod'
import { FUNDERS, FUNDER_NAMES, NEEDS, NEED_NAMES, REFERRAL_SOURCES, REFERRAL_SOURCE_NAMES, SERVICE_LINES, SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { londonDate } from '../../../kernel/london.ts'
import { countOf, hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { askedDate, atDates, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, fieldError, fieldErrorsOf, listOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { declareReablement, setReablementRule } from '../../actions/set-reablement.ts'
import { seeReablementRules, seeReablementZones } from '../../actions/see-reablement.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { DECLARE_REABLEMENT, reablementRuleDocument, SEE_REABLEMENT, SET_REABLEMENT_RULE, type ReablementRule, type ReablementRuleDocument } from '../../terms/reablement.ts'
import { minutesTyped } from './run.ts'

interface Again {
  readonly errors: readonly FieldError[]
  readonly values: FormBody
}

const LISTS = {
  sources: { label: 'Sources', values: REFERRAL_SOURCES.filter((each) => each !== 'reablement-exit'), names: REFERRAL_SOURCE_NAMES },
  serviceLines: { label: 'Service lines', values: SERVICE_LINES, names: SERVICE_LINE_NAMES },
  funders: { label: 'Who pays', values: FUNDERS, names: FUNDER_NAMES },
  needs: { label: 'At least one of these needs (none ticked: any)', values: NEEDS, names: NEED_NAMES },
  excludedNeeds: { label: 'None of these needs', values: NEEDS, names: NEED_NAMES },
} as const
type ListName = keyof typeof LISTS
const LIST_NAMES = Object.keys(LISTS) as ListName[]

/** Who goes through reablement first, with every rule before; for commissioners the form. */
const rulePage = pageRoute({ method: 'GET', url: '/reablement/rule', permission: SEE_REABLEMENT, handler: (ctx) => showRule(ctx) })

const ruleAction = pageRoute({
  method: 'POST',
  url: '/reablement/rule',
  permission: SET_REABLEMENT_RULE,
  handler: async (ctx) => {
    const { body } = ctx
    const errors: FieldError[] = []
    const hours = textOf(body, 'mostHours')
    const mostWeeklyMinutes = hours === '' ? null : minutesTyped(hours)
    if (hours !== '' && (mostWeeklyMinutes === null || mostWeeklyMinutes < 1 || mostWeeklyMinutes > 20_160)) errors.push(fieldError('mostHours', 'Enter hours a week as a number up to 336, or leave it empty'))
    if (!/^\d{1,3}$/.test(textOf(body, 'notAgainWithinDays')) || Number(textOf(body, 'notAgainWithinDays')) > 730) errors.push(fieldError('notAgainWithinDays', 'Enter days from 0 to 730'))
    if (!/^([1-9]|1[0-2])$/.test(textOf(body, 'usualWeeks'))) errors.push(fieldError('usualWeeks', 'Enter weeks from 1 to 12'))
    const note = askedText(body, 'note', null, errors)
    const parsed = reablementRuleDocument.safeParse({ isOpen: textOf(body, 'isOpen') === 'yes', ...Object.fromEntries(LIST_NAMES.map((name) => [name, listOf(body, name)])), mostWeeklyMinutes, notAgainWithinDays: Number(textOf(body, 'notAgainWithinDays')), usualWeeks: Number(textOf(body, 'usualWeeks')), whenFull: textOf(body, 'whenFull') })
    if (!parsed.success && errors.length === 0) errors.push(fieldError('whenFull', 'Choose what happens without a free place'))
    if (errors.length > 0 || !parsed.success) return showRule(ctx, { errors, values: body })
    try {
      await setReablementRule(ctx.house, ctx.actor, { document: parsed.data, note })
    } catch (fault) {
      return showRule(ctx, { errors: fieldErrorsOf(fault, 'sources'), values: body })
    }
    return redirectTo('/reablement/rule', 'Set from now on')
  },
})

const FIRST: ReablementRuleDocument = { isOpen: false, sources: [], serviceLines: [], funders: [], needs: [], excludedNeeds: ['end-of-life'], mostWeeklyMinutes: null, notAgainWithinDays: 90, usualWeeks: 6, whenFull: 'wait' }

function valuesOf(document: ReablementRuleDocument): FormBody {
  return { isOpen: document.isOpen ? 'yes' : '', ...Object.fromEntries(LIST_NAMES.map((name) => [name, document[name]])), mostHours: document.mostWeeklyMinutes === null ? '' : hoursFigure(document.mostWeeklyMinutes), notAgainWithinDays: String(document.notAgainWithinDays), usualWeeks: String(document.usualWeeks), whenFull: document.whenFull, note: '' }
}

function ruleRows({ document }: ReablementRule): readonly { readonly key: string; readonly text: string; readonly hint?: string }[] {
  const named = (name: ListName, none: string): string => (document[name].length === 0 ? none : document[name].map((each) => (LISTS[name].names as Readonly<Record<string, string>>)[each] ?? each).join(', '))
  return [
    { key: 'Gateway', text: document.isOpen ? 'Open' : 'Closed' },
    { key: 'Sources', text: named('sources', 'None') },
    { key: 'Service lines', text: named('serviceLines', 'None') },
    { key: 'Who pays', text: named('funders', 'None') },
    { key: 'Needs', text: named('needs', 'Any'), ...(document.needs.length === 0 ? {} : { hint: 'At least one of them' }) },
    { key: 'Left out', text: named('excludedNeeds', 'No need'), hint: 'Whoever has one of these goes straight to long-term care' },
    { key: 'Hours a week', text: document.mostWeeklyMinutes === null ? 'No limit' : `At most ${hoursFigure(document.mostWeeklyMinutes)}` },
    { key: 'Not again', text: document.notAgainWithinDays === 0 ? 'No limit' : `Within ${countOf(document.notAgainWithinDays, 'day')} of the last reablement` },
    { key: 'A stay is usually', text: countOf(document.usualWeeks, 'week') },
    { key: 'Without a free place', text: document.whenFull === 'wait' ? 'People wait for one' : 'People go straight to long-term care' },
  ]
}

async function showRule(ctx: Pick<PageContext, 'house' | 'actor'>, again?: Again): Promise<PageReply> {
  const rules = await seeReablementRules(ctx.house, ctx.actor)
  const [rule] = rules
  const values = again?.values ?? valuesOf(rule?.document ?? FIRST)
  const view = {
    title: 'Who goes through reablement first',
    breadcrumbs: [{ text: 'Reablement', href: '/reablement' }, { text: 'Who goes first' }],
    errors: again?.errors,
    values,
    rows: rule === undefined ? [] : ruleRows(rule),
    set: rule === undefined ? 'Nothing is set yet, so referrals go straight to long-term care.' : `Set by ${rule.setBy}, ${wordsForMoment(rule.setAt)}.${rule.note === null ? '' : ` ${rule.note}`}`,
    before: rules.slice(1).map((each) => ({ title: `Set by ${each.setBy}, ${wordsForMoment(each.setAt)}`, note: each.note, rows: ruleRows(each) })),
    maySet: holds(ctx.actor, SET_REABLEMENT_RULE),
    lists: LIST_NAMES.map((name) => ({ name, label: LISTS[name].label, items: LISTS[name].values.map((value) => ({ value, text: (LISTS[name].names as Readonly<Record<string, string>>)[value] ?? value, checked: listOf(values, name).includes(value) })) })),
  }
  return page('brokerage/pages/reablement/rule.njk', view, again === undefined ? {} : { status: 400 })
}

const capacityPage = pageRoute({ method: 'GET', url: '/reablement/capacity', permission: DECLARE_REABLEMENT, handler: (ctx) => showCapacity(ctx) })

const capacityAction = pageRoute({
  method: 'POST',
  url: '/reablement/capacity',
  permission: DECLARE_REABLEMENT,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const zoneId = textOf(ctx.body, 'zoneId')
    if (!z.uuid().safeParse(zoneId).success) errors.push(fieldError('zoneId', 'Choose the zone'))
    const fromOn = askedDate(ctx.body, 'fromOn', 'first day', errors)
    const unit = (['places', 'minutes'] as const).find((each) => each === textOf(ctx.body, 'unit'))
    if (unit === undefined) errors.push(fieldError('unit', 'Choose what you count'))
    const typed = textOf(ctx.body, 'size')
    const size = unit === 'minutes' ? minutesTyped(typed) : /^\d{1,5}$/.test(typed) ? Number(typed) : null
    if (size === null) errors.push(fieldError('size', unit === 'minutes' ? 'Enter hours a week as a number, for example 120.5' : 'Enter a whole number, for example 12'))
    const note = askedText(ctx.body, 'note', null, errors)
    if (errors.length > 0 || fromOn === null || unit === undefined || size === null) return showCapacity(ctx, { errors, values: ctx.body })
    try {
      await declareReablement(ctx.house, ctx.actor, { zoneId, fromOn, unit, size, note })
    } catch (fault) {
      return showCapacity(ctx, { errors: fieldErrorsOf(fault, 'zoneId'), values: ctx.body })
    }
    return redirectTo('/reablement', `Declared from ${wordsForDate(fromOn)}`)
  },
})

async function showCapacity(ctx: Pick<PageContext, 'house' | 'actor'>, again?: Again): Promise<PageReply> {
  const zones = await seeReablementZones(ctx.house, ctx.actor)
  const today = londonDate(ctx.house.clock.now())
  const view = {
    title: 'Declare what a zone has',
    breadcrumbs: [{ text: 'Reablement', href: '/reablement' }, { text: 'Declare' }],
    errors: again === undefined ? undefined : atDates(again.errors, ['fromOn']),
    values: again?.values ?? { ...dateValues('fromOn', today), unit: 'places' },
    words: ['What you declare holds from its first day until another declaration begins. People who have a place keep it when it is less than before.'],
    fields: [
      { kind: 'select', name: 'zoneId', label: 'Zone', items: [{ value: '', text: 'Choose a zone' }, ...zones.map((zone) => ({ value: zone.id, text: zone.name }))] },
      { kind: 'radios', name: 'unit', label: 'Counted in', items: [{ value: 'places', text: 'People at once' }, { value: 'minutes', text: 'Hours a week' }] },
      { kind: 'text', name: 'size', label: 'How many' },
      { kind: 'date', name: 'fromOn', label: 'First day' },
      { kind: 'text', name: 'note', label: 'Note (optional)' },
    ],
    lines: [],
    button: 'Declare it',
    isWarning: false,
  }
  return page('brokerage/pages/placement-life/page.njk', view, again === undefined ? {} : { status: 400 })
}

/** Pages on which the rule and the places of reablement are set. */
export const setReablementPages = [rulePage, ruleAction, capacityPage, capacityAction] as const

import { z } from 'zod'
import type { PatternVisit } from '../../../care/terms.ts'
import { hoursFigure, wordsForDate, wordsForTime } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { NotFound } from '../../../platform/action/refused.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import { askedDate, dateError, dateValues } from '../../../platform/web/date-boxes.ts'
import { askedText, dateOf, fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { changeWeek, decideChange, type ChangeInput } from '../../actions/change-week.ts'
import { mayApproveOwn } from '../../actions/refuse-unfit-approver.ts'
import { seePlacement } from '../../actions/see-placements.ts'
import { APPROVE_CHANGES, ASK_FOR_CHANGES } from '../../terms/placement-life.ts'
import { weekVisits } from '../package/present.ts'
import { readVisitLines, visitLines } from '../refer/visit-lines.ts'
import { deedRoutes } from './deed.ts'
import { changeTag, changeWords } from './present.ts'

/** A week as the lines of the form: visits alike but for their day share a line. */
export function linesOf(pattern: readonly PatternVisit[]): FormBody {
  const alike = new Map<string, PatternVisit[]>()
  for (const visit of pattern) {
    const key = [visit.earliestMinute, visit.latestMinute, visit.minutes, visit.workers, visit.timeCritical, visit.justification ?? ''].join(' ')
    alike.set(key, [...(alike.get(key) ?? []), visit])
  }
  const groups = [...alike.values()].toSorted((a, b) => (a[0]?.earliestMinute ?? 0) - (b[0]?.earliestMinute ?? 0))
  const values: Record<string, string | readonly string[]> = { lines: String(Math.max(4, groups.length + 1)) }
  groups.forEach((visits, index) => {
    const [first] = visits
    if (first === undefined) return
    const name = (field: string): string => `visit-${String(index + 1)}-${field}`
    values[name('days')] = visits.map((visit) => String(visit.dayOfWeek))
    values[name('earliest')] = wordsForTime(first.earliestMinute)
    values[name('latest')] = first.latestMinute === first.earliestMinute ? '' : wordsForTime(first.latestMinute)
    values[name('minutes')] = String(first.minutes)
    values[name('workers')] = String(first.workers)
    values[name('critical')] = first.timeCritical ? 'yes' : ''
    values[name('why')] = first.justification ?? ''
  })
  return values
}

const ask = deedRoutes({
  slug: 'change',
  permission: ASK_FOR_CHANGES,
  title: 'Change the week',
  button: 'Ask for this change',
  mainField: 'fromOn',
  words: (seen) => [
    `${hoursFigure(seen.weeklyMinutes)} hours a week were agreed.`,
    seen.changeTerms === null ? 'The framework does not say which changes need no approval: somebody else approves each.' : `For some days, a change of up to ${String(seen.changeTerms.tolerancePercent)}% of the hours needs no approval. For good, one of more than ${String(seen.changeTerms.significantPercent)}% makes a new package, which goes out by the framework’s order.`,
  ],
  fields: () => [
    { kind: 'date', name: 'fromOn', label: 'First day' },
    { kind: 'date', name: 'toOn', label: 'Last day (optional)', hint: 'Left empty, the change is for good' },
    { kind: 'text', name: 'reason', label: 'Why the week changes', hint: 'Without names or addresses' },
    { kind: 'week' },
  ],
  values: (seen) => ({ ...dateValues('fromOn', seen.today), ...linesOf(seen.pattern) }),
  read: (body) => {
    const errors: FieldError[] = []
    const fromOn = askedDate(body, 'fromOn', 'first day', errors)
    const toOn = dateOf(body, 'toOn')
    if (toOn === null) errors.push(dateError('toOn', 'The last day must be a real date, or left empty'))
    const reason = askedText(body, 'reason', 'Enter why the week changes', errors)
    const typed = readVisitLines(visitLines(body, false))
    errors.push(...typed.errors)
    return errors.length > 0 || fromOn === null || reason === null ? { ok: false, errors } : { ok: true, value: { fromOn, toOn: toOn ?? null, reason, pattern: typed.visits.map(({ visit }) => visit) } }
  },
  run: async (ctx, value: Omit<ChangeInput, 'placementId'>) => {
    const outcome = await changeWeek(ctx.house, ctx.actor, { placementId: ctx.params.placementId, ...value })
    if (outcome.course === 'new-package') return { said: `The change is so large that it makes a new package: ${outcome.packageReference}. This placement ends the day before`, ...(ctx.actor.organisationId === null ? { to: `/packages/${outcome.packageId}` } : {}) }
    return { said: outcome.course === 'at-once' ? `The week changes from ${wordsForDate(value.fromOn)}` : 'The change is asked for. Somebody else approves it before it holds' }
  },
})

const params = z.object({ placementId: z.uuid(), changeId: z.uuid() })
type Ctx = PageContext<z.output<typeof params>>

const changePage = pageRoute({ method: 'GET', url: '/placements/:placementId/changes/:changeId', permission: [ASK_FOR_CHANGES, APPROVE_CHANGES], params, handler: (ctx) => showChange(ctx) })

const decide = pageRoute({
  method: 'POST',
  url: '/placements/:placementId/changes/:changeId',
  permission: APPROVE_CHANGES,
  params,
  handler: async (ctx) => {
    const decision = textOf(ctx.body, 'decision')
    const errors: FieldError[] = []
    if (decision !== 'approve' && decision !== 'refuse') errors.push(fieldError('decision', 'Choose whether the change is approved'))
    const note = askedText(ctx.body, 'note', decision === 'refuse' ? 'Say why it is refused' : null, errors)
    if (errors.length > 0) return showChange(ctx, errors)
    try {
      await decideChange(ctx.house, ctx.actor, { ...ctx.params, isApproved: decision === 'approve', note })
    } catch (fault) {
      return showChange(ctx, fieldErrorsOf(fault, 'decision'))
    }
    return redirectTo(`/placements/${ctx.params.placementId}`, decision === 'approve' ? 'The change is approved. Visits follow it' : 'The change is refused. The week stays as it is')
  },
})

async function showChange(ctx: Ctx, errors?: readonly FieldError[]): Promise<PageReply> {
  const seen = await seePlacement(ctx.house, ctx.actor, ctx.params.placementId)
  const change = seen.life.changes.find((each) => each.id === ctx.params.changeId)
  if (change === undefined) throw new NotFound('The change')
  const view = {
    title: 'Change of the week',
    caption: `Package ${seen.packageReference}, ${seen.person.initials}`,
    breadcrumbs: [{ text: ctx.actor.organisationId === null ? 'Placements' : 'Packages held', href: '/placements' }, { text: seen.packageReference, href: `/placements/${ctx.params.placementId}` }, { text: 'Change' }],
    errors,
    values: ctx.body,
    tag: changeTag(change),
    words: [changeWords(change), ...change.reasons.map((reason) => reason.words), ...(change.decision?.note == null ? [] : [change.decision.note])],
    week: weekGrid('The week asked for', weekVisits(change.pattern)),
    mayDecide: change.needsApproval && change.decision === null && holds(ctx.actor, APPROVE_CHANGES) && (change.askedBy !== ctx.actor.name || (await mayApproveOwn(ctx.house, ctx.actor))),
  }
  return page('brokerage/pages/placement-life/change.njk', view, errors === undefined ? {} : { status: 400 })
}

/** Pages on which a change of the week is asked for and decided. */
export const changePages: readonly PageRoute[] = [...ask, changePage, decide]

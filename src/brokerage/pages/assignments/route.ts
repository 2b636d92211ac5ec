import { RATINGS, RATING_NAMES } from '../../../market/terms.ts'
import { hoursFigure } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldError, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { assignWaiting } from '../../actions/assign-waiting.ts'
import { seeAssignments } from '../../actions/see-assignment.ts'
import { RATED } from '../../terms/assignment-problem.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEE_BOARD, SEND_OFFERS } from '../../terms.ts'

const BEFORE: FormBody = { crossZone: 'yes', ratingFloor: 'requires-improvement' }

/** The best assignments that were worked out, and for brokers the form that works out another. */
export const assignmentsPage = pageRoute({ method: 'GET', url: '/assignments', permission: SEE_BOARD, handler: (ctx) => show(ctx, BEFORE) })

export const assignWaitingAction = pageRoute({
  method: 'POST',
  url: '/assignments',
  permission: SEND_OFFERS,
  handler: async (ctx) => {
    const errors: FieldError[] = []
    const floor = RATINGS.find((rating) => rating === textOf(ctx.body, 'ratingFloor'))
    if (floor === undefined || floor === 'not-rated') errors.push(fieldError('ratingFloor', 'Choose the lowest rating'))
    const share = textOf(ctx.body, 'mostShare')
    const percent = share === '' ? null : Number(share)
    if (percent !== null && !(/^\d{1,3}$/.test(share) && percent >= 1 && percent <= 100)) errors.push(fieldError('mostShare', 'The most that one provider may hold must be a whole percentage from 1 to 100, or left empty'))
    if (floor === undefined || floor === 'not-rated' || errors.length > 0) return show(ctx, ctx.body, errors)
    const rules = { crossZone: textOf(ctx.body, 'crossZone') === 'yes', leadFirst: textOf(ctx.body, 'leadFirst') === 'yes', ratingFloor: floor, mostSharePercent: percent }
    const { assignmentId } = await assignWaiting(ctx.house, ctx.actor, { rules })
    return redirectTo(`/assignments/${assignmentId}`, 'The assignment is worked out. Nothing has been sent: decide about each line.')
  },
})

async function show(ctx: PageContext, values: FormBody, errors?: readonly FieldError[]): Promise<PageReply> {
  const rows = await seeAssignments(ctx.house, ctx.actor)
  const table = dataTable<(typeof rows)[number]>({
    key: 'assignments',
    caption: 'Assignments worked out',
    noun: ['assignment', 'assignments'],
    url: errors === undefined ? ctx.url : '/assignments',
    rows,
    emptyWords: 'None yet. An assignment gives the packages that wait to the hours that providers have declared.',
    columns: [
      { key: 'made', heading: 'Worked out', value: (row) => ({ text: wordsForMoment(row.madeAt), href: `/assignments/${row.id}` }), sort: (row) => row.madeAt.epochMilliseconds, csv: (row) => row.madeAt.toString() },
      { key: 'by', heading: 'By', value: (row) => row.madeBy },
      { key: 'placed', heading: 'Would be placed', numeric: true, value: (row) => `${String(row.placedPackages)} (${hoursFigure(row.placedMinutes)} hours)`, sort: (row) => row.placedPackages },
      { key: 'waiting', heading: 'Would wait', numeric: true, value: (row) => `${String(row.waitingPackages)} (${hoursFigure(row.waitingMinutes)} hours)`, sort: (row) => row.waitingPackages },
      { key: 'accepted', heading: 'Offers sent', numeric: true, value: (row) => String(row.accepted), sort: (row) => row.accepted },
      { key: 'refused', heading: 'Refused', numeric: true, value: (row) => String(row.refused), sort: (row) => row.refused },
    ],
  })
  const view = {
    title: 'Best assignment',
    wide: true,
    errors,
    values,
    table,
    mayRun: holds(ctx.actor, SEND_OFFERS),
    ratings: RATED.map((rating) => ({ value: rating, text: rating === 'inadequate' ? 'Any rating' : rating === 'outstanding' ? RATING_NAMES[rating] : `${RATING_NAMES[rating]} or better`, selected: textOf(values, 'ratingFloor') === rating })),
  }
  return tableReply(ctx, [table], page('brokerage/pages/assignments/page.njk', view, errors === undefined ? {} : { status: 400 }))
}

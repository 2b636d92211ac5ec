import { wordsForDate, wordsForHours } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable, type Column } from '../../../platform/components/data-table.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext, type PageRoute } from '../../../platform/web/route.ts'
import { decidePartialAnswer, type PartialDecisionInput } from '../../actions/decide-partial-answer.ts'
import { seePartialAnswers } from '../../actions/see-partial-answers.ts'
import { AGREED_BY, AGREED_BY_NAMES } from '../../terms/partial-answer.ts'
import { SEE_BOARD, SEND_OFFERS } from '../../terms.ts'
import { packageParams } from '../package/route.ts'
import { answerCard, comparedVisits, type ComparedVisit } from './present.ts'

const url = '/packages/:packageId/partial-answers'
type Ctx = PageContext<{ readonly packageId: string }>

/** What providers can do of a package they could not take whole, side by side with the need, and the broker's decision on each. */
const comparePage = pageRoute({ method: 'GET', url, permission: SEE_BOARD, params: packageParams, handler: (ctx) => show(ctx) })

const decideAction = pageRoute({
  method: 'POST',
  url,
  permission: SEND_OFFERS,
  params: packageParams,
  handler: async (ctx) => {
    const { answers } = await seePartialAnswers(ctx.house, ctx.actor, ctx.params.packageId)
    const index = answers.findIndex(({ answer }) => answer.offerId === textOf(ctx.body, 'offerId'))
    if (index < 0) return show(ctx, [fieldError('answers', 'Choose the answer to decide on')])
    const prefix = `a${String(index + 1)}-`
    const read = readDecision(ctx, prefix)
    if ('errors' in read) return show(ctx, read.errors)
    try {
      const done = await decidePartialAnswer(ctx.house, ctx.actor, read.input)
      if (done.placementId !== null) return redirectTo(`/placements/${done.placementId}`, 'The package is placed with the week that the provider offered')
      if (done.parts.length > 0) return redirectTo(`/packages/${ctx.params.packageId}`, `The package is split into ${done.parts.map((part) => part.packageReference).join(' and ')}. The first is on offer; begin the search for the other`)
      return redirectTo(`/packages/${ctx.params.packageId}/partial-answers`, 'The answer is refused. The search goes on')
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'decision').map((error) => fieldError(`${prefix}${error.field}`, error.text)))
    }
  },
})

export const partialAnswersPages: readonly PageRoute[] = [comparePage, decideAction]

function readDecision(ctx: Ctx, prefix: string): { readonly input: PartialDecisionInput } | { readonly errors: readonly FieldError[] } {
  const of = (name: string): string => textOf(ctx.body, `${prefix}${name}`)
  const errors: FieldError[] = []
  const fail = (name: string, text: string): void => void errors.push(fieldError(`${prefix}${name}`, text))
  const decision = (['accepted', 'split', 'refused'] as const).find((each) => each === of('decision'))
  const agreedBy = AGREED_BY.find((each) => each === of('agreedBy'))
  const reason = of('reason')
  if (decision === undefined) fail('decision', 'Choose what to do with this answer')
  if (decision === 'accepted' && agreedBy === undefined) fail('agreedBy', 'Choose who agreed to this week')
  if (reason === '') fail('reason', 'Enter why')
  if (reason.length > 500) fail('reason', 'The reason must be 500 characters or fewer')
  const offerId = textOf(ctx.body, 'offerId')
  if (errors.length > 0 || decision === undefined) return { errors }
  if (decision !== 'accepted') return { input: { offerId, decision, reason } }
  return agreedBy === undefined ? { errors } : { input: { offerId, decision, agreedBy, reason } }
}

async function show(ctx: Ctx, errors?: readonly FieldError[]): Promise<PageReply> {
  const { packageId } = ctx.params
  const seen = await seePartialAnswers(ctx.house, ctx.actor, packageId)
  const { carePackage, answers } = seen
  const columns: Column<ComparedVisit>[] = [
    { key: 'days', heading: 'Days', value: (row) => row.days },
    { key: 'asked', heading: 'Asked for', value: (row) => row.asked },
    ...answers.map(({ providerName }, index) => ({ key: `answer-${String(index + 1)}`, heading: providerName, value: (row: ComparedVisit) => row.offered[index] ?? '' })),
  ]
  const table = dataTable<ComparedVisit>({ key: 'visits', caption: 'The week, visit by visit', noun: ['kind of visit', 'kinds of visits'], url: errors === undefined ? ctx.url : `/packages/${packageId}/partial-answers`, rows: comparedVisits(seen), rowHeading: 'asked', emptyWords: 'No provider has said what it can do of this package. An answer in part stands here as soon as one does.', columns })
  const view = {
    title: 'Answers in part',
    caption: `Package ${carePackage.reference}, ${seen.initials}`,
    breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: `Package ${carePackage.reference}`, href: `/packages/${packageId}` }, { text: 'Answers in part' }],
    wide: true,
    errors,
    values: ctx.body,
    need: `${wordsForHours(carePackage.weeklyMinutes)} a week are asked for, from ${wordsForDate(carePackage.startByOn)}.`,
    obstacle: answers.some((each) => each.decision === null) ? seen.obstacle : null,
    table,
    answers: answers.map((each, index) => ({ ...answerCard(each, index), canDecide: each.decision === null && holds(ctx.actor, SEND_OFFERS) && carePackage.withdrawnOn === null })),
    agreedItems: [{ value: '', text: 'Choose who agreed' }, ...AGREED_BY.map((by) => ({ value: by, text: AGREED_BY_NAMES[by] }))],
  }
  const shown = page('brokerage/pages/partial-answers/page.njk', view, errors === undefined ? {} : { status: 400 })
  return errors === undefined ? tableReply(ctx, [table], shown) : shown
}

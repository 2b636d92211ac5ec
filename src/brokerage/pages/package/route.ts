import { z } from 'zod'
import { SEE_PEOPLE } from '../../../care/terms.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { countOf } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { weekGrid } from '../../../platform/components/week-grid.ts'
import type { FieldError } from '../../../platform/web/form.ts'
import { page, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type FormBody, type PageContext } from '../../../platform/web/route.ts'
import { seePackageWork } from '../../actions/see-package-work.ts'
import { reablementOfPackage } from '../../actions/see-reablement.ts'
import { seePackage, type SeenPackage } from '../../actions/see-package.ts'
import { wordsForMoment } from '../../rules/moment-words.ts'
import { SEE_BOARD, SEND_OFFERS, type CallOff } from '../../terms.ts'
import { SEE_DOCUMENTS } from '../../terms/document.ts'
import { RUN_REABLEMENT, SEE_REABLEMENT } from '../../terms/reablement.ts'
import { expectedWaitWords } from '../../rules/expected-wait.ts'
import { PRIORITY_NAMES } from '../../rules/waiting-priority.ts'
import { COVER_RISKS, COVER_RISK_NAMES, INTERIM_COVERS, INTERIM_COVER_NAMES } from '../../terms/interim-cover.ts'
import { coverWords } from './cover-words.ts'
import { bidTable } from './bid-table.ts'
import { splitView } from './split-view.ts'
import { orderView, originRows, requirementRows, weekVisits } from './present.ts'
import { workActions, workView } from './work-part.ts'

export const packageParams = z.object({ packageId: z.uuid() })

/** A package: the need as a week, whom it is offered to in which order and why, and what can be done. */
export const packagePage = pageRoute({
  method: 'GET',
  url: '/packages/:packageId',
  permission: SEE_BOARD,
  params: packageParams,
  handler: (ctx) => showPackage(ctx, ctx.params.packageId),
})

/** Reablement that comes before the package, or that it followed; asked of the few packages that can have any. */
async function reablementLink(ctx: Pick<PageContext, 'house' | 'actor'>, carePackage: SeenPackage['carePackage']): Promise<{ readonly href: string; readonly words: string } | null> {
  if (!holds(ctx.actor, SEE_REABLEMENT) || (carePackage.withdrawnOn === null && carePackage.source !== 'reablement-exit')) return null
  const of = await reablementOfPackage(ctx.house, ctx.actor, carePackage.id)
  return of === null ? null : { href: `/reablement/${of.id}`, words: of.packageId === carePackage.id ? 'Reablement comes first' : 'After reablement' }
}

/** The page, also shown again with what was wrong with one of its forms. */
export async function showPackage(ctx: Pick<PageContext, 'house' | 'actor' | 'url'>, packageId: string, again?: { readonly errors: readonly FieldError[]; readonly values: FormBody }): Promise<PageReply> {
  const seen = await seePackage(ctx.house, ctx.actor, packageId)
  const work = workView(await seePackageWork(ctx.house, ctx.actor, packageId, false))
  const url = again === undefined ? ctx.url : `/packages/${packageId}`
  const bids = seen.searches.map((each, index) => bidTable(each.bids, `bids-${String(index + 1)}`, url))
  const { carePackage, order, placement } = seen
  const running = seen.searches.find((each) => each.callOff.closedAt === null)
  const asked = order?.places.filter((place) => place.step === 1).length ?? 0
  const isWaiting = placement === null && carePackage.withdrawnOn === null
  const view = {
    title: `Package ${carePackage.reference}`,
    breadcrumbs: [{ text: 'Waiting for care', href: '/board' }, { text: `Package ${carePackage.reference}` }],
    wide: true,
    errors: again?.errors,
    values: again?.values ?? {},
    packageId,
    person: { name: seen.person.initials, ...(holds(ctx.actor, SEE_PEOPLE) ? { href: `/people/${carePackage.personId}` } : {}), facts: identityFacts(seen) },
    week: weekGrid('The week', weekVisits(carePackage.pattern)),
    rows: [...requirementRows(carePackage), ...originRows(carePackage, seen.funding)],
    placement: placement === null ? null : { href: `/placements/${placement.id}`, words: `${placement.providerName} from ${wordsForDate(placement.startsOn)}${placement.endsOn === null ? '' : ` to ${wordsForDate(placement.endsOn)}`}` },
    reablement: await reablementLink(ctx, carePackage),
    sendToReablement: isWaiting && carePackage.part === null && holds(ctx.actor, RUN_REABLEMENT),
    withdrawn: carePackage.withdrawnOn === null ? null : wordsForDate(carePackage.withdrawnOn),
    split: seen.split === null ? null : splitView(seen.split, packageId),
    partialHref: seen.searches.some((each) => each.places.some((place) => place.offer?.status === 'partial')) ? `/packages/${packageId}/partial-answers` : null,
    reason: seen.reason,
    movedWords: seen.movedWords,
    next: seen.reason?.nextAt == null ? null : wordsForMoment(seen.reason.nextAt),
    preview: order === null ? null : orderView(order.steps, order.places),
    sendWords: asked === 0 ? null : `Send offers to ${countOf(asked, 'provider')}`,
    searches: seen.searches.map((each, index) => ({ heading: searchHeading(each.callOff), isNewest: index === 0, order: orderView(each.callOff.steps, each.places), bids: bids[index] })),
    runningCallOffId: running?.callOff.id,
    cover: seen.cover === null ? null : coverWords(seen.cover),
    expected: isWaiting ? { words: expectedWaitWords(seen.expected), like: seen.expected?.like, still: seen.expected?.stillFollowed } : null,
    priority: seen.priority === null ? null : { name: PRIORITY_NAMES[seen.priority.priority], why: seen.priority.reasons.map((reason) => reason.words).join('; ') },
    riskItems: [{ value: '', text: 'Not said' }, ...COVER_RISKS.map((risk) => ({ value: risk, text: COVER_RISK_NAMES[risk], selected: (again?.values['risk'] ?? seen.cover?.risk) === risk }))],
    coverItems: INTERIM_COVERS.map((kind) => ({ value: kind, text: INTERIM_COVER_NAMES[kind], checked: (again?.values['kind'] ?? seen.cover?.kind) === kind })),
    maySeeDocuments: holds(ctx.actor, SEE_DOCUMENTS),
    canAct: isWaiting && holds(ctx.actor, SEND_OFFERS),
    work,
    workActions: isWaiting ? workActions(ctx.actor, packageId, work.waits) : [],
  }
  const shown = page('brokerage/pages/package/page.njk', view, again === undefined ? {} : { status: 400 })
  return again === undefined ? tableReply(ctx, bids.filter((table) => table !== undefined), shown) : shown
}

function identityFacts(seen: SeenPackage): { term: string; text: string }[] {
  const waits = seen.reason === null ? [] : [{ term: 'Waiting', text: countOf(seen.days, 'day') }]
  return [{ term: 'Reference', text: seen.person.reference }, { term: 'Zone', text: seen.zoneName ?? 'No zone' }, { term: 'Framework', text: seen.frameworkName }, { term: 'Received', text: wordsForDate(seen.carePackage.receivedOn) }, ...waits]
}

function searchHeading(callOff: CallOff): string {
  const began = `begun ${wordsForMoment(callOff.openedAt)} by ${callOff.openedBy}`
  const ends = { placed: 'ended with a placement', exhausted: 'ended: nobody took it', withdrawn: 'withdrawn' }
  return callOff.closedReason === null ? `On offer now, ${began}` : `Offers ${began}, ${ends[callOff.closedReason]}`
}

import { z } from 'zod'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { countOf } from '../../../kernel/words.ts'
import { LINK_DAYS, makeCheckInLink, revokeCheckInLink, seeCheckInLinks } from '../../actions/check-in-links.ts'
import { keepSignOff, seeSignOff } from '../../actions/visit-tasks.ts'
import { KEEP_ROUNDS } from '../../terms/check-in.ts'

const url = '/check-in-links'

/** Care workers with their links: made, renewed and ended here. */
export const checkInLinksPage = pageRoute({ method: 'GET', url, permission: KEEP_ROUNDS, handler: (ctx) => show(ctx, []) })

/** Makes or renews a link, and shows it this once. */
export const checkInLinksPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_ROUNDS,
  handler: async (ctx) => {
    const days = textOf(ctx.body, 'days')
    try {
      const workerName = textOf(ctx.body, 'workerName')
      const made = await makeCheckInLink(ctx.house, ctx.actor, { workerReference: textOf(ctx.body, 'workerReference'), workerName, days: days === '' ? LINK_DAYS.usual : Number(days) })
      return await show(ctx, [], { workerName, path: `/check-in/${made.secret}`, until: made.expiresAt.toString() })
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'workerReference'))
    }
  },
})

/** Ends a link. */
export const revokeLinkPost = pageRoute({
  method: 'POST',
  url: '/check-in-links/:checkInLinkId/revoke',
  permission: KEEP_ROUNDS,
  params: z.object({ checkInLinkId: z.uuid() }),
  handler: async (ctx) => {
    await revokeCheckInLink(ctx.house, ctx.actor, ctx.params)
    return redirectTo(url, 'The link has ended. The phone forgets its round the next time it is online.')
  },
})

/** Says whether visits are to be signed off. */
export const signOffPost = pageRoute({
  method: 'POST',
  url: '/check-in-links/sign-off',
  permission: KEEP_ROUNDS,
  handler: async (ctx) => {
    const isRequired = textOf(ctx.body, 'sign-off') === 'required'
    await keepSignOff(ctx.house, ctx.actor, { isRequired })
    return redirectTo(url, isRequired ? 'Visits are to be signed off before the check-out. Phones ask for it the next time they are online.' : 'Visits may be signed off by choice')
  },
})

async function show(ctx: PageContext, errors: readonly FieldError[], made?: { readonly workerName: string; readonly path: string; readonly until: string }): Promise<PageReply> {
  const workers = await seeCheckInLinks(ctx.house, ctx.actor)
  const now = ctx.house.clock.now()
  const table = dataTable({
    caption: 'Care workers',
    noun: ['care worker', 'care workers'],
    url: ctx.url,
    rows: workers,
    emptyWords: 'No care worker has a link yet. Make the first one below.',
    columns: [
      { key: 'name', heading: 'Care worker', value: (worker) => ({ text: worker.name, hint: worker.reference }), sort: (worker) => worker.name },
      {
        key: 'link',
        heading: 'Link',
        value: ({ link }) =>
          link === null ? { text: '', tag: { text: 'Ended', colour: 'grey' } }
          : Temporal.Instant.compare(link.expiresAt, now) <= 0 ? { text: '', tag: { text: 'Past its end', colour: 'orange' } }
          : { text: `Until ${wordsForInstant(link.expiresAt)}`, tag: { text: 'In force', colour: 'green' } },
      },
      { key: 'used', heading: 'Last used', value: ({ link }) => (link?.lastUsedAt == null ? 'Not yet' : { text: wordsForInstant(link.lastUsedAt), hint: countOf(link.phones, 'phone or browser', 'phones or browsers') }), csv: ({ link }) => link?.lastUsedAt?.toString() ?? '' },
      { key: 'end', heading: 'End it', value: (worker) => (worker.link === null ? '' : { text: '', button: { text: 'End the link', action: `/check-in-links/${worker.link.id}/revoke`, describe: `of ${worker.name}` } }) },
    ],
  })
  const values = { workerReference: textOf(ctx.body, 'workerReference'), workerName: textOf(ctx.body, 'workerName'), days: textOf(ctx.body, 'days') || String(LINK_DAYS.usual) }
  const view = { title: 'Links to check in', wide: true, errors, table, made, mostDays: LINK_DAYS.most, signOff: (await seeSignOff(ctx.house, ctx.actor)) ? 'required' : 'choice', values: made === undefined ? values : { workerReference: '', workerName: '', days: String(LINK_DAYS.usual) } }
  return tableReply(ctx, [table], page('visits/pages/check-in-links/page.njk', view, { status: errors.length > 0 ? 400 : 200 }))
}

import { z } from 'zod'
import { dataTable } from '../../../platform/components/data-table.ts'
import { Refused } from '../../../platform/action/refused.ts'
import { textOf } from '../../../platform/web/form.ts'
import { page, redirectTo, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { wordsForDate } from '../../../kernel/words.ts'
import { londonDate } from '../../../kernel/london.ts'
import { makeHomeTag, revokeHomeTag, seeHomeTag, seeHomeTags, type TaggedHome } from '../../actions/home-tags.ts'
import { KEEP_ROUNDS } from '../../terms/check-in.ts'

const url = '/home-tags'

/** A home with one of its tags, or with none. */
interface Line {
  readonly home: TaggedHome
  readonly tag: TaggedHome['tags'][number] | undefined
}

/** Everybody the provider cares for, with the tags at their homes. */
export const homeTagsPage = pageRoute({
  method: 'GET',
  url,
  permission: KEEP_ROUNDS,
  handler: async (ctx) => {
    const homes = await seeHomeTags(ctx.house, ctx.actor)
    const rows = homes.flatMap((home): Line[] => (home.tags.length === 0 ? [{ home, tag: undefined }] : home.tags.map((tag) => ({ home, tag }))))
    const table = dataTable({
      caption: 'Tags at homes',
      noun: ['line', 'lines'],
      url: ctx.url,
      rows,
      emptyWords: 'You care for nobody today. Tags are made for the homes of people with a placement.',
      columns: [
        { key: 'person', heading: 'Person', value: ({ home }) => ({ text: home.initials, hint: home.reference }), sort: ({ home }) => home.reference },
        { key: 'code', heading: 'Tag', value: ({ tag }) => (tag === undefined ? 'None yet' : { text: spaced(tag.code), href: `/home-tags/${tag.id}`, hint: `Made ${wordsForDate(londonDate(tag.madeAt))}` }) },
        { key: 'end', heading: 'End it', value: ({ home, tag }) => (tag === undefined ? '' : { text: '', button: { text: 'End the tag', action: `/home-tags/${tag.id}/revoke`, describe: `of ${home.reference}` } }) },
      ],
    })
    const people = homes.map((home) => ({ value: home.personId, text: `${home.initials} (${home.reference})` }))
    return tableReply(ctx, [table], page('visits/pages/home-tags/page.njk', { title: 'Tags at homes', wide: true, table, people }))
  },
})

/** Makes a tag and opens it for printing. */
export const homeTagsPost = pageRoute({
  method: 'POST',
  url,
  permission: KEEP_ROUNDS,
  handler: async (ctx) => {
    const personId = z.uuid().safeParse(textOf(ctx.body, 'personId'))
    if (!personId.success) throw new Refused('no-person', 'Choose the person whose home the tag is for.', 'personId')
    const { homeTagId } = await makeHomeTag(ctx.house, ctx.actor, { personId: personId.data })
    return redirectTo(`/home-tags/${homeTagId}`, 'The tag is made. Print it, or write its address on an NFC tag.')
  },
})

/** One tag, to print. */
export const homeTagPage = pageRoute({
  method: 'GET',
  url: '/home-tags/:homeTagId',
  permission: KEEP_ROUNDS,
  params: z.object({ homeTagId: z.uuid() }),
  handler: async (ctx) => {
    const { tag, reference, initials } = await seeHomeTag(ctx.house, ctx.actor, ctx.params.homeTagId)
    return page('visits/pages/home-tag/page.njk', { title: `Tag ${spaced(tag.code)}`, breadcrumbs: [{ text: 'Tags at homes', href: url }, { text: spaced(tag.code) }], code: spaced(tag.code), path: `/check-in/phone?tag=${tag.code}`, reference, initials, isRevoked: tag.revokedAt !== null })
  },
})

/** Ends a tag. */
export const revokeTagPost = pageRoute({
  method: 'POST',
  url: '/home-tags/:homeTagId/revoke',
  permission: KEEP_ROUNDS,
  params: z.object({ homeTagId: z.uuid() }),
  handler: async (ctx) => {
    await revokeHomeTag(ctx.house, ctx.actor, ctx.params)
    return redirectTo(url, 'The tag has ended: its code proves nothing any more.')
  },
})

function spaced(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

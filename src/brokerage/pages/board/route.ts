import { REFER_PEOPLE, SEE_PEOPLE } from '../../../care/terms.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { keptWith, renderPart, TOKEN_PLACE } from '../../../platform/web/fragment.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { seeBoard, type BoardRow } from '../../actions/see-board.ts'
import { ownPackageIds } from '../../actions/see-workload.ts'
import { ASSIGN_PACKAGES } from '../../terms/broker-work.ts'
import { SEE_BOARD, SEND_OFFERS } from '../../terms.ts'
import { boardFields } from './fields.ts'
import { boardColumns, boardCsvColumns, boardHeading, boardTiles, narrow } from './present.ts'
import { boardQuery, type BoardQuery } from './query.ts'

const ROWS_A_PAGE = 50

/**
 * The awaiting-care board: every package without a provider, why it still waits and what happens next. The list is read and its part
 * of the page made once for all who may do and see the same, until anything that it shows is written; "mine" is made for each reader.
 */
export const boardPage = pageRoute({
  method: 'GET',
  url: '/board',
  permission: SEE_BOARD,
  query: boardQuery,
  handler: async (ctx) => {
    const every = await seeBoard(ctx.house, ctx.actor)
    const { work, by } = ctx.query
    if (new URL(ctx.url, 'http://local').searchParams.get('format') === 'csv' || work !== undefined || by !== undefined) return boardReply(ctx, every)
    const rights = [SEND_OFFERS, SEE_PEOPLE, REFER_PEOPLE, ASSIGN_PACKAGES].map((permission) => Number(holds(ctx.actor, permission))).join('')
    const { title, html } = keptWith(every, `${rights} ${ctx.url}`, () => boardPart(ctx, every, undefined))
    return page('brokerage/pages/board/page.njk', { title, wide: true, board: html.replaceAll(TOKEN_PLACE, ctx.csrf) })
  },
})

async function boardReply(ctx: PageContext<unknown, BoardQuery>, every: readonly BoardRow[]) {
  const own = ctx.query.work === 'mine' && holds(ctx.actor, ASSIGN_PACKAGES) ? await ownPackageIds(ctx.house, ctx.actor) : undefined
  const { title, html, csv } = boardPart(ctx, every, own)
  return tableReply(ctx, [csv], page('brokerage/pages/board/page.njk', { title, wide: true, board: html.replaceAll(TOKEN_PLACE, ctx.csrf) }))
}

/** The board as the address asks for it, with the place of the form token open. */
function boardPart(ctx: PageContext<unknown, BoardQuery>, every: readonly BoardRow[], packageIds: ReadonlySet<string> | undefined) {
  const { query, actor } = ctx
  const rows = narrow(every, { ...query, longer: query.longer === undefined ? undefined : Number(query.longer), by: query.by === undefined ? undefined : actor.name, packageIds })
  const shared = {
    caption: 'Waiting for care',
    noun: ['package', 'packages'] as const,
    rows,
    url: ctx.url,
    pageSize: ROWS_A_PAGE,
    emptyWords: every.length === 0 ? 'Nobody is waiting. A referral that has no provider yet appears here.' : 'No waiting package fits these filters. Clear one to see more.',
  }
  const title = boardHeading(rows)
  const view = {
    title,
    url: ctx.url,
    csrf: TOKEN_PLACE,
    tiles: boardTiles(rows),
    table: dataTable({ ...shared, columns: boardColumns(holds(actor, SEND_OFFERS), holds(actor, SEE_PEOPLE)) }),
    fields: boardFields(every, query, actor),
    isNarrowed: rows.length < every.length,
    canRefer: holds(actor, REFER_PEOPLE),
  }
  return { title, html: renderPart('brokerage/pages/board/board.njk', view), csv: dataTable({ ...shared, columns: boardCsvColumns }) }
}

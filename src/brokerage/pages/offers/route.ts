import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeOffers } from '../../actions/see-offers.ts'
import { SEE_OFFERS } from '../../terms.ts'
import { offerCard, offerColumns, offersHeading } from './present.ts'

/** A provider's offers: those to answer with the time left, then what came of the others. */
export const offersPage = pageRoute({
  method: 'GET',
  url: '/offers',
  permission: SEE_OFFERS,
  handler: async (ctx) => {
    const offers = await seeOffers(ctx.house, ctx.actor)
    const open = offers.filter((each) => each.status === 'open')
    const shared = { noun: ['offer', 'offers'] as const, columns: offerColumns, url: ctx.url }
    const tables = [
      dataTable({ ...shared, key: 'answered', caption: 'Offers of the last 90 days', rows: offers.filter((each) => each.status !== 'open'), pageSize: 20, emptyWords: 'Offers you have answered, and those whose time has passed, appear here.' }),
      dataTable({ ...shared, key: 'open', caption: 'Offers to answer', rows: open, emptyWords: '' }),
    ]
    return tableReply(ctx, tables, page('brokerage/pages/offers/page.njk', { title: offersHeading(open.length), cards: open.map(offerCard), table: tables[0], open: tables[1] }))
  },
})

import { z } from 'zod'
import { dataTable, type Column } from '../../src/platform/components/data-table.ts'
import { weekGrid } from '../../src/platform/components/week-grid.ts'
import { page, tableReply } from '../../src/platform/web/reply.ts'
import { pageRoute } from '../../src/platform/web/route.ts'
import { barsOf, PACKAGES, PATTERN, type GalleryPackage } from './examples.ts'

const columns: Column<GalleryPackage>[] = [
  { key: 'reference', heading: 'Person', value: (row) => ({ text: row.reference, href: '/gallery', hint: row.initials }), sort: (row) => row.reference },
  { key: 'zone', heading: 'Zone', value: (row) => row.zone, sort: (row) => row.zone },
  { key: 'hours', heading: 'Hours a week', value: (row) => String(row.hours), sort: (row) => row.hours, numeric: true },
  { key: 'days', heading: 'Days waiting', value: (row) => String(row.days), sort: (row) => row.days, numeric: true },
  { key: 'why', heading: 'Why still waiting', value: (row) => ({ text: '', tag: { text: row.why, colour: row.colour } }) },
  { key: 'next', heading: 'Next step', value: (row) => row.next },
]

/** The gallery of components. `?errors=yes` shows the page as it looks after a form was refused. */
export const componentsPage = pageRoute({
  method: 'GET',
  url: '/gallery',
  permission: 'signed-in',
  query: z.object({ errors: z.literal('yes').optional(), zone: z.string().optional() }),
  handler: (ctx) => {
    const rows = ctx.query.zone === undefined || ctx.query.zone === '' ? PACKAGES : PACKAGES.filter((row) => row.zone === ctx.query.zone)
    const table = dataTable({ key: 'waiting', caption: 'Waiting for care', noun: ['person', 'people'], columns, rows, url: ctx.url, pageSize: 6, emptyWords: 'Nobody is waiting in this zone. A referral that no provider has taken appears here.' })
    const empty = dataTable({ key: 'empty', caption: 'Offers to answer', noun: ['offer', 'offers'], columns, rows: [], url: ctx.url, emptyWords: 'No offers are open. A new one appears here, and you get a message, when the council sends it.' })
    const chartTable = dataTable({
      key: 'hours-by-zone',
      caption: 'Hours waiting by zone',
      noun: ['zone', 'zones'],
      columns: [
        { key: 'zone', heading: 'Zone', value: (row: { zone: string; hours: number }) => row.zone },
        { key: 'hours', heading: 'Hours', value: (row) => String(row.hours), numeric: true },
      ],
      rows: barsOf(PACKAGES),
      url: ctx.url,
      emptyWords: 'No hours are waiting.',
    })
    const errors = ctx.query.errors === 'yes' ? [{ field: 'start-by', href: '#start-by-day', text: 'Enter the date care must start by' }] : undefined
    const view = { title: 'Gallery of components', table, empty, chartTable, bars: barsOf(PACKAGES), week: weekGrid('The week from 2 March 2026', PATTERN), errors, zone: ctx.query.zone, breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Gallery' }] }
    return Promise.resolve(tableReply(ctx, [table, empty, chartTable], page('gallery/components-page.njk', view)))
  },
})

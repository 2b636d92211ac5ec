import { z } from 'zod'
import { dataTable } from '../../../platform/components/data-table.ts'
import { download, page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeVisitFile } from '../../actions/see-visit-files.ts'
import { SEE_VISITS, VISIT_LAYOUT_NAMES } from '../../terms.ts'
import { momentWords, rangeWords } from '../clock.ts'
import { countTiles } from '../file-columns.ts'
import { cellWords, refusalTable } from '../refusal-table.ts'

/** One file: its counts, why rows were refused, and those rows to download, correct and send again. */
export const visitFilePage = pageRoute({
  method: 'GET',
  url: '/visit-files/:visitFileId',
  permission: SEE_VISITS,
  params: z.object({ visitFileId: z.uuid() }),
  query: z.looseObject({ refused: z.string().optional() }),
  handler: async (ctx) => {
    const { file, refusals, rowsCsv } = await seeVisitFile(ctx.house, ctx.actor, ctx.params.visitFileId)
    if (ctx.query.refused === 'csv') return download('refused-visit-records.csv', 'text/csv; charset=utf-8', rowsCsv)
    const groups = refusalTable(refusals, ctx.url)
    const rows = dataTable({
      key: 'refusals',
      caption: 'Every refusal',
      noun: ['refusal', 'refusals'],
      url: ctx.url,
      rows: refusals,
      emptyWords: 'No row was refused.',
      columns: [
        { key: 'row', heading: 'Line', value: (refusal) => String(refusal.row), sort: (refusal) => refusal.row },
        { key: 'column', heading: 'Column', value: (refusal) => refusal.column ?? 'Whole row', sort: (refusal) => refusal.column ?? '' },
        { key: 'value', heading: 'What it says', value: (refusal) => cellWords(refusal.value), csv: (refusal) => refusal.value ?? '' },
        { key: 'reason', heading: 'Reason', value: (refusal) => refusal.reason, sort: (refusal) => refusal.reason },
        { key: 'fix', heading: 'What to do', value: (refusal) => refusal.fix },
      ],
    })
    const facts = [
      ...(ctx.actor.organisationId === null ? [{ key: 'Provider', text: file.providerName, href: `/providers/${file.providerId}` }] : []),
      { key: 'Layout', text: VISIT_LAYOUT_NAMES[file.layout] },
      ...(file.fileReference === null ? [] : [{ key: 'File reference', text: file.fileReference }]),
      { key: 'Visits of', text: rangeWords(file.fromOn, file.toOn) },
      { key: 'Received', text: momentWords(file.receivedAt), hint: `From ${file.receivedBy}` },
    ]
    const view = { title: file.name, caption: 'Visit file', breadcrumbs: [{ text: 'Visit files', href: '/visit-files' }, { text: file.name }], tiles: countTiles(file), facts, groups, rows, refused: refusals.length > 0 }
    return tableReply(ctx, [rows, groups], page('visits/pages/visit-file/page.njk', view))
  },
})

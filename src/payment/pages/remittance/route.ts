import { z } from 'zod'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { csvRows } from '../../../platform/files/csv-rows.ts'
import { download, page } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getRemittance } from '../../reads/kept-file.ts'
import { SEE_STATEMENTS } from '../../terms.ts'
import { periodWords } from '../words.ts'

/** A remittance, person by person, read from the file that was kept; with `?format=csv` the file itself. */
export const remittancePage = pageRoute({
  method: 'GET',
  url: '/remittances/:remittanceId',
  permission: SEE_STATEMENTS,
  params: z.object({ remittanceId: z.uuid() }),
  query: z.looseObject({ format: z.string().optional() }),
  handler: async (ctx) => {
    const { remittance, content, statement, providerName } = await getRemittance(ctx.house, ctx.actor, ctx.params.remittanceId)
    if (ctx.query.format === 'csv') return download(`remittance-${String(remittance.sequence).padStart(6, '0')}.csv`, 'text/csv; charset=utf-8', content)
    const [, ...records] = [...csvRows(content)]
    const rows = records.map(({ cells }) => ({ person: cells[5] ?? '', visits: cells[6] ?? '', adjustments: cells[7] ?? '', pence: Math.round(Number(cells[8]) * 100) }))
    const view = {
      title: `Remittance ${String(remittance.sequence)}`,
      caption: `${providerName}, ${periodWords(statement)}`,
      breadcrumbs: [{ text: 'Statements', href: '/statements' }, { text: `Statement ${statement.number}`, href: `/statements/${statement.id}` }, { text: `Remittance ${String(remittance.sequence)}` }],
      tiles: [{ figure: wordsForPence(remittance.pence), label: `paid on ${wordsForDate(remittance.paidOn)}` }],
      csvHref: `/remittances/${remittance.id}?format=csv`,
      digestParts: remittance.sha256.match(/.{1,8}/g) ?? [],
      table: dataTable<(typeof rows)[number]>({
        key: 'people',
        caption: 'What it pays',
        noun: ['person', 'people'],
        url: ctx.url,
        rows,
        pageSize: Math.max(1, rows.length),
        emptyWords: 'It pays for nobody.',
        columns: [
          { key: 'person', heading: 'Person', value: (row) => (row.person === '' ? 'Nobody named' : row.person) },
          { key: 'visits', heading: 'Visits', numeric: true, value: (row) => row.visits },
          { key: 'adjustments', heading: 'Adjustments', numeric: true, value: (row) => row.adjustments },
          { key: 'pence', heading: 'Amount', numeric: true, value: (row) => wordsForPence(row.pence) },
        ],
      }),
    }
    return page('payment/pages/remittance/page.njk', view)
  },
})

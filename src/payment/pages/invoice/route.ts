import { z } from 'zod'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { download, page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getInvoice } from '../../reads/invoices.ts'
import { SEE_INVOICES, type InvoiceDocumentLine } from '../../terms/invoice.ts'
import { documentWords } from '../invoicing-words.ts'

/** A document as it is kept; with `?format=xml` its bytes. */
export const invoicePage = pageRoute({
  method: 'GET',
  url: '/invoices/:invoiceId',
  permission: SEE_INVOICES,
  params: z.object({ invoiceId: z.uuid() }),
  query: z.looseObject({ format: z.string().optional() }),
  handler: async (ctx) => {
    const { invoice, content, document, statement, providerName } = await getInvoice(ctx.house, ctx.actor, ctx.params.invoiceId)
    if (ctx.query.format === 'xml') return download(invoice.fileName.endsWith('.xml') ? invoice.fileName : `${invoice.number}.xml`, 'application/xml; charset=utf-8', content)
    const of = `/statements/${statement.id}/invoices`
    const table = dataTable<InvoiceDocumentLine>({
      caption: 'Lines',
      noun: ['line', 'lines'],
      url: ctx.url,
      rows: document?.lines ?? [],
      emptyWords: 'It has no lines.',
      columns: [
        { key: 'id', heading: 'Line', value: (line) => line.id },
        { key: 'key', heading: 'For', value: (line) => line.key },
        { key: 'name', heading: 'What', value: (line) => line.name },
        { key: 'days', heading: 'Days', value: (line) => [line.fromOn, line.toOn].flatMap((on) => (on === null ? [] : [wordsForDate(on)])).join(' to ') },
        { key: 'pence', heading: 'Amount', numeric: true, value: (line) => wordsForPence(line.pence) },
      ],
    })
    const view = {
      title: documentWords(invoice),
      caption: invoice.direction === 'made' ? `Made by the council for ${providerName}` : providerName,
      breadcrumbs: [{ text: 'Invoices', href: '/invoices' }, { text: `Statement ${statement.number}`, href: of }, { text: invoice.number }],
      tiles: [{ figure: wordsForPence(invoice.totalPence), label: invoice.kind === 'invoice' ? 'to pay' : 'to take back' }, { figure: String(invoice.lineCount), label: invoice.lineCount === 1 ? 'line' : 'lines' }, { figure: wordsForDate(invoice.issuedOn), label: 'issued' }],
      xmlHref: `/invoices/${invoice.id}?format=xml`,
      digestParts: invoice.sha256.match(/.{1,8}/g) ?? [],
      table,
    }
    return tableReply(ctx, [table], page('payment/pages/invoice/page.njk', view))
  },
})

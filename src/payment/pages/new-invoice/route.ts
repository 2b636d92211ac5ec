import { z } from 'zod'
import { wordsForPence } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { dropHeldFile, holdFile, readHeldFile } from '../../../platform/files/held-file.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { receiveInvoice, type ReceivedInvoice } from '../../actions/receive-invoice.ts'
import { SEND_INVOICES } from '../../terms/invoice.ts'
import { documentWords } from '../invoicing-words.ts'
import { matchTable, matchTiles } from '../match-table.ts'

/** The form to send an invoice or a credit note. */
export const newInvoicePage = pageRoute({ method: 'GET', url: '/invoices/new', permission: SEND_INVOICES, handler: () => Promise.resolve(choose()) })

/** A file sent: what would become of it; then its confirmation. */
export const newInvoice = pageRoute({
  method: 'POST',
  url: '/invoices/new',
  permission: SEND_INVOICES,
  handler: async (ctx) => {
    const held = z.uuid().safeParse(textOf(ctx.body, 'held'))
    try {
      if (held.success) return await confirm(ctx, held.data)
      const file = ctx.files.find((each) => each.field === 'file')
      if (file === undefined) return choose([fieldError('file', 'Choose the XML file of an invoice or credit note')])
      const input = { name: file.filename, bytes: file.bytes }
      const seen = await receiveInvoice(ctx.house, ctx.actor, { ...input, isPreview: true })
      return preview(ctx, input.name, seen, seen.match === null ? null : await holdFile(ctx.house, ctx.actor, input))
    } catch (fault) {
      return choose(fieldErrorsOf(fault, 'file'))
    }
  },
})

async function confirm(ctx: PageContext, heldId: string): Promise<PageReply> {
  if (textOf(ctx.body, 'answer') === 'give-up') {
    await dropHeldFile(ctx.house, ctx.actor, heldId)
    return redirectTo('/invoices/new', 'The file was not sent')
  }
  const file = await readHeldFile(ctx.house, ctx.actor, heldId)
  const seen = await receiveInvoice(ctx.house, ctx.actor, { ...file, isPreview: false })
  if (seen.invoiceId === null || seen.statement === null) return preview(ctx, file.name, seen, null)
  await dropHeldFile(ctx.house, ctx.actor, heldId)
  return redirectTo(`/statements/${seen.statement.id}/invoices`, seen.match?.openCount === 0 ? 'It is kept, and it matches the statement' : 'It is kept. See below what differs')
}

function choose(errors: readonly FieldError[] = []): PageReply {
  return page('payment/pages/new-invoice/page.njk', { title: 'Send an invoice or credit note', breadcrumbs: [{ text: 'Invoices', href: '/invoices' }, { text: 'Send' }], errors }, errors.length > 0 ? { status: 400 } : {})
}

function preview(ctx: PageContext, name: string, seen: ReceivedInvoice, held: string | null): PageReply {
  const url = '/invoices/new'
  const { document, match } = seen
  const faults = dataTable<ReceivedInvoice['faults'][number]>({
    key: 'faults',
    caption: 'What is wrong with it',
    noun: ['fault', 'faults'],
    url,
    rows: seen.faults,
    pageSize: Math.max(1, seen.faults.length),
    emptyWords: 'No rule is broken.',
    columns: [
      { key: 'rule', heading: 'Rule', value: (fault) => ({ text: fault.words, hint: fault.rule }) },
      { key: 'place', heading: 'Where', value: (fault) => fault.place.replaceAll('/', ' / ') },
      { key: 'value', heading: 'Value', value: (fault) => fault.value ?? 'Nothing' },
      { key: 'fix', heading: 'What to do', value: (fault) => fault.fix },
    ],
  })
  const view = {
    title: match === null ? 'This file cannot be taken' : 'Check before you send',
    caption: name,
    breadcrumbs: [{ text: 'Invoices', href: '/invoices' }, { text: 'Send', href: url }, { text: 'Check' }],
    wide: true,
    lead: document === null ? undefined : `${documentWords(document)} of ${document.sellerName} comes to ${wordsForPence(document.totalPence)}${seen.statement === null ? '' : `, for statement ${seen.statement.number}`}.`,
    earlierHref: seen.earlier === null ? undefined : `/invoices/${seen.earlier.id}`,
    held,
    faults: match === null ? faults : undefined,
    tiles: match === null ? undefined : matchTiles(match),
    match: match === null ? undefined : matchTable(match, url, { isWhole: true }),
    isMatch: match?.openCount === 0,
  }
  return page('payment/pages/new-invoice/preview.njk', view)
}

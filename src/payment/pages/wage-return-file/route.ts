import { z } from 'zod'
import { countOf, hoursFigure, wordsForPence, withCommas } from '../../../kernel/words.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { dropHeldFile, holdFile, readHeldFile } from '../../../platform/files/held-file.ts'
import type { Refusal } from '../../../platform/files/import-outcome.ts'
import { refusedRowsCsv } from '../../../platform/files/refused-rows.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { importWageReturns } from '../../actions/import-wage-returns.ts'
import type { JudgedWages } from '../../files/judge-wage-rows.ts'
import { wageReturnLayout } from '../../files/wage-return-layout.ts'
import { wageFloors } from '../../files/wage-floors.ts'
import { countedMinutes, wageFloor, wageSpells, type WageSection } from '../../rules/wage-floor.ts'
import { SEND_WAGES, USUAL_PLACE } from '../../terms/wage-floor.ts'
import { differenceWords, groupWords, hourlyWords, sectionWords } from '../wage-words.ts'

const URL_HERE = '/wage-floor/upload'
type Row = JudgedWages['kept'][number] & { readonly section: WageSection }

/** The form to send a file of wage returns. */
export const wageReturnFilePage = pageRoute({ method: 'GET', url: URL_HERE, permission: SEND_WAGES, handler: () => Promise.resolve(choose()) })

/** A file sent: what it would do; then its confirmation. */
export const sendWageReturnFile = pageRoute({
  method: 'POST',
  url: URL_HERE,
  permission: SEND_WAGES,
  handler: async (ctx) => {
    const held = z.uuid().safeParse(textOf(ctx.body, 'held'))
    try {
      if (held.success) return await confirm(ctx, held.data)
      const file = ctx.files.find((each) => each.field === 'file')
      if (file === undefined) return choose([fieldError('file', 'Choose a CSV file of wage returns')])
      const input = { name: file.filename, bytes: file.bytes }
      const seen = await importWageReturns(ctx.house, ctx.actor, { ...input, isPreview: true })
      return preview(input.name, seen, seen.kept.length + seen.refusals.length === 0 ? null : await holdFile(ctx.house, ctx.actor, input))
    } catch (fault) {
      return choose(fieldErrorsOf(fault, 'file'))
    }
  },
})

async function confirm(ctx: PageContext, heldId: string): Promise<PageReply> {
  if (textOf(ctx.body, 'answer') === 'give-up') {
    await dropHeldFile(ctx.house, ctx.actor, heldId)
    return redirectTo('/wage-floor', 'Nothing was kept')
  }
  const file = await readHeldFile(ctx.house, ctx.actor, heldId)
  if (textOf(ctx.body, 'answer') === 'refused') {
    const { refusals } = await importWageReturns(ctx.house, ctx.actor, { ...file, isPreview: true })
    return download('refused-wage-returns.csv', 'text/csv; charset=utf-8', refusedRowsCsv(file.bytes, wageReturnLayout, refusals))
  }
  const seen = await importWageReturns(ctx.house, ctx.actor, { ...file, isPreview: false })
  await dropHeldFile(ctx.house, ctx.actor, heldId)
  return redirectTo('/wage-floor', `${countOf(seen.kept.length, 'return is', 'returns are')} kept`)
}

function choose(errors: readonly FieldError[] = []): PageReply {
  return page('payment/pages/wage-return-file/page.njk', { title: 'Send a file of wage returns', breadcrumbs: [{ text: 'Wage floor', href: '/wage-floor' }, { text: 'Send a file' }], errors }, errors.length > 0 ? { status: 400 } : {})
}

function preview(name: string, { summary, refusals, notes, kept }: JudgedWages, held: string | null): PageReply {
  const rows = kept.flatMap((draft) => wageFloor(wageSpells({ fromOn: draft.fromOn.toString(), toOn: draft.toOn.toString() }, draft.document), wageFloors, USUAL_PLACE).map((section): Row => ({ ...draft, section })))
  return page('payment/pages/wage-return-file/preview.njk', {
    title: kept.length === 0 ? 'There is nothing to keep in this file' : 'Check before you send',
    caption: name,
    wide: true,
    breadcrumbs: [{ text: 'Wage floor', href: '/wage-floor' }, { text: 'Send a file', href: URL_HERE }, { text: 'Check' }],
    held,
    notes,
    hasRefused: refusals.length > 0,
    mayKeep: kept.length > 0,
    button: `Send ${countOf(kept.length, 'return')}`,
    tiles: [
      { figure: withCommas(summary.read), label: 'rows read' },
      { figure: withCommas(summary.new), label: 'new' },
      { figure: withCommas(summary.changed), label: 'in the place of another' },
      { figure: withCommas(summary.repeated), label: 'there already', tone: 'quiet' },
      { figure: withCommas(summary.refused), label: 'refused', tone: summary.refused > 0 ? 'attention' : 'quiet' },
    ],
    refused: refusals.length === 0 ? undefined : dataTable<Refusal>({
      key: 'refused', caption: 'Refused', noun: ['reason', 'reasons'], url: URL_HERE, rows: refusals, pageSize: Math.max(1, refusals.length), emptyWords: 'No row was refused.',
      columns: [
        { key: 'row', heading: 'Row', value: (each) => (each.row === 0 ? 'The file' : String(each.row)) },
        { key: 'column', heading: 'Column', value: (each) => ({ text: each.column ?? 'The row', ...(each.value === null || each.value === '' ? {} : { hint: each.value }) }) },
        { key: 'reason', heading: 'Reason', wide: true, value: (each) => each.reason },
        { key: 'fix', heading: 'What to do', wide: true, value: (each) => each.fix },
      ],
    }),
    kept: dataTable<Row>({
      key: 'kept', caption: 'As we understand it', noun: ['row', 'rows'], url: URL_HERE, rows, pageSize: Math.max(1, rows.length), emptyWords: 'No row would be kept.',
      columns: [
        { key: 'period', heading: 'Period', value: (row) => ({ text: sectionWords(row.section), ...(row.replacesId === null ? {} : { hint: 'In the place of another return' }) }) },
        { key: 'group', heading: 'Care workers', value: (row) => groupWords(row.group) },
        { key: 'hours', heading: 'Hours', numeric: true, value: (row) => ({ text: hoursFigure(row.section.minutes), ...(row.document.kind === 'wages' && countedMinutes(row.document.minutes) !== row.section.minutes ? { hint: 'by days' } : {}) }) },
        { key: 'wages', heading: 'Wages of the return', numeric: true, value: (row) => (row.document.kind === 'wages' ? wordsForPence(row.document.wagesPence - row.document.costsPence) : '') },
        { key: 'hourly', heading: 'Pay an hour', numeric: true, value: (row) => hourlyWords(row.section.pencePerHour) },
        { key: 'national', heading: 'National Living Wage', numeric: true, value: (row) => ({ text: differenceWords(row.section.verdicts.national.differencePence), ...(row.section.verdicts.national.floorPence === null ? {} : { hint: `${wordsForPence(row.section.verdicts.national.floorPence)} an hour` }) }) },
      ],
    }),
  }, kept.length === 0 ? { status: 400 } : {})
}

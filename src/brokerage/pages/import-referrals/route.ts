import { REFER_PEOPLE } from '../../../care/terms.ts'
import { countOf } from '../../../kernel/words.ts'
import { listFrameworks } from '../../../market/public.ts'
import type { Framework } from '../../../market/terms.ts'
import { read } from '../../../platform/action/transaction.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { dropHeldFile, holdFile, readHeldFile } from '../../../platform/files/held-file.ts'
import { groupRefusals } from '../../../platform/files/refusal-groups.ts'
import { refusedRowsCsv } from '../../../platform/files/refused-rows.ts'
import { fieldError, fieldErrorsOf, textOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { importReferrals, type ReferralsOutcome } from '../../actions/import-referrals.ts'
import { referralLayout } from '../../files/referral-layout.ts'
import { confirmWords, understoodCells } from './present.ts'

const URL_OF_PAGE = '/referrals/import'

/** Where a file of referrals is chosen. */
export const importReferralsPage = pageRoute({
  method: 'GET',
  url: URL_OF_PAGE,
  permission: REFER_PEOPLE,
  handler: async (ctx) => choosePage(await frameworksInForce(ctx), '', []),
})

/** A file sent: its preview; then the confirmation, or the refused rows to repair. */
export const importReferralsPost = pageRoute({
  method: 'POST',
  url: URL_OF_PAGE,
  permission: REFER_PEOPLE,
  handler: async (ctx) => {
    const frameworks = await frameworksInForce(ctx)
    const frameworkId = frameworks.length === 1 ? (frameworks[0]?.id ?? '') : textOf(ctx.body, 'frameworkId')
    const heldId = textOf(ctx.body, 'held')
    try {
      if (heldId !== '') return await withHeldFile(ctx, heldId, frameworkId)
      const file = ctx.files.find((each) => each.field === 'file')
      const errors = [...(file === undefined ? [fieldError('file', 'Choose a CSV file of referrals')] : []), ...(frameworkId === '' ? [fieldError('frameworkId', 'Select the framework')] : [])]
      if (file === undefined || errors.length > 0) return choosePage(frameworks, frameworkId, errors)
      const { bytes, filename: name } = file
      const outcome = await importReferrals(ctx.house, ctx.actor, { name, bytes, frameworkId, preview: true })
      const held = await holdFile(ctx.house, ctx.actor, { name, bytes })
      return previewPage(ctx, { name, frameworkId, held, outcome })
    } catch (fault) {
      return choosePage(frameworks, frameworkId, fieldErrorsOf(fault, 'file'))
    }
  },
})

async function withHeldFile(ctx: PageContext, heldId: string, frameworkId: string): Promise<PageReply> {
  const { name, bytes } = await readHeldFile(ctx.house, ctx.actor, heldId)
  const isConfirmed = textOf(ctx.body, 'do') === 'confirm'
  const outcome = await importReferrals(ctx.house, ctx.actor, { name, bytes, frameworkId, preview: !isConfirmed })
  if (!isConfirmed) return download('refused-referrals.csv', 'text/csv; charset=utf-8', refusedRowsCsv(bytes, referralLayout, outcome.refusals))
  await dropHeldFile(ctx.house, ctx.actor, heldId)
  const { summary } = outcome
  return redirectTo('/board', `${countOf(outcome.referrals, 'referral')} received, ${countOf(summary.repeated, 'row')} repeated, ${countOf(summary.refused, 'row')} refused.`)
}

async function frameworksInForce(ctx: PageContext): Promise<Framework[]> {
  return read(ctx.house, ctx.actor, async (work) => (await listFrameworks(work)).filter((each) => Temporal.PlainDate.compare(work.today, each.endsOn) <= 0))
}

function choosePage(frameworks: readonly Framework[], frameworkId: string, errors: readonly FieldError[]): PageReply {
  const view = {
    title: 'Refer people from a file',
    breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Refer people from a file' }],
    errors,
    frameworkId,
    frameworks: frameworks.map(({ id, name }) => ({ value: id, text: name })),
    columns: Object.values(referralLayout.columns).map((column) => column.heading),
  }
  return page('brokerage/pages/import-referrals/page.njk', view, { status: errors.length > 0 ? 400 : 200 })
}

function previewPage(ctx: PageContext, shown: { name: string; frameworkId: string; held: string; outcome: ReferralsOutcome }): PageReply {
  const { summary, refusals, notes, understood, referrals } = shown.outcome
  const groups = dataTable({
    key: 'reasons',
    caption: 'Why rows were refused',
    noun: ['reason', 'reasons'],
    url: ctx.url,
    rows: groupRefusals(refusals),
    emptyWords: 'No row was refused.',
    columns: [
      { key: 'reason', heading: 'Reason', value: (group) => ({ text: group.reason, hint: `${group.first.fix}.${group.first.value ? ` First: ${shortValue(group.first.value)}` : ''}` }) },
      { key: 'column', heading: 'Column', value: (group) => group.column ?? 'Whole row' },
      { key: 'count', heading: 'Refusals', numeric: true, value: (group) => String(group.count) },
      { key: 'first', heading: 'First at row', numeric: true, value: (group) => (group.first.row === 0 ? 'The file' : String(group.first.row)) },
    ],
  })
  const rows = dataTable({
    key: 'understood',
    caption: 'The first new referrals, as understood',
    noun: ['referral', 'referrals'],
    url: ctx.url,
    rows: understood.map((each) => ({ row: each.row, cells: understoodCells(each.referral, each.zoneName) })),
    emptyWords: 'The file has no new referral.',
    columns: [
      { key: 'name', heading: 'Person', value: ({ cells }) => cells[0] },
      { key: 'row', heading: 'Row', numeric: true, value: ({ row }) => String(row) },
      { key: 'zone', heading: 'Zone', value: ({ cells }) => cells[1] },
      { key: 'line', heading: 'Service line', value: ({ cells }) => cells[2] },
      { key: 'start', heading: 'Needed by', value: ({ cells }) => cells[3] },
      { key: 'visits', heading: 'Visits', value: ({ cells }) => cells[4] },
    ],
  })
  const tiles = [
    { figure: String(summary.read), label: 'rows read' },
    { figure: String(summary.new), label: 'rows new', hint: countOf(referrals, 'referral') },
    { figure: String(summary.changed), label: 'changed', tone: 'quiet' },
    { figure: String(summary.repeated), label: 'repeated', tone: 'quiet', hint: 'Received before, nothing is done' },
    { figure: String(summary.refused), label: 'refused', tone: summary.refused > 0 ? 'attention' : 'quiet' },
  ]
  return page('brokerage/pages/import-referrals/preview.njk', {
    title: 'Check the file before it is taken',
    caption: shown.name,
    breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Refer people from a file', href: URL_OF_PAGE }, { text: 'Check' }],
    tiles,
    notes,
    groups,
    rows,
    held: shown.held,
    frameworkId: shown.frameworkId,
    refused: summary.refused,
    confirm: referrals > 0 ? confirmWords(referrals) : undefined,
  })
}

/** Enough of a refused value to find it; the whole of it is in the refused rows. */
function shortValue(value: string): string {
  return value.length <= 40 ? value : `${value.slice(0, 39)}…`
}

import { z } from 'zod'
import { countOf, hoursFigure, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { fieldErrorsOf, type FieldError } from '../../../platform/web/form.ts'
import { download, page, redirectTo, tableReply, type PageReply } from '../../../platform/web/reply.ts'
import { pageRoute, type PageContext } from '../../../platform/web/route.ts'
import { wordsForInstant } from '../../../platform/web/word-filters.ts'
import { makeRecharge } from '../../actions/make-recharge.ts'
import { getRechargeFile, seeRecharge } from '../../reads/recharge.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { SEE_PAY_RUNS } from '../../terms.ts'
import { EXPORT_PAYMENTS } from '../../terms/approval.ts'
import type { RechargeRow } from '../../terms/recharge.ts'
import { periodWords } from '../words.ts'

const params = z.object({ payRunId: z.uuid() })
type Ctx = Pick<PageContext<{ readonly payRunId: string }>, 'house' | 'actor' | 'url' | 'params'>

/** What of a run the NHS bears, person by person, and the file that asks for it. */
export const rechargePage = pageRoute({ method: 'GET', url: '/pay-runs/:payRunId/nhs-recharge', permission: SEE_PAY_RUNS, params, handler: (ctx) => show(ctx) })

/** Makes the recharge file of a run. */
export const makeRechargeAction = pageRoute({
  method: 'POST',
  url: '/pay-runs/:payRunId/nhs-recharge',
  permission: EXPORT_PAYMENTS,
  params,
  handler: async (ctx) => {
    try {
      const { sequence } = await makeRecharge(ctx.house, ctx.actor, ctx.params)
      return redirectTo(`/pay-runs/${ctx.params.payRunId}/nhs-recharge`, `Recharge file ${String(sequence)} is made`)
    } catch (fault) {
      return show(ctx, fieldErrorsOf(fault, 'recharge'))
    }
  },
})

/** A recharge file as it was made. */
export const rechargeDownload = pageRoute({
  method: 'GET',
  url: '/pay-runs/:payRunId/nhs-recharge/file',
  permission: SEE_PAY_RUNS,
  params,
  handler: async (ctx) => {
    const { file, content } = await getRechargeFile(ctx.house, ctx.actor, ctx.params.payRunId)
    return download(`nhs-recharge-${String(file.sequence).padStart(6, '0')}.csv`, 'text/csv; charset=utf-8', content)
  },
})

async function show(ctx: Ctx, errors?: readonly FieldError[]): Promise<PageReply> {
  const { run, state, framework, rows, file } = await seeRecharge(ctx.house, ctx.actor, ctx.params.payRunId)
  const here = `/pay-runs/${run.id}/nhs-recharge`
  const table = rowsTable(rows, errors === undefined ? ctx.url : here)
  const sum = (of: (row: RechargeRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const isApproved = state !== 'draft' && state !== 'in-review'
  const view = {
    title: 'NHS recharge',
    caption: `${framework.name}, ${periodWords(run)}`,
    breadcrumbs: [{ text: 'Payment runs', href: '/pay-runs' }, { text: periodWords(run), href: `/pay-runs/${run.id}` }, { text: 'NHS recharge' }],
    here,
    errors,
    tiles: [
      { figure: wordsForPence(sum((row) => row.nhsPence + row.adjustmentsNhsPence)), label: 'to ask of the NHS' },
      { figure: wordsForPence(sum((row) => row.adjustmentsNhsPence)), label: 'of it corrects earlier periods' },
      { figure: String(rows.length), label: rows.length === 1 ? 'person' : 'people' },
    ],
    mayMake: isApproved && file === undefined && rows.length > 0 && holds(ctx.actor, EXPORT_PAYMENTS),
    lead: isApproved ? '' : 'This run is not approved yet. Its recharge file is made once it is.',
    facts: file === undefined ? null : [
      { key: 'Recharge file', text: `Number ${String(file.sequence)}, made ${wordsForInstant(file.madeAt)} by ${file.madeBy}` },
      { key: 'Control totals', text: `${countOf(file.rowCount, 'row')}, ${wordsForPence(file.nhsPence)} of ${wordsForPence(file.totalPence)}` },
      { key: 'SHA-256', text: `${file.sha256.slice(0, 16)}…`, hint: 'The whole digest is in the API' },
    ],
    table,
  }
  const shown = page('payment/pages/nhs-recharge/page.njk', view, errors === undefined ? {} : { status: 400 })
  return errors === undefined ? tableReply(ctx, [table], shown) : shown
}

function rowsTable(rows: readonly RechargeRow[], url: string) {
  return dataTable<RechargeRow>({
    key: 'people',
    caption: 'People',
    noun: ['person', 'people'],
    url,
    rows: rows.toSorted((a, b) => ((a.person ?? '') < (b.person ?? '') ? -1 : 1)),
    emptyWords: 'The NHS bears nothing of this run.',
    columns: [
      { key: 'person', heading: 'Person', value: (row) => row.person ?? 'Nobody', sort: (row) => row.person ?? '' },
      { key: 'hours', heading: 'Paid time', numeric: true, value: (row) => wordsForHours(row.minutes), csv: (row) => hoursFigure(row.minutes), sort: (row) => row.minutes },
      { key: 'amount', heading: 'Visits', numeric: true, value: (row) => wordsForPence(row.pence), csv: (row) => poundsFigure(row.pence), sort: (row) => row.pence },
      { key: 'nhs', heading: 'NHS share', numeric: true, value: (row) => wordsForPence(row.nhsPence), csv: (row) => poundsFigure(row.nhsPence), sort: (row) => row.nhsPence },
      { key: 'adjustments', heading: 'Corrections', numeric: true, value: (row) => wordsForPence(row.adjustmentsNhsPence), csv: (row) => poundsFigure(row.adjustmentsNhsPence), sort: (row) => row.adjustmentsNhsPence },
      { key: 'total', heading: 'NHS in all', numeric: true, value: (row) => wordsForPence(row.nhsPence + row.adjustmentsNhsPence), csv: (row) => poundsFigure(row.nhsPence + row.adjustmentsNhsPence), sort: (row) => row.nhsPence + row.adjustmentsNhsPence },
    ],
  })
}

import { countOf, hoursFigure, withCommas, wordsForPence } from '../../../kernel/words.ts'
import { TIERS } from '../../../market/terms.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { seePayRun } from '../../reads/one-pay-run.ts'
import type { PlaceSum } from '../../store/pay-run.read.ts'
import { RUN_STATE_NAMES, type RunState } from '../../terms/approval.ts'
import { shareColumns, shareTile } from '../share-columns.ts'
import { statementColumns } from '../statement-columns.ts'
import { periodWords, tierWords } from '../words.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { checkRows, runHistory, RUN_STATE_COLOURS } from './run-history.ts'

type PayRunFacts = Awaited<ReturnType<typeof seePayRun>>

/** All that the page of one run shows. */
export function presentPayRun({ run, events, state, framework, statements, providers, zones, sums, checks, exports, held, whyNot }: PayRunFacts, options: { readonly url: string; readonly mayRun: boolean; readonly mayApprove: boolean }) {
  const { url } = options
  const heldPence = held.reduce((sum, line) => sum + line.pence, 0)
  return {
    title: `Payment for ${periodWords(run)}`,
    caption: framework.name,
    breadcrumbs: [{ text: 'Payment runs', href: `/pay-runs?framework=${framework.id}` }],
    here: `/pay-runs/${run.id}`,
    state: { code: state, text: RUN_STATE_NAMES[state], colour: RUN_STATE_COLOURS[state] },
    stateWords: stateWords(state, run.needsApproval),
    mayPutForward: options.mayRun && state === 'draft',
    mayDecide: options.mayApprove && state === 'in-review',
    whyNot: state === 'in-review' ? whyNot : null,
    isApproved: state === 'approved' || state === 'exported' || state === 'paid',
    checks: checkRows(checks),
    history: runHistory(run, events, exports),
    tiles: [
      { figure: wordsForPence(run.totalPence), label: 'in all' },
      ...(held.length === 0 ? [] : [{ figure: wordsForPence(heldPence), label: 'held', hint: countOf(held.length, 'line'), href: '/holds' }]),
      shareTile({ pence: run.totalPence, nhsPence: run.nhsPence }),
      { figure: withCommas(run.statements), label: run.statements === 1 ? 'statement' : 'statements' },
      { figure: withCommas(run.lines), label: run.lines === 1 ? 'visit' : 'visits', hint: wordsForPence(run.visitsPence) },
      { figure: withCommas(run.adjustments), label: run.adjustments === 1 ? 'adjustment of an earlier period' : 'adjustments of earlier periods', hint: wordsForPence(run.adjustmentsPence), tone: 'quiet' },
    ],
    statements: dataTable({
      key: 'statements',
      caption: 'Statements',
      noun: ['provider', 'providers'],
      rows: statements.toSorted((a, b) => ((providers.get(a.providerId) ?? '') < (providers.get(b.providerId) ?? '') ? -1 : 1)),
      url,
      emptyWords: 'There was no visit to pay in this period and nothing to correct.',
      columns: statementColumns(providers, { withPeriod: false, withProvider: true }),
    }),
    zones: sumsTable('zones', 'By zone', zones.map((zone) => ({ name: zone.name, sum: sumOf(sums.filter((each) => each.zoneId === zone.id)) })), url),
    tiers: sumsTable('tiers', 'By tier', TIERS.map((tier) => ({ name: tierWords(tier), sum: sumOf(sums.filter((each) => each.tier === tier)) })), url),
  }
}

function stateWords(state: RunState, needsApproval: boolean): string {
  if (state === 'approved' && !needsApproval) return 'It was run before approval was asked for, and its statements were issued then.'
  return {
    draft: 'No provider sees its statement yet. Look at the checks, then put it forward for somebody else to approve.',
    'in-review': 'It waits for somebody else to approve it. No provider sees its statement yet.',
    approved: 'Its statements are with the providers. It can be exported.',
    exported: 'Its payments file was made. Record the day on which it is paid.',
    paid: 'Its payments were made, and providers have their remittances.',
  }[state]
}

interface Sum {
  readonly lines: number
  readonly minutes: number
  readonly pence: number
  readonly nhsPence: number
}

function sumOf(sums: readonly PlaceSum[]): Sum {
  return sums.reduce<Sum>((total, each) => ({ lines: total.lines + each.lines, minutes: total.minutes + each.payableMinutes, pence: total.pence + each.pence, nhsPence: total.nhsPence + each.nhsPence }), { lines: 0, minutes: 0, pence: 0, nhsPence: 0 })
}

function sumsTable(key: string, caption: string, rows: readonly { readonly name: string; readonly sum: Sum }[], url: string): TableView {
  const all = rows.reduce((total, each) => total + each.sum.minutes, 0)
  return dataTable({
    key,
    caption,
    noun: key === 'zones' ? ['zone', 'zones'] : ['tier', 'tiers'],
    rows: rows.filter((each) => key === 'zones' || each.sum.lines > 0),
    url,
    emptyWords: 'Nothing was paid.',
    columns: [
      { key: 'name', heading: key === 'zones' ? 'Zone' : 'Tier', value: ({ name }) => name },
      { key: 'lines', heading: 'Lines', numeric: true, value: ({ sum }) => withCommas(sum.lines), sort: ({ sum }) => sum.lines, csv: ({ sum }) => sum.lines },
      { key: 'hours', heading: 'Hours paid', numeric: true, value: ({ sum }) => hoursFigure(sum.minutes), sort: ({ sum }) => sum.minutes },
      { key: 'share', heading: 'Share of hours', numeric: true, value: ({ sum }) => (all <= 0 ? '' : `${String(Math.round((sum.minutes * 100) / all))}%`) },
      { key: 'pounds', heading: 'Pounds', numeric: true, value: ({ sum }) => wordsForPence(sum.pence), sort: ({ sum }) => sum.pence, csv: ({ sum }) => poundsFigure(sum.pence) },
      ...shareColumns<{ readonly name: string; readonly sum: Sum }>(({ sum }) => sum),
    ],
  })
}

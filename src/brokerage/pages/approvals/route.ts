import { countOf, hoursFigure, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { approvalLink } from '../../actions/approvals-waiting.ts'
import { seeApprovals, type SeenApproval } from '../../actions/see-approvals.ts'
import { wordsForMoment, wordsForWorkingTime } from '../../rules/moment-words.ts'
import { SEE_APPROVALS } from '../../terms/spending.ts'

/** Packages, changes of the week and other prices that wait for somebody's approval. */
export const approvalsPage = pageRoute({
  method: 'GET',
  url: '/approvals',
  permission: SEE_APPROVALS,
  handler: async (ctx) => {
    const waiting = await seeApprovals(ctx.house, ctx.actor)
    const table = approvalsTable(waiting, ctx.url)
    const mine = waiting.filter((each) => each.fault === null).length
    const tiles = [
      { figure: String(mine), label: 'you may approve', ...(mine > 0 ? { tone: 'attention' as const } : { tone: 'quiet' as const }) },
      { figure: String(waiting.filter((each) => each.kind === 'spending').length), label: 'packages over a limit', hint: 'No offer is sent until they are approved' },
      { figure: String(waiting.filter((each) => each.kind === 'change').length), label: 'changes of the week', hint: 'The week stays as it is until they are approved' },
      { figure: String(waiting.filter((each) => each.kind === 'price').length), label: 'other prices', hint: 'The price stays as it is until they are approved' },
    ]
    return tableReply(ctx, [table], page('brokerage/pages/approvals/page.njk', { title: 'Waiting for approval', wide: true, table, tiles }))
  },
})

function approvalsTable(rows: readonly SeenApproval[], url: string): TableView {
  return dataTable<SeenApproval>({
    key: 'approvals',
    caption: 'Waiting for approval',
    noun: ['approval', 'approvals'],
    url,
    rows,
    emptyWords: 'Nothing waits for approval. A package that costs more a week than the limit of whoever refers it appears here, and so does a change of the week or of the price that somebody else approves.',
    columns: [
      { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: approvalLink(row), hint: KIND_NAMES[row.kind] }), sort: (row) => row.packageReference },
      { key: 'person', heading: 'Person', value: (row) => row.initials, sort: (row) => row.initials },
      { key: 'zone', heading: 'Zone', value: (row) => row.zoneName ?? 'No zone', sort: (row) => row.zoneName ?? '' },
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes },
      { key: 'before', heading: 'Cost a week now', numeric: true, value: (row) => (row.beforePence === null ? '' : wordsForPence(row.beforePence)), sort: (row) => row.beforePence ?? 0, csv: (row) => pounds(row.beforePence) },
      { key: 'cost', heading: 'Cost a week asked for', numeric: true, value: (row) => ({ text: row.costPence === null ? 'Not known' : wordsForPence(row.costPence), ...differenceHint(row) }), sort: (row) => row.costPence ?? 0, csv: (row) => pounds(row.costPence) },
      { key: 'by', heading: 'Asked by', value: (row) => ({ text: row.askedBy.name, hint: wordsForMoment(row.askedAt) }), sort: (row) => row.askedBy.name },
      { key: 'waited', heading: 'Waiting', value: (row) => wordsForWorkingTime(row.waited), sort: (row) => row.waited, csv: (row) => row.waited },
      { key: 'told', heading: 'Put to', value: (row) => toldCell(row) },
      { key: 'act', heading: 'You', value: (row) => (row.fault === null ? { text: 'Decide', href: approvalLink(row) } : { text: 'Cannot approve it', hint: `${row.fault}.` }) },
    ],
  })
}

const KIND_NAMES: Readonly<Record<SeenApproval['kind'], string>> = { spending: 'New package', change: 'Change of the week', price: 'Another price' }

function differenceHint({ beforePence, costPence }: SeenApproval): { hint?: string } {
  if (beforePence === null || costPence === null || beforePence === costPence) return {}
  return { hint: `${wordsForPence(Math.abs(costPence - beforePence))} ${costPence > beforePence ? 'more' : 'less'}` }
}

function toldCell({ told }: SeenApproval): { text: string; hint?: string } {
  if (told === null) return { text: 'Nobody yet' }
  return { text: told.told.map((each) => each.name).join(', ') || 'Nobody here may approve it', ...(told.level === 0 ? {} : { hint: `Escalated ${countOf(told.level, 'time')}` }) }
}

function pounds(pence: number | null): string {
  return pence === null ? '' : (pence / 100).toFixed(2)
}

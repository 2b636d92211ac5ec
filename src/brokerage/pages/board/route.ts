import { z } from 'zod'
import { FUNDERS, FUNDER_NAMES, REFER_PEOPLE, SEE_PEOPLE, REFERRAL_SOURCES, REFERRAL_SOURCE_NAMES, SERVICE_LINES, SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { londonDate } from '../../../kernel/london.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeBoard } from '../../actions/see-board.ts'
import { ownPackageIds } from '../../actions/see-workload.ts'
import { ASSIGN_PACKAGES } from '../../terms/broker-work.ts'
import { SEE_BOARD, SEND_OFFERS } from '../../terms.ts'
import { WAITING_STATES, WAITING_STATE_NAMES } from '../../rules/waiting-state.ts'
import { boardColumns, boardCsvColumns, boardHeading, boardTiles, narrow } from './present.ts'

/** A select sends an empty text for "all". */
const choice = <T extends string>(values: readonly [T, ...T[]]) => z.preprocess((sent) => (sent === '' ? undefined : sent), z.enum(values).optional())

const boardQuery = z.looseObject({
  zone: z.preprocess((sent) => (sent === '' ? undefined : sent), z.union([z.uuid(), z.literal('none')]).optional()),
  source: choice(REFERRAL_SOURCES),
  funder: choice(FUNDERS),
  line: choice(SERVICE_LINES),
  why: choice(WAITING_STATES),
  needed: choice(['late']),
  by: choice(['me']),
  work: choice(['mine']),
})

/** The awaiting-care board: every package without a provider, why it still waits and what happens next. */
export const boardPage = pageRoute({
  method: 'GET',
  url: '/board',
  permission: SEE_BOARD,
  query: boardQuery,
  handler: async (ctx) => {
    const { zone, source, funder, line, why, needed, by, work } = ctx.query
    const today = londonDate(ctx.house.clock.now())
    const every = await seeBoard(ctx.house, ctx.actor)
    const own = work === 'mine' && holds(ctx.actor, ASSIGN_PACKAGES) ? await ownPackageIds(ctx.house, ctx.actor) : undefined
    const rows = narrow(every, { zone, source, funder, line, why, needed, by, packageIds: own }, today)
    const shared = {
      caption: 'Waiting for care',
      noun: ['package', 'packages'] as const,
      rows,
      url: ctx.url,
      pageSize: 100,
      emptyWords: every.length === 0 ? 'Nobody is waiting. A referral that has no provider yet appears here.' : 'No waiting package fits these filters. Clear one to see more.',
    }
    const canAct = holds(ctx.actor, SEND_OFFERS)
    const table = dataTable({ ...shared, columns: boardColumns(canAct, holds(ctx.actor, SEE_PEOPLE)) })
    const zones = new Map(every.flatMap((row) => (row.carePackage.zoneId === null ? [] : [[row.carePackage.zoneId, row.zoneName ?? ''] as const])))
    const fields = [
      field('why', 'Search', WAITING_STATES.map((state) => [state, WAITING_STATE_NAMES[state]]), why),
      field('zone', 'Zone', [...[...zones].toSorted((a, b) => (a[1] < b[1] ? -1 : 1)), ...(every.some((row) => row.carePackage.zoneId === null) ? [['none', 'No zone'] as const] : [])], zone),
      field('source', 'Source', Object.entries(REFERRAL_SOURCE_NAMES), source),
      field('funder', 'Funder', Object.entries(FUNDER_NAMES), funder),
      field('line', 'Service line', Object.entries(SERVICE_LINE_NAMES), line),
      field('needed', 'Needed by', [['late', 'Day has passed']], needed),
      ...(holds(ctx.actor, ASSIGN_PACKAGES) ? [field('work', 'Worked on by', [['mine', 'Me']], work)] : []),
      ...(holds(ctx.actor, REFER_PEOPLE) ? [field('by', 'Referred by', [['me', 'Me']], by)] : []),
    ]
    const view = { title: boardHeading(rows), wide: true, tiles: boardTiles(rows, today), table, fields, isNarrowed: rows.length < every.length, canRefer: holds(ctx.actor, REFER_PEOPLE) }
    return tableReply(ctx, [dataTable({ ...shared, columns: boardCsvColumns })], page('brokerage/pages/board/page.njk', view))
  },
})

function field(name: string, label: string, options: readonly (readonly [string, string])[], chosen: string | undefined) {
  return { name, label, items: [{ value: '', text: 'All', selected: chosen === undefined }, ...options.map(([value, text]) => ({ value, text, selected: value === chosen }))] }
}

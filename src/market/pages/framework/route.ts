import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getFrameworkToday, type FrameworkToday } from '../../reads/framework-zones.ts'
import { RATE_PRECEDENCE } from '../../rules/rate-for.ts'
import { termsSentences } from '../../rules/terms-sentences.ts'
import { KEEP_MARKET, SEE_MARKET, TIER_NAMES, TIERS, type TierTarget } from '../../terms.ts'
import { zoneTable } from '../zones/zone-pictures.ts'
import { lifeView } from './life-tables.ts'
import { rateTable } from './rate-table.ts'
import { SEE_TRANSITIONS } from '../../terms/replacement.ts'
import { MODEL_NAMES } from '../../terms/contract-model.ts'

export const frameworkPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId',
  permission: SEE_MARKET,
  params: z.object({ frameworkId: z.uuid() }),
  handler: async (ctx) => {
    const today = await getFrameworkToday(ctx.house, ctx.actor, ctx.params.frameworkId)
    const { framework } = today
    const life = lifeView(today, ctx.url)
    const tables = { zones: zoneTable(today, ctx.url), targets: targetTable(today, ctx.url), rates: rateTable(today, ctx.url), extensions: life.extensions, lines: life.lines, crossZone: life.crossZone }
    const view = {
      title: framework.name,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name }],
      framework,
      facts: [
        { key: 'Contract model', text: MODEL_NAMES[framework.terms.model] },
        ...life.facts,
        ...replacementFacts(today),
        { key: 'Payment periods', text: `Four weeks each, counted from ${wordsForDate(framework.paymentAnchorOn)}` },
      ],
      sentences: termsSentences(framework.terms),
      life,
      precedence: RATE_PRECEDENCE,
      tables,
      mayKeep: holds(ctx.actor, KEEP_MARKET),
      isReplaced: today.replacedBy !== null,
      maySeeTransition: holds(ctx.actor, SEE_TRANSITIONS),
    }
    return tableReply(ctx, Object.values(tables), page('market/pages/framework/page.njk', view))
  },
})

/** What takes its place, and what it takes the place of. */
function replacementFacts({ replacedBy, replaces, today }: FrameworkToday) {
  const since = (fromOn: Temporal.PlainDate): string => `${Temporal.PlainDate.compare(fromOn, today) > 0 ? 'From' : 'Since'} ${wordsForDate(fromOn)}`
  return [
    ...(replacedBy === null ? [] : [{ key: 'Replaced by', text: replacedBy.byName, href: `/frameworks/${replacedBy.byFrameworkId}`, hint: since(replacedBy.fromOn) }]),
    ...replaces.map((each) => ({ key: 'Replaces', text: each.name, href: `/frameworks/${each.id}`, hint: since(each.fromOn) })),
  ]
}

function targetTable({ tierTargets }: FrameworkToday, url: string): TableView {
  return dataTable<TierTarget>({
    key: 'targets',
    caption: 'Share of hours each tier is meant to deliver',
    noun: ['target', 'targets'],
    url,
    rows: [...tierTargets].sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier)),
    emptyWords: 'This framework sets no share of hours for its tiers.',
    columns: [
      { key: 'tier', heading: 'Tier', value: (target) => TIER_NAMES[target.tier] },
      { key: 'share', heading: 'Share of hours', value: (target) => (target.lowPercent === target.highPercent ? `${String(target.lowPercent)}%` : `${String(target.lowPercent)}% to ${String(target.highPercent)}%`) },
    ],
  })
}

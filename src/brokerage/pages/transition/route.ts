import { z } from 'zod'
import { countOf, wordsForDate } from '../../../kernel/words.ts'
import { transitionSentences } from '../../../market/public.ts'
import { KEEP_MARKET } from '../../../market/terms.ts'
import { SEE_TRANSITIONS } from '../../../market/terms/replacement.ts'
import { holds } from '../../../platform/access/permission.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { seeTransition, type PackageStand, type SeenTransition } from '../../actions/see-transition.ts'
import { STAND_NAMES, STANDS } from '../../terms/transition.ts'
import { replacementTable, standTable, standTiles, zoneCountTable } from './present.ts'

const blank = (sent: unknown): unknown => (sent === '' ? undefined : sent)
const text = z.preprocess(blank, z.string().max(200).optional())

/** Where each package of a framework that is replaced stands, by zone and one by one, with the reason. */
export const transitionPage = pageRoute({
  method: 'GET',
  url: '/frameworks/:frameworkId/transition',
  permission: SEE_TRANSITIONS,
  params: z.object({ frameworkId: z.uuid() }),
  query: z.looseObject({ zone: text, provider: text, stand: z.preprocess(blank, z.enum(STANDS).optional()) }),
  handler: async (ctx) => {
    const seen = await seeTransition(ctx.house, ctx.actor, ctx.params.frameworkId)
    const { framework, replacement, packages } = seen
    const { zone, provider, stand } = ctx.query
    const rows = packages.filter((each) => (zone === undefined || each.zoneName === zone) && (provider === undefined || nameOf(each) === provider) && (stand === undefined || each.stand === stand))
    const path = `/frameworks/${framework.id}/transition`
    const tables = { zones: zoneCountTable(packages, ctx.url), packages: standTable(rows, rows.length < packages.length, ctx.url), replacements: replacementTable(seen, ctx.url) }
    const isToCome = replacement !== null && Temporal.PlainDate.compare(replacement.fromOn, seen.today) > 0
    const view = {
      title: 'Where each package stands',
      caption: framework.name,
      wide: true,
      breadcrumbs: [{ text: 'Frameworks', href: '/frameworks' }, { text: framework.name, href: `/frameworks/${framework.id}` }, { text: 'Where each package stands' }],
      framework,
      path,
      headline: replacement === null ? null : `${replacement.byName} ${isToCome ? 'takes' : 'has taken'} the place of ${framework.name} ${isToCome ? 'from' : 'since'} ${wordsForDate(replacement.fromOn)}.`,
      sentences: replacement === null ? [] : transitionSentences(replacement),
      tiles: standTiles(packages, path),
      warning: warningWords(seen),
      due: dueWords(packages.filter((each) => each.stand === 'to-move' && each.on === null).length),
      tables,
      fields: [
        { name: 'stand', label: 'Stands', items: items(STANDS.map((each) => [each, STAND_NAMES[each]]), stand) },
        { name: 'zone', label: 'Zone', items: items(names(packages.map((each) => each.zoneName)), zone) },
        { name: 'provider', label: 'Provider', items: items(names(packages.map(nameOf)), provider) },
      ],
      isNarrowed: rows.length < packages.length,
      mayKeep: holds(ctx.actor, KEEP_MARKET),
      hasReplacement: replacement !== null,
    }
    return tableReply(ctx, Object.values(tables), page('brokerage/pages/transition/page.njk', view))
  },
})

function warningWords({ replacement, emptyZones }: SeenTransition): string | null {
  return replacement === null || emptyZones.length === 0 ? null : `No provider stands in ${emptyZones.join(', ')} of ${replacement.byName}: nobody could be asked for a package that moves there. Grant standings before packages move.`
}

function dueWords(due: number): string | null {
  return due === 0 ? null : `${countOf(due, 'package is', 'packages are')} due to move. A broker transfers the person on the placement’s page, to another provider or to the same one where it stands in the new framework; a package that waits is withdrawn and the person referred again.`
}

function nameOf(each: PackageStand): string {
  return each.providerName ?? 'Waits for one'
}

function names(all: readonly string[]): [string, string][] {
  return [...new Set(all)].map((name): [string, string] => [name, name])
}

function items(options: readonly (readonly [string, string])[], chosen: string | undefined) {
  return [{ value: '', text: 'All', selected: chosen === undefined }, ...options.map(([value, words]) => ({ value, text: words, selected: value === chosen }))]
}

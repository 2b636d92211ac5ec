import { z } from 'zod'
import { wordsForDate } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { page, redirectTo, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { liftSuspension } from '../../actions/lift-suspension.ts'
import { getProviderRecord, type ProviderRecord } from '../../reads/provider-record.ts'
import { KEEP_MARKET, LEAVING_REASON_NAMES, LEAVING_REASONS, PROVIDER_KIND_NAMES, RATING_NAMES, SEE_MARKET, SUSPEND_PROVIDERS } from '../../terms.ts'
import { movesTable } from './moves-table.ts'
import { locationTable, ratingTable, ratingTimeline, standingTable, suspensionTable } from './provider-tables.ts'

const providerParams = z.object({ providerId: z.uuid() })

export const providerPage = pageRoute({
  method: 'GET',
  url: '/providers/:providerId',
  permission: SEE_MARKET,
  params: providerParams,
  handler: async (ctx) => {
    const record = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    const tables = { moves: movesTable(record, ctx.url), standings: standingTable(record, ctx.url, holds(ctx.actor, KEEP_MARKET)), ratings: ratingTable(record, ctx.url), locations: locationTable(record, ctx.url), suspensions: suspensionTable(record, ctx.url) }
    const view = {
      title: record.provider.name,
      wide: true,
      breadcrumbs: [{ text: 'Providers', href: '/providers' }, { text: record.provider.name }],
      record,
      facts: factsOf(record),
      description: descriptionRows(record),
      overallTimeline: ratingTimeline(record),
      tables,
      suspensionWords: suspensionWords(record),
      mayDescribe: holds(ctx.actor, KEEP_MARKET),
      maySuspend: holds(ctx.actor, SUSPEND_PROVIDERS),
    }
    return tableReply(ctx, Object.values(tables), page('market/pages/provider/page.njk', view))
  },
})

export const liftSuspensionPage = pageRoute({
  method: 'POST',
  url: '/providers/:providerId/suspensions/:suspensionId/lift',
  permission: SUSPEND_PROVIDERS,
  params: z.object({ providerId: z.uuid(), suspensionId: z.uuid() }),
  handler: async (ctx) => {
    const { suspension, today } = await getProviderRecord(ctx.house, ctx.actor, ctx.params.providerId)
    // One that began today must keep its one day: a range cannot end before it begins.
    const yesterday = today.subtract({ days: 1 })
    const toOn = suspension !== undefined && Temporal.PlainDate.compare(suspension.fromOn, yesterday) > 0 ? suspension.fromOn : yesterday
    await liftSuspension(ctx.house, ctx.actor, { ...ctx.params, toOn })
    return redirectTo(`/providers/${ctx.params.providerId}`, `Suspension lifted: its last day was ${wordsForDate(toOn)}`)
  },
})

function factsOf(record: ProviderRecord): object[] {
  const { provider, rating } = record
  const published = rating.published === null ? '' : `, ${wordsForDate(rating.published.publishedOn)}`
  return [
    { term: 'CQC rating', text: `${RATING_NAMES[rating.rating]}${published}` },
    ...(provider.cqcProviderId === null ? [] : [{ term: 'CQC provider id', text: provider.cqcProviderId }]),
    ...(provider.kind === null ? [] : [{ term: 'Kind', text: PROVIDER_KIND_NAMES[provider.kind] }]),
    ...(provider.leftOn === null ? [] : [{ term: 'Last day', text: wordsForDate(provider.leftOn) }]),
  ]
}

function descriptionRows({ provider }: ProviderRecord): object[] {
  const leaving = LEAVING_REASONS.find((reason) => reason === provider.leftReason)
  return [
    { key: 'Kind', text: provider.kind === null ? 'Not yet recorded' : PROVIDER_KIND_NAMES[provider.kind] },
    { key: 'Brand', text: provider.brand ?? 'None' },
    { key: 'Languages besides English', text: provider.languages.length === 0 ? 'None recorded' : provider.languages.join(', ') },
    { key: 'Offers and notices go to', text: provider.email ?? 'No address recorded' },
    ...(provider.leftOn === null ? [] : [{ key: 'Left', text: wordsForDate(provider.leftOn), hint: leaving === undefined ? (provider.leftReason ?? '') : LEAVING_REASON_NAMES[leaving] }]),
  ]
}

function suspensionWords({ suspension }: ProviderRecord): string | undefined {
  if (suspension === undefined) return undefined
  return `Given no new packages since ${wordsForDate(suspension.fromOn)}: ${suspension.reason}. Review on ${wordsForDate(suspension.reviewOn)}.`
}

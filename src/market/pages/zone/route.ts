import { z } from 'zod'
import { serviceLineName } from '../../../kernel/service-line.ts'
import { wordsForDate, withCommas } from '../../../kernel/words.ts'
import { holds } from '../../../platform/access/permission.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import { page, tableReply } from '../../../platform/web/reply.ts'
import { pageRoute } from '../../../platform/web/route.ts'
import { getZoneToday, type FrameworkToday, type ZoneProvider, type ZoneToday } from '../../reads/framework-zones.ts'
import { GENERAL_ZONE_SET, KEEP_MARKET, RATINGS, SEE_MARKET, TIER_NAMES } from '../../terms.ts'
import { ratingTag } from '../rating-tag.ts'
import { rateTable } from '../framework/rate-table.ts'
import { zoneMap } from '../zone-map.ts'
import { rateWords, ruralWords, tierWords } from '../zones/zone-pictures.ts'

export const zonePage = pageRoute({
  method: 'GET',
  url: '/zones/:zoneId',
  permission: SEE_MARKET,
  params: z.object({ zoneId: z.uuid() }),
  handler: async (ctx) => {
    const { framework, zone, providers } = await getZoneToday(ctx.house, ctx.actor, ctx.params.zoneId)
    const table = providerTable(providers, ctx.url)
    const rates = rateTable({ ...framework, rates: framework.rates.filter((rate) => rate.zoneId === null || rate.zoneId === zone.zone.id) }, ctx.url)
    const view = {
      title: zone.zone.name,
      caption: framework.framework.name,
      wide: true,
      breadcrumbs: [{ text: 'Zones', href: `/zones?framework=${framework.framework.id}` }, { text: zone.zone.name }],
      facts: factsOf(zone),
      svg: mapOf(framework, zone),
      tables: { providers: table, rates },
      zoneId: zone.zone.id,
      mayKeep: holds(ctx.actor, KEEP_MARKET),
    }
    return tableReply(ctx, [table, rates], page('market/pages/zone/page.njk', view))
  },
})

function factsOf(zone: ZoneToday): object[] {
  const { population, places } = zone
  return [
    ...(zone.zone.startsOn === null ? [] : [{ key: 'First day', text: wordsForDate(zone.zone.startsOn), hint: 'Until then none of its providers is offered a package' }]),
    ...(zone.zone.zoneSet === GENERAL_ZONE_SET ? [] : [{ key: 'Zone set', text: zone.zone.zoneSet, hint: 'Zones that some service lines have of their own' }]),
    { key: 'Places', text: places.length === 0 ? 'None recorded' : places.map((place) => place.name).join(', ') },
    { key: 'Core home care', text: zone.pencePerHour === null ? 'No rate yet' : `${rateWords(zone)} an hour` },
    { key: 'Providers', text: tierWords(zone) || 'None' },
    { key: 'Small areas', text: withCommas(population?.areas ?? 0) },
    { key: 'People', text: population?.population == null ? 'Not known' : withCommas(population.population), hint: population?.population65Plus == null ? '' : `${withCommas(population.population65Plus)} aged 65 and over` },
    { key: 'Rural', text: ruralWords(zone) === '' ? 'Not known' : `${ruralWords(zone)} of its small areas` },
  ]
}

function mapOf({ framework, zones }: FrameworkToday, zone: ZoneToday): string {
  if (zone.shapes.length === 0) return ''
  const sentence = `Map of the zones of ${framework.name} with ${zone.zone.name} shaded dark.`
  return zoneMap(zones.map((each) => ({ name: each.zone.name, shapes: each.shapes, places: each === zone ? each.places : [], fill: each === zone ? '#7fb9be' : '#eef4f4', label: '' })), sentence)
}

function providerTable(providers: readonly ZoneProvider[], url: string): TableView {
  return dataTable<ZoneProvider>({
    key: 'providers',
    caption: 'Providers in the order of their standing',
    noun: ['standing', 'standings'],
    url,
    rows: providers,
    rowHeading: 'provider',
    emptyWords: 'No provider stands in this zone today, so its packages can be offered to nobody.',
    columns: [
      { key: 'tier', heading: 'Tier', value: ({ standing }) => TIER_NAMES[standing.tier] },
      { key: 'rank', heading: 'Rank', numeric: true, value: ({ standing }) => (standing.rank === null ? '' : String(standing.rank)), sort: ({ standing }) => standing.rank ?? 999 },
      { key: 'provider', heading: 'Provider', value: ({ standing }) => ({ text: standing.providerName, href: `/providers/${standing.providerId}`, ...(standing.languages.length === 0 ? {} : { hint: `Speaks ${standing.languages.join(', ')}` }) }), sort: ({ standing }) => standing.providerName },
      { key: 'line', heading: 'Service line', value: ({ standing }) => serviceLineName(standing.serviceLine), sort: ({ standing }) => standing.serviceLine },
      { key: 'rating', heading: 'CQC rating', value: ({ rating }) => ratingTag(rating.rating), sort: ({ rating }) => RATINGS.indexOf(rating.rating) },
      { key: 'from', heading: 'Since', value: ({ standing }) => wordsForDate(standing.fromOn), sort: ({ standing }) => standing.fromOn.toString() },
      { key: 'status', heading: 'New packages', value: ({ suspension, standing }) => (suspension !== undefined ? { text: '', tag: { text: 'Suspended', colour: 'red' }, hint: suspension.reason } : standing.leftOn === null ? 'Yes' : `Until ${wordsForDate(standing.leftOn)}`) },
    ],
  })
}

import { countOf, wordsForDate, wordsForPence, withCommas } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { FrameworkToday, ZoneToday } from '../../reads/framework-zones.ts'
import { GENERAL_ZONE_SET, TIER_NAMES, TIERS } from '../../terms.ts'
import { rateShades, type RateShade } from '../rate-shades.ts'
import { zoneMap } from '../zone-map.ts'

/** The zones of a framework as a map shaded by rate, with its legend and its sentence. */
export function ratePicture({ framework, zones, today }: FrameworkToday): { svg: string; legend: readonly RateShade[]; sentence: string } {
  const { fillOf, legend } = rateShades(zones.map((zone) => zone.pencePerHour))
  const sentence = rateSentence(framework.name, zones, today)
  const drawn = zones.map((zone) => ({ name: zone.zone.name, shapes: zone.shapes, places: zone.places, fill: fillOf(zone.pencePerHour), label: rateWords(zone) }))
  return { svg: zoneMap(drawn, sentence), legend, sentence }
}

/** Each zone with its rate, people and providers: the table beside the map. */
export function zoneTable({ framework, zones }: FrameworkToday, url: string): TableView {
  return dataTable<ZoneToday>({
    key: 'zones',
    caption: `Zones of ${framework.name}`,
    noun: ['zone', 'zones'],
    url,
    rows: zones,
    emptyWords: 'This framework has no zones.',
    columns: [
      { key: 'zone', heading: 'Zone', value: (each) => ({ text: each.zone.name, href: `/zones/${each.zone.id}`, hint: [zoneWords(each), placeWords(each)].filter((part) => part !== '').join(' ') }), sort: (each) => each.zone.name },
      { key: 'rate', heading: 'Rate an hour', numeric: true, value: rateWords, sort: (each) => each.pencePerHour ?? 0 },
      { key: 'providers', heading: 'Providers', numeric: true, value: (each) => String(new Set(each.standings.map((standing) => standing.providerId)).size), sort: (each) => new Set(each.standings.map((standing) => standing.providerId)).size },
      { key: 'over65', heading: 'Aged 65 and over', numeric: true, value: (each) => (each.population?.population65Plus == null ? '' : withCommas(each.population.population65Plus)), sort: (each) => each.population?.population65Plus ?? 0 },
      { key: 'rural', heading: 'Rural areas', numeric: true, value: ruralWords, sort: (each) => ruralShare(each) ?? -1 },
    ],
  })
}

/** The zone's hourly rate for core home care, or that there is none. */
export function rateWords(zone: ZoneToday): string {
  return zone.pencePerHour === null ? 'No rate yet' : wordsForPence(zone.pencePerHour)
}

/** How many providers of each tier stand in a zone. */
export function tierWords(zone: ZoneToday): string {
  const counts = TIERS.map((tier) => ({ tier, count: new Set(zone.standings.filter((standing) => standing.tier === tier).map((standing) => standing.providerId)).size }))
  return counts.filter(({ count }) => count > 0).map(({ tier, count }) => `${String(count)} ${TIER_NAMES[tier].toLowerCase()}`).join(', ')
}

/** Percent of a zone's small areas that are classed rural, of those classed at all. */
export function ruralWords(zone: ZoneToday): string {
  const share = ruralShare(zone)
  return share === undefined ? '' : `${String(Math.round(share * 100))}%`
}

function ruralShare({ population }: ZoneToday): number | undefined {
  return population === undefined || population.classedAreas === 0 ? undefined : population.ruralAreas / population.classedAreas
}

function placeWords({ places }: ZoneToday): string {
  const names = places.map((place) => place.name)
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${String(names.length - 5)} more` : names.join(', ')
}

/** What sets a zone apart from the general zones in force. */
function zoneWords({ zone }: ZoneToday): string {
  const set = zone.zoneSet === GENERAL_ZONE_SET ? '' : `Zone set ${zone.zoneSet}.`
  return [set, zone.startsOn === null ? '' : `From ${wordsForDate(zone.startsOn)}.`].filter((part) => part !== '').join(' ')
}

function rateSentence(name: string, zones: readonly ZoneToday[], today: Temporal.PlainDate): string {
  const rated = zones.filter((zone) => zone.pencePerHour !== null).sort((a, b) => (a.pencePerHour ?? 0) - (b.pencePerHour ?? 0))
  const [lowest, highest] = [rated[0], rated.at(-1)]
  const start = `Map of the ${countOf(zones.length, 'zone')} of ${name}, shaded by the hourly rate for core home care on ${wordsForDate(today)}`
  if (lowest === undefined || highest === undefined) return `${start}: no zone has a rate yet.`
  if (lowest.pencePerHour === highest.pencePerHour) return `${start}: ${rateWords(lowest)} in each.`
  return `${start}: from ${rateWords(lowest)} in ${lowest.zone.name} to ${rateWords(highest)} in ${highest.zone.name}.`
}

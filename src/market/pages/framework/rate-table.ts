import { serviceLineName } from '../../../kernel/service-line.ts'
import { wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { FrameworkToday } from '../../reads/framework-zones.ts'
import { bandWords, isSameBand } from '../../rules/rate-times.ts'
import { TIER_NAMES, type Rate } from '../../terms.ts'
import { DAY_CATEGORY_NAMES } from '../../terms/rate-times.ts'

/** Every rate with its dates: the newest first, each with whether it is to come, in force, or replaced by a later one. */
export function rateTable({ rates, zones, today }: Pick<FrameworkToday, 'rates' | 'zones' | 'today'>, url: string): TableView {
  const zoneNames = new Map(zones.map(({ zone }) => [zone.id, zone.name]))
  return dataTable<Rate>({
    key: 'rates',
    caption: 'Hourly rates',
    noun: ['rate', 'rates'],
    url,
    rows: rates,
    rowHeading: 'zone',
    emptyWords: 'No rates yet. A placement needs a rate that has begun by its first day.',
    columns: [
      { key: 'zone', heading: 'Zone', value: (rate) => (rate.zoneId === null ? 'Any zone' : (zoneNames.get(rate.zoneId) ?? 'Another zone')), sort: (rate) => zoneNames.get(rate.zoneId ?? '') ?? '' },
      { key: 'line', heading: 'Service line', value: (rate) => (rate.serviceLine === null ? 'Any' : serviceLineName(rate.serviceLine)), sort: (rate) => rate.serviceLine ?? '' },
      { key: 'tier', heading: 'Tier', value: (rate) => (rate.tier === null ? 'Any' : TIER_NAMES[rate.tier]), sort: (rate) => rate.tier ?? '' },
      { key: 'day', heading: 'Day', value: (rate) => (rate.dayCategory === null ? 'Any' : DAY_CATEGORY_NAMES[rate.dayCategory]), sort: (rate) => rate.dayCategory ?? '' },
      { key: 'time', heading: 'Time', value: (rate) => (rate.timeBand === null ? 'Any' : bandWords(rate.timeBand)), sort: (rate) => rate.timeBand?.fromMinute ?? -1 },
      { key: 'from', heading: 'From', value: (rate) => wordsForDate(rate.fromOn), sort: (rate) => rate.fromOn.toString() },
      { key: 'rate', heading: 'An hour', numeric: true, value: (rate) => wordsForPence(rate.pencePerHour), sort: (rate) => rate.pencePerHour },
      { key: 'status', heading: 'Status', value: (rate) => ({ text: '', tag: statusTag(rate, rates, today) }) },
    ],
  })
}

function statusTag(rate: Rate, rates: readonly Rate[], today: Temporal.PlainDate): { text: string; colour: 'green' | 'blue' | 'grey' } {
  if (Temporal.PlainDate.compare(rate.fromOn, today) > 0) return { text: 'To come', colour: 'blue' }
  const isReplaced = rates.some(
    (other) =>
      other.zoneId === rate.zoneId && other.serviceLine === rate.serviceLine && other.tier === rate.tier && other.dayCategory === rate.dayCategory && isSameBand(other.timeBand, rate.timeBand) &&
      Temporal.PlainDate.compare(other.fromOn, rate.fromOn) > 0 && Temporal.PlainDate.compare(other.fromOn, today) <= 0,
  )
  return isReplaced ? { text: 'Replaced', colour: 'grey' } : { text: 'In force', colour: 'green' }
}

import { hoursFigure, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { serviceLineName } from '../../../kernel/service-line.ts'
import { TIER_NAMES, type Rate } from '../../../market/terms.ts'
import type { ReviewedRate } from '../../../market/terms/fee-review.ts'
import { DAY_CATEGORY_NAMES } from '../../../market/terms/rate-times.ts'
import { dataTable, type TableView } from '../../../platform/components/data-table.ts'
import type { ReviewLook } from '../../reads/fee-review.ts'
import { costsBy, total, type ReviewCost } from '../../rules/fee-review-cost.ts'

const WEEKS_A_YEAR = 52
type CostRow = ReturnType<typeof costsBy>[number]

/** What the review costs, in tiles: by the week and by the year of 52 weeks. */
export function costTiles(costs: readonly ReviewCost[]): object[] {
  const [before, after] = [total(costs, 'beforePence'), total(costs, 'afterPence')]
  return [
    { figure: hoursFigure(total(costs, 'minutes')), label: 'hours a week planned today' },
    { figure: wordsForPence(before), label: 'a week before' },
    { figure: wordsForPence(after), label: 'a week after', hint: changeWords(before, after) },
    { figure: wordsForPence((after - before) * WEEKS_A_YEAR), label: `more in a year of ${String(WEEKS_A_YEAR)} weeks` },
  ]
}

/** The proposed rates, those left out, and the cost by zone and by provider. */
export function costTables(look: ReviewLook, proposal: { readonly changed: readonly ReviewedRate[]; readonly leftOut: readonly { readonly rate: Rate; readonly reason: string }[] }, url: string): Record<'rates' | 'leftOut' | 'zones' | 'providers', TableView> {
  const zoneNames = new Map(look.zones.map((zone) => [zone.id, zone.name]))
  const scope = (rate: Rate): string => scopeWords(rate, zoneNames)
  return {
    rates: dataTable<ReviewedRate>({
      key: 'rates',
      caption: 'Proposed rates',
      noun: ['rate', 'rates'],
      url,
      rows: proposal.changed,
      emptyWords: 'No rate changes.',
      columns: [
        { key: 'scope', heading: 'Rate for', value: ({ rate }) => scope(rate), sort: ({ rate }) => scope(rate) },
        { key: 'before', heading: 'Before', numeric: true, value: ({ rate }) => wordsForPence(rate.pencePerHour), sort: ({ rate }) => rate.pencePerHour },
        { key: 'after', heading: 'Proposed', numeric: true, value: ({ pencePerHour }) => wordsForPence(pencePerHour), sort: ({ pencePerHour }) => pencePerHour },
        { key: 'change', heading: 'Change', numeric: true, value: ({ rate, pencePerHour }) => changeWords(rate.pencePerHour, pencePerHour) },
      ],
    }),
    leftOut: dataTable<{ readonly rate: Rate; readonly reason: string }>({
      key: 'left-out',
      caption: 'Rates in force that stay',
      noun: ['rate', 'rates'],
      url,
      rows: proposal.leftOut,
      emptyWords: 'Every rate in force is reviewed.',
      columns: [
        { key: 'scope', heading: 'Rate for', value: ({ rate }) => scope(rate) },
        { key: 'rate', heading: 'An hour', numeric: true, value: ({ rate }) => wordsForPence(rate.pencePerHour) },
        { key: 'reason', heading: 'Why', value: ({ reason }) => reason },
      ],
    }),
    zones: costTable('zones', 'Cost a week by zone', 'Zone', costsBy(look.costs, (cost) => cost.zoneId), (key) => zoneNames.get(key) ?? 'Another zone', url),
    providers: costTable('providers', 'Cost a week by provider', 'Provider', costsBy(look.costs, (cost) => cost.providerId), (key) => look.names.get(key) ?? 'Another provider', url),
  }
}

/** What the cost leaves out, in sentences. */
export function gapWords({ agreedMinutes, unpricedMinutes }: ReviewLook): string[] {
  return [
    ...(agreedMinutes === 0 ? [] : [`${wordsForHours(agreedMinutes)} a week are at prices agreed for one placement, which a review does not change; they are not counted.`]),
    ...(unpricedMinutes === 0 ? [] : [`${wordsForHours(unpricedMinutes)} a week have no rate the day before the review; they are not counted.`]),
  ]
}

function costTable(key: string, caption: string, heading: string, rows: readonly CostRow[], nameOf: (key: string) => string, url: string): TableView {
  return dataTable<CostRow>({
    key,
    caption,
    noun: [heading.toLowerCase(), `${heading.toLowerCase()}s`],
    url,
    rows,
    emptyWords: 'No care is planned under this framework today, so the review costs nothing yet.',
    columns: [
      { key: 'name', heading, value: (row) => nameOf(row.key), sort: (row) => nameOf(row.key) },
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.minutes), sort: (row) => row.minutes },
      { key: 'before', heading: 'Before', numeric: true, value: (row) => wordsForPence(row.beforePence), sort: (row) => row.beforePence },
      { key: 'after', heading: 'After', numeric: true, value: (row) => wordsForPence(row.afterPence), sort: (row) => row.afterPence },
      { key: 'more', heading: 'More', numeric: true, value: (row) => wordsForPence(row.afterPence - row.beforePence), sort: (row) => row.afterPence - row.beforePence },
      { key: 'change', heading: 'Change', numeric: true, value: (row) => changeWords(row.beforePence, row.afterPence) },
    ],
  })
}

function changeWords(before: number, after: number): string {
  return before === 0 ? '' : `${(((after - before) * 100) / before).toFixed(2)}%`
}

function scopeWords(rate: Rate, zoneNames: ReadonlyMap<string, string>): string {
  const parts = [rate.zoneId === null ? 'Any zone' : (zoneNames.get(rate.zoneId) ?? 'Another zone')]
  if (rate.serviceLine !== null) parts.push(serviceLineName(rate.serviceLine).toLowerCase())
  if (rate.tier !== null) parts.push(TIER_NAMES[rate.tier].toLowerCase())
  if (rate.dayCategory !== null) parts.push(DAY_CATEGORY_NAMES[rate.dayCategory])
  if (rate.timeBand !== null) parts.push('a time band')
  return parts.join(', ')
}

import { hoursFigure, wordsForDate, wordsForHours, wordsForPence } from '../../../kernel/words.ts'
import { columnChart } from '../../../platform/components/charts/column-chart.ts'
import { dataTable, type Column } from '../../../platform/components/data-table.ts'
import { poundsFigure } from '../../rules/pounds-figure.ts'
import { UNUSED_REASON_NAMES, UNUSED_REASONS, type UnusedReason } from '../../terms/block-use.ts'
import type { NamedBlockWeek, NamedSpot } from '../../reads/block-use.ts'

type Sums = Pick<NamedBlockWeek, 'guaranteedMinutes' | 'usedMinutes' | 'aboveMinutes' | 'unused' | 'spot'>

const OF_VISITS = UNUSED_REASONS.filter((reason) => reason !== 'offered-and-refused' && reason !== 'nothing-offered')

/** The weeks of a framework's blocks: figures, a chart by week, and tables by week, by block and of the spot hours. */
export function presentBlockUse(weeks: readonly NamedBlockWeek[], url: string) {
  const total = addUp(weeks)
  const spot = weeks.flatMap((week) => week.spot.map((each) => ({ ...each, weekOn: week.weekOn, zoneName: week.zoneName, blockName: week.providerName })))
  const byWeek = [...Map.groupBy(weeks, (week) => week.weekOn)].map(([weekOn, own]) => ({ weekOn, isPaid: own.every((week) => week.isPaid), ...addUp(own) }))
  const byBlock = [...Map.groupBy(weeks, (week) => `${week.zoneName} ${week.providerId}`).values()].flatMap((own) => (own[0] === undefined ? [] : [{ ...own[0], ...addUp(own) }]))
  const spotPence = total.spot.reduce((sum, each) => sum + each.pence, 0)
  return {
    tiles: [
      { figure: shareWords(total), label: 'of guaranteed hours used', hint: `${hoursFigure(total.usedMinutes)} of ${wordsForHours(total.guaranteedMinutes)}` },
      { figure: hoursFigure(total.guaranteedMinutes - total.usedMinutes), label: 'hours not used', hint: mainReason(total.unused) },
      { figure: hoursFigure(minutesOf(total.spot)), label: 'hours bought from others that the blocks had room for', hint: `${wordsForPence(spotPence)} paid` },
      { figure: aboveWords(total.spot), label: 'of that above the blocks’ price', tone: 'quiet' },
    ],
    picture: byWeek.length === 0 ? undefined : chartOf(byWeek, total),
    tables: {
      weeks: dataTable<(typeof byWeek)[number]>({ key: 'weeks', caption: 'By week', noun: ['week', 'weeks'], rows: byWeek.toReversed(), url, emptyWords: 'No hours were guaranteed in these weeks.', columns: [{ key: 'week', heading: 'Week from', value: (row) => (row.isPaid ? wordsForDate(Temporal.PlainDate.from(row.weekOn)) : { text: wordsForDate(Temporal.PlainDate.from(row.weekOn)), hint: 'Not paid yet: from visit records' }), csv: (row) => row.weekOn }, ...sumColumns<(typeof byWeek)[number]>()] }),
      blocks: dataTable<(typeof byBlock)[number]>({ key: 'blocks', caption: 'By block', noun: ['block', 'blocks'], rows: byBlock, url, emptyWords: 'No hours were guaranteed in these weeks.', columns: [
        { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, href: `/providers/${row.providerId}` }), sort: (row) => row.providerName },
        { key: 'zone', heading: 'Zone', value: (row) => row.zoneName, sort: (row) => row.zoneName },
        ...sumColumns<(typeof byBlock)[number]>(),
      ] }),
      spot: spotTable(spot, url),
    },
  }
}

function sumColumns<Row extends Sums>(): Column<Row>[] {
  const hours = (key: string, heading: string, of: (row: Row) => number, inCsvOnly = false): Column<Row> => ({ key, heading, numeric: true, value: (row) => hoursFigure(of(row)), csv: (row) => Math.round((of(row) * 100) / 60) / 100, sort: of, inCsvOnly })
  return [
    hours('guaranteed', 'Guaranteed', (row) => row.guaranteedMinutes),
    { key: 'used', heading: 'Used', numeric: true, value: (row) => ({ text: hoursFigure(row.usedMinutes), hint: shareWords(row) }), csv: (row) => Math.round((row.usedMinutes * 100) / 60) / 100, sort: (row) => row.usedMinutes },
    hours('lost', 'Lost on visits', (row) => OF_VISITS.reduce((sum, reason) => sum + (row.unused[reason] ?? 0), 0)),
    ...OF_VISITS.map((reason) => hours(reason, UNUSED_REASON_NAMES[reason], (row) => row.unused[reason] ?? 0, true)),
    hours('refused', 'Offered, not taken', (row) => row.unused['offered-and-refused'] ?? 0),
    hours('not-offered', 'Nothing offered', (row) => row.unused['nothing-offered'] ?? 0),
    hours('above', 'Above the block', (row) => row.aboveMinutes),
    { key: 'spot', heading: 'Bought from others', numeric: true, value: (row) => (row.spot.length === 0 ? 'None' : { text: hoursFigure(minutesOf(row.spot)), hint: wordsForPence(penceOf(row.spot)) }), csv: (row) => Math.round((minutesOf(row.spot) * 100) / 60) / 100, sort: (row) => minutesOf(row.spot) },
    { key: 'spot-pounds', heading: 'Paid to others', inCsvOnly: true, value: (row) => poundsFigure(penceOf(row.spot)) },
  ]
}

function spotTable(spot: readonly (NamedSpot & { readonly weekOn: string; readonly zoneName: string; readonly blockName: string })[], url: string) {
  return dataTable({
    key: 'spot',
    caption: 'Hours bought from others that a block had room for',
    noun: ['placement’s week', 'placements’ weeks'],
    rows: spot,
    url,
    pageSize: 20,
    emptyWords: 'In paid weeks, no hours were bought from others that would have fitted into what a block had left.',
    columns: [
      { key: 'week', heading: 'Week from', value: (each) => wordsForDate(Temporal.PlainDate.from(each.weekOn)), sort: (each) => each.weekOn, csv: (each) => each.weekOn },
      { key: 'package', heading: 'Package', value: (each) => ({ text: each.packageReference, href: `/packages/${each.packageId}`, ...(each.isRefused ? { hint: 'The block’s provider did not take it' } : {}) }) },
      { key: 'refused', heading: 'Not taken by the block', inCsvOnly: true, value: (each) => (each.isRefused ? 'Yes' : 'No') },
      { key: 'provider', heading: 'Bought from', value: (each) => ({ text: each.providerName, hint: each.zoneName }), sort: (each) => each.providerName, csv: (each) => each.providerName },
      { key: 'zone', heading: 'Zone', inCsvOnly: true, value: (each) => each.zoneName },
      { key: 'block', heading: 'Block with room', value: (each) => each.blockName, sort: (each) => each.blockName },
      { key: 'visits', heading: 'Visits', numeric: true, value: (each) => String(each.visits) },
      { key: 'hours', heading: 'Hours', numeric: true, value: (each) => hoursFigure(each.minutes), csv: (each) => Math.round((each.minutes * 100) / 60) / 100, sort: (each) => each.minutes },
      { key: 'paid', heading: 'Paid', numeric: true, value: (each) => wordsForPence(each.pence), csv: (each) => poundsFigure(each.pence), sort: (each) => each.pence },
      { key: 'block-price', heading: 'At the block’s price', numeric: true, value: (each) => (each.blockPence === null ? 'No rate' : wordsForPence(each.blockPence)), csv: (each) => (each.blockPence === null ? '' : poundsFigure(each.blockPence)) },
      { key: 'more', heading: 'Above it', numeric: true, value: (each) => (each.blockPence === null ? '' : moreWords(each.pence - each.blockPence, each.visits)), csv: (each) => (each.blockPence === null ? '' : poundsFigure(each.pence - each.blockPence)), sort: (each) => each.pence - (each.blockPence ?? each.pence) },
    ],
  })
}

function chartOf(weeks: readonly (Sums & { readonly weekOn: string })[], total: Sums) {
  // Whole hours whose sum is the week's guarantee: each part ends where the sum of the parts so far, rounded, ends.
  const parts = weeks.map((week) => {
    const minutes = [week.usedMinutes, OF_VISITS.reduce((sum, reason) => sum + (week.unused[reason] ?? 0), 0), (week.unused['offered-and-refused'] ?? 0) + (week.unused['nothing-offered'] ?? 0)]
    const ends = minutes.map((_, at) => Math.round(minutes.slice(0, at + 1).reduce((sum, each) => sum + each, 0) / 60))
    return ends.map((end, at) => end - (ends[at - 1] ?? 0))
  })
  return {
    title: 'Guaranteed hours: used, and unused by reason',
    svg: columnChart({
      sentence: `Of ${wordsForHours(total.guaranteedMinutes)} guaranteed, ${shareWords(total)} were used. ${mainReason(total.unused)}.`,
      kind: 'stacked',
      axisLabel: 'Hours',
      columns: weeks.map((week) => wordsForDate(Temporal.PlainDate.from(week.weekOn)).split(' ').slice(0, 2).map((word) => word.slice(0, 3)).join(' ')),
      series: ['Used', 'Lost on visits', 'Not booked'].map((name, at) => ({ name, values: parts.map((week) => week[at] ?? 0) })),
    }),
  }
}

function addUp(weeks: readonly Sums[]): Sums {
  const sum = (of: (week: Sums) => number): number => weeks.reduce((all, week) => all + of(week), 0)
  const unused = Object.fromEntries(UNUSED_REASONS.map((reason) => [reason, sum((week) => week.unused[reason] ?? 0)]).filter(([, minutes]) => minutes !== 0)) as Partial<Record<UnusedReason, number>>
  return { guaranteedMinutes: sum((week) => week.guaranteedMinutes), usedMinutes: sum((week) => week.usedMinutes), aboveMinutes: sum((week) => week.aboveMinutes), unused, spot: weeks.flatMap((week) => week.spot) }
}

function mainReason(unused: Sums['unused']): string {
  const [main] = UNUSED_REASONS.map((reason) => [reason, unused[reason] ?? 0] as const).toSorted((a, b) => b[1] - a[1])
  return main === undefined || main[1] === 0 ? 'All were used' : `Most: ${UNUSED_REASON_NAMES[main[0]].toLowerCase()}, ${wordsForHours(main[1])}`
}

function shareWords({ usedMinutes, guaranteedMinutes }: Pick<Sums, 'usedMinutes' | 'guaranteedMinutes'>): string {
  return guaranteedMinutes === 0 ? 'None' : `${String(Math.floor((usedMinutes * 100) / guaranteedMinutes))}%`
}

function aboveWords(spot: Sums['spot']): string {
  return signedPence(spot.reduce((sum, each) => sum + (each.blockPence === null ? 0 : each.pence - each.blockPence), 0))
}

/** Each visit is rounded to a penny, so that differences of half a penny a visit say nothing. */
function moreWords(pence: number, visits: number): string {
  return Math.abs(pence) * 2 <= visits ? 'Nothing' : signedPence(pence)
}

function signedPence(pence: number): string {
  return pence < 0 ? `−${wordsForPence(-pence)}` : wordsForPence(pence)
}

function minutesOf(spot: Sums['spot']): number {
  return spot.reduce((sum, each) => sum + each.minutes, 0)
}

function penceOf(spot: Sums['spot']): number {
  return spot.reduce((sum, each) => sum + each.pence, 0)
}

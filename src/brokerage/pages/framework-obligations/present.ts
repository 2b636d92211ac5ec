import { hoursFigure, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { dataTable, type Cell, type Column, type TableView } from '../../../platform/components/data-table.ts'
import { holdsOn } from '../../rules/subcontract.ts'
import type { Obligation } from '../../terms/obligation.ts'
import type { Subcontract } from '../../terms/subcontract.ts'

/** An obligation with the names a table shows. */
type Row = Obligation & { readonly zoneName: string | null; readonly providerName: string | null }

/** A subcontract as the register shows it. */
export interface RegisterRow extends Subcontract {
  readonly providerName: string
  readonly subcontractorName: string
  readonly packageReference: string
}

interface Kind {
  readonly clause: Obligation['clause']
  readonly caption: string
  readonly noun: readonly [string, string]
  /** What is counted, and what it is counted of. */
  readonly parts: readonly [numerator: string, denominator: string]
  readonly says: string
}

const KINDS: readonly Kind[] = [
  { clause: 'tier-share', caption: 'Share of hours of each tier', noun: ['share', 'shares'], parts: ['Hours of the tier', 'Hours placed'], says: 'Hours a week placed with providers of a tier, of all hours a week placed, against the share that the framework sets for the tier.' },
  { clause: 'subcontract-share', caption: 'Hours that prime providers pass on', noun: ['prime provider', 'prime providers'], parts: ['Hours passed on', 'Hours referred to it'], says: 'Hours a week passed on by subcontracts in force today, of the hours a week that a prime provider holds in all its zones.' },
  { clause: 'block-use', caption: 'Use of guaranteed hours', noun: ['block', 'blocks'], parts: ['Hours used', 'Hours guaranteed'], says: 'Hours a week that a provider holds in the zone, of those the council guarantees it. Hours above the guarantee are bought besides and do not count.' },
  { clause: 'vast-majority', caption: 'Leads that may pay subcontractors less', noun: ['lead', 'leads'], parts: ['Hours of the lead', 'Hours placed in the zone'], says: 'A lead may pay a subcontractor less than the council pays only where it delivers or passes on the vast majority of the zone’s hours. Falling short breaks nothing.' },
  { clause: 'competition-bids', caption: 'Bids in mini-competitions', noun: ['zone', 'zones'], parts: ['Bids', 'Mini-competitions'], says: 'Bids of the mini-competitions that ended in the last four weeks, one for each provider that bid, and how many that is for each. The framework sets no number.' },
  { clause: 'price-window', caption: 'Use of the price window', noun: ['zone', 'zones'], parts: ['Bid above the lowest price', 'Room in the window'], says: 'What the bids of the last four weeks are above the lowest price that may be bid, of what they would be if all were at the highest. 0% is the bottom of the window, 100% its top.' },
  { clause: 'lead-acceptance', caption: 'Offers that leads accepted', noun: ['lead', 'leads'], parts: ['Offers accepted', 'Offers answered or lapsed'], says: 'Offers to leads that were accepted, of all that were answered or lapsed in the last four weeks. Offers that the council withdrew do not count. The framework sets no share.' },
]

/** The tables of one framework: each kind of obligation that it has, with what is counted in it. */
export function obligationTables(obligations: readonly Row[], url: string): { says: string; table: TableView }[] {
  return KINDS.flatMap((kind) => {
    // Each tier has a table of its own; of the other kinds there is one.
    const tables = [...Map.groupBy(obligations.filter((each) => each.clause === kind.clause), (each) => (kind.clause === 'tier-share' ? each.what : kind.caption))]
    return tables.map(([caption, rows], index) => ({ says: kind.says, table: dataTable<Row>({ key: index === 0 ? kind.clause : `${kind.clause}-${String(index + 1)}`, caption, noun: kind.noun, url, rows, rowHeading: rows.some((row) => row.providerName !== null) ? 'provider' : 'zone', emptyWords: '', columns: columnsOf(kind, rows) }) }))
  })
}

function columnsOf(kind: Kind, rows: readonly Row[]): Column<Row>[] {
  const has = (find: (row: Row) => boolean): boolean => rows.some(find)
  const columns: (Column<Row> | false)[] = [
    has((row) => row.providerName !== null) && { key: 'provider', heading: 'Provider', value: (row) => (row.providerId === null ? 'All providers' : { text: row.providerName ?? '', href: `/providers/${row.providerId}` }), sort: (row) => row.providerName ?? '' },
    kind.clause !== 'subcontract-share' && { key: 'zone', heading: 'Zone', value: (row) => (row.zoneId === null ? 'All zones' : { text: row.zoneName ?? '', href: `/zones/${row.zoneId}` }), sort: (row) => row.zoneName ?? '' },
    { key: 'numerator', heading: kind.parts[0], numeric: true, value: (row) => figure(row, row.share.numerator), sort: (row) => row.share.numerator, csv: (row) => plainFigure(row, row.share.numerator) },
    { key: 'denominator', heading: kind.parts[1], numeric: true, value: (row) => figure(row, row.share.denominator), sort: (row) => row.share.denominator, csv: (row) => plainFigure(row, row.share.denominator) },
    { key: 'percent', heading: kind.clause === 'competition-bids' ? 'Bids each' : 'Share', numeric: true, value: shareWords, sort: (row) => row.share.percent ?? -1, csv: (row) => row.share.percent ?? '' },
    has((row) => row.lowPercent !== null) && { key: 'asked', heading: 'Asked', numeric: true, value: askedWords },
    has((row) => row.lowPercent !== null) && { key: 'met', heading: kind.clause === 'vast-majority' ? 'May pay less' : 'Met', value: metTag, sort: (row) => String(row.met) },
  ]
  return columns.filter((column) => column !== false)
}

function figure({ unit }: Row, count: number): string {
  return unit === 'minutes' ? hoursFigure(count) : unit === 'pence' ? wordsForPence(count) : String(count)
}

function shareWords({ unit, share }: Row): string {
  if (share.percent === null) return 'None yet'
  return unit === 'bids' ? (share.numerator / share.denominator).toFixed(1) : `${String(share.percent)}%`
}

function plainFigure({ unit }: Row, count: number): number {
  return unit === 'minutes' ? Math.round((100 * count) / 60) / 100 : unit === 'pence' ? count / 100 : count
}

/** "70% to 80%", "30% or more". */
function askedWords({ lowPercent, highPercent }: Row): string {
  if (lowPercent === null) return 'Nothing'
  if (highPercent === null) return `${String(lowPercent)}% or more`
  return lowPercent === highPercent ? `${String(lowPercent)}%` : `${String(lowPercent)}% to ${String(highPercent)}%`
}

function metTag({ clause, met }: Row): Cell {
  if (met === null) return { text: '', tag: { text: 'Nothing to measure yet', colour: 'grey' } }
  if (clause === 'vast-majority') return { text: '', tag: met ? { text: 'Yes', colour: 'green' } : { text: 'No', colour: 'grey' } }
  return { text: '', tag: met ? { text: 'Met', colour: 'green' } : { text: 'Not met', colour: 'red' } }
}

/** The subcontract register of a framework. */
export function registerTable(subcontracts: readonly RegisterRow[], today: Temporal.PlainDate, url: string): TableView {
  return dataTable<RegisterRow>({
    key: 'subcontracts',
    caption: 'Subcontract register',
    noun: ['subcontract', 'subcontracts'],
    url,
    rows: subcontracts,
    emptyWords: 'No hours are passed on. A provider, or a commissioner for it, records a subcontract on the page of its placement.',
    columns: [
      { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: `/placements/${row.placementId}` }), sort: (row) => row.packageReference },
      { key: 'provider', heading: 'Passed on by', value: (row) => row.providerName, sort: (row) => row.providerName },
      { key: 'subcontractor', heading: 'Delivered by', value: (row) => row.subcontractorName, sort: (row) => row.subcontractorName },
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes, csv: (row) => Math.round((100 * row.weeklyMinutes) / 60) / 100 },
      { key: 'price', heading: 'Paid an hour', numeric: true, value: (row) => wordsForPence(row.pencePerHour), sort: (row) => row.pencePerHour, csv: (row) => (row.pencePerHour / 100).toFixed(2) },
      { key: 'from', heading: 'First day', value: (row) => wordsForDate(row.fromOn), sort: (row) => row.fromOn.toString(), csv: (row) => row.fromOn.toString() },
      { key: 'to', heading: 'Last day', value: (row) => (row.toOn === null ? 'No end' : wordsForDate(row.toOn)), sort: (row) => row.toOn?.toString() ?? '9999', csv: (row) => row.toOn?.toString() ?? '' },
      { key: 'status', heading: 'Status', value: (row) => ({ text: '', tag: subcontractTag(row, today) }) },
    ],
  })
}

/** Where a subcontract stands on a day. */
export function subcontractTag(subcontract: Pick<Subcontract, 'fromOn' | 'toOn'>, today: Temporal.PlainDate): { readonly text: string; readonly colour: 'green' | 'blue' | 'grey' } {
  if (holdsOn(subcontract, today)) return { text: 'In force', colour: 'green' }
  return Temporal.PlainDate.compare(subcontract.fromOn, today) > 0 && (subcontract.toOn === null || Temporal.PlainDate.compare(subcontract.toOn, today) >= 0) ? { text: 'To come', colour: 'blue' } : { text: 'Ended', colour: 'grey' }
}

import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { hoursFigure, wordsForDate } from '../../../kernel/words.ts'
import { dataTable, type TableView, type TagColour } from '../../../platform/components/data-table.ts'
import type { PackageStand, SeenTransition } from '../../actions/see-transition.ts'
import { STAND_NAMES, STANDS, type Stand } from '../../terms/transition.ts'

const COLOURS: Readonly<Record<Stand, TagColour>> = { stays: 'grey', 'to-move': 'yellow', moved: 'green' }

/** Counts and hours of one zone. */
interface ZoneCount {
  readonly zoneId: string | null
  readonly zoneName: string
  readonly counts: Readonly<Record<Stand, number>>
  readonly weeklyMinutes: number
}

/** Counts of a framework's packages by zone, in the order of the packages. */
function countsByZone(packages: readonly PackageStand[]): ZoneCount[] {
  return [...Map.groupBy(packages, (each) => each.zoneName)].map(([zoneName, of]) => countOfZone(zoneName, of[0]?.zoneId ?? null, of))
}

function countOfZone(zoneName: string, zoneId: string | null, of: readonly PackageStand[]): ZoneCount {
  const counts = { stays: 0, 'to-move': 0, moved: 0 }
  for (const { stand } of of) counts[stand] += 1
  return { zoneId, zoneName, counts, weeklyMinutes: of.reduce((sum, each) => sum + each.weeklyMinutes, 0) }
}

/** How many packages of each zone stay, wait to move and have moved. */
export function zoneCountTable(packages: readonly PackageStand[], url: string): TableView {
  return dataTable<ZoneCount>({
    key: 'zones',
    caption: 'By zone',
    noun: ['zone', 'zones'],
    url,
    rows: countsByZone(packages),
    emptyWords: 'A zone appears here once it has a package.',
    columns: [
      { key: 'zone', heading: 'Zone', value: (row) => (row.zoneId === null ? row.zoneName : { text: row.zoneName, href: `/zones/${row.zoneId}` }) },
      ...STANDS.map((stand) => ({ key: stand, heading: STAND_NAMES[stand], numeric: true, value: (row: ZoneCount) => String(row.counts[stand]) })),
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes) },
    ],
  })
}

/** Every package with where it stands and why. */
export function standTable(packages: readonly PackageStand[], isNarrowed: boolean, url: string): TableView {
  return dataTable<PackageStand>({
    key: 'packages',
    caption: 'Packages',
    noun: ['package', 'packages'],
    url,
    rows: packages,
    emptyWords: isNarrowed ? 'No package fits these filters. Clear one to see more.' : 'Packages of this framework appear here once something replaces it.',
    columns: [
      { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: row.placementId === null ? `/packages/${row.packageId}` : `/placements/${row.placementId}`, hint: SERVICE_LINE_NAMES[row.serviceLine] }), sort: (row) => row.packageReference },
      { key: 'person', heading: 'Person', value: (row) => ({ text: row.person.initials, hint: row.person.reference }), sort: (row) => row.person.initials },
      { key: 'zone', heading: 'Zone', value: (row) => row.zoneName, sort: (row) => row.zoneName },
      { key: 'provider', heading: 'Provider', value: (row) => row.providerName ?? 'Waits for one', sort: (row) => row.providerName ?? '' },
      { key: 'hours', heading: 'Hours a week', numeric: true, value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes },
      { key: 'stand', heading: 'Stands', value: (row) => ({ text: '', tag: { text: STAND_NAMES[row.stand], colour: COLOURS[row.stand] }, ...(row.on === null ? {} : { hint: `${row.stand === 'moved' ? 'On' : 'From'} ${wordsForDate(row.on)}` }) }), sort: (row) => STANDS.indexOf(row.stand) },
      { key: 'on', heading: 'Day', inCsvOnly: true, value: (row) => row.on?.toString() ?? '' },
      { key: 'clause', heading: 'Clause', inCsvOnly: true, value: (row) => row.reason.clause },
      { key: 'why', heading: 'Why', wide: true, value: (row) => row.reason.words },
    ],
  })
}

/** The three counts as tiles that lead to their packages. */
export function standTiles(packages: readonly PackageStand[], path: string) {
  return STANDS.map((stand) => {
    const of = packages.filter((each) => each.stand === stand)
    return { figure: String(of.length), label: STAND_NAMES[stand], hint: `${hoursFigure(of.reduce((sum, each) => sum + each.weeklyMinutes, 0))} hours a week`, href: `${path}?stand=${stand}#packages` }
  })
}

/** Replacements that were, for the record. */
export function replacementTable({ replacements, today }: SeenTransition, url: string): TableView {
  return dataTable<SeenTransition['replacements'][number]>({
    key: 'replacements',
    caption: 'What was decided',
    noun: ['decision', 'decisions'],
    url,
    rows: replacements,
    emptyWords: 'Nothing was decided yet.',
    columns: [
      { key: 'by', heading: 'Replaced by', value: (row) => ({ text: row.byName, href: `/frameworks/${row.byFrameworkId}` }) },
      { key: 'from', heading: 'From', value: (row) => wordsForDate(row.fromOn) },
      { key: 'status', heading: 'Status', value: (row) => ({ text: '', tag: statusTag(row, today), ...(row.withdrawn === null ? {} : { hint: `${row.withdrawn.reason} (${row.withdrawn.by})` }) }) },
      { key: 'note', heading: 'Note', wide: true, value: (row) => row.note ?? '' },
      { key: 'recorded', heading: 'Decided by', value: (row) => row.recordedBy },
    ],
  })
}

function statusTag({ withdrawn, fromOn }: SeenTransition['replacements'][number], today: Temporal.PlainDate): { text: string; colour: TagColour } {
  if (withdrawn !== null) return { text: 'Withdrawn', colour: 'grey' }
  return Temporal.PlainDate.compare(fromOn, today) > 0 ? { text: 'To come', colour: 'blue' } : { text: 'In force', colour: 'green' }
}

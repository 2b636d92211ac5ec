import { SERVICE_LINE_NAMES } from '../../../care/terms.ts'
import { countOf, hoursFigure, wordsForDate, wordsForPence } from '../../../kernel/words.ts'
import { TIER_NAMES } from '../../../market/terms.ts'
import type { Column } from '../../../platform/components/data-table.ts'
import { LIFE_STATUS_NAMES, type LifeStatus } from '../../rules/placement-life.ts'
import type { PlacementStatus } from '../../rules/placement-status.ts'
import type { Placement } from '../../terms.ts'
import { LIFE_COLOURS } from '../placement-life/present.ts'

/** A placement with what lists say of it. */
export interface ListedPlacement {
  readonly placement: Placement
  readonly status: PlacementStatus
  readonly lifeStatus: LifeStatus
  readonly packageReference: string
  readonly person: { readonly reference: string; readonly initials: string }
  readonly providerName: string
  readonly zoneName: string
  readonly weeklyMinutes: number
  readonly weeklyVisits: number
}

/** Columns of the list; the provider's name is for the council, whose list has many. A person is led to where their record may be seen. */
export function placementColumns(forCouncil: boolean, leadsToPerson: (row: ListedPlacement) => boolean): Column<ListedPlacement>[] {
  const provider: Column<ListedPlacement> = { key: 'provider', heading: 'Provider', value: (row) => ({ text: row.providerName, hint: TIER_NAMES[row.placement.tier] }), sort: (row) => row.providerName }
  return [
    { key: 'package', heading: 'Package', value: (row) => ({ text: row.packageReference, href: `/placements/${row.placement.id}`, hint: SERVICE_LINE_NAMES[row.placement.serviceLine] }), sort: (row) => row.packageReference },
    { key: 'person', heading: 'Person', value: (row) => ({ text: row.person.initials, ...(leadsToPerson(row) ? { href: `/people/${row.placement.personId}` } : {}), hint: row.person.reference }), sort: (row) => row.person.initials },
    ...(forCouncil ? [provider] : []),
    { key: 'zone', heading: 'Zone', value: (row) => row.zoneName, sort: (row) => row.zoneName },
    { key: 'hours', heading: 'Hours a week', value: (row) => hoursFigure(row.weeklyMinutes), sort: (row) => row.weeklyMinutes, numeric: true },
    { key: 'visits', heading: 'Visits a week', value: (row) => String(row.weeklyVisits), sort: (row) => row.weeklyVisits, numeric: true },
    { key: 'rate', heading: 'Rate when placed', value: (row) => wordsForPence(row.placement.pencePerHour), sort: (row) => row.placement.pencePerHour, numeric: true },
    { key: 'starts', heading: 'First day', value: (row) => wordsForDate(row.placement.startsOn), sort: (row) => row.placement.startsOn.toString() },
    { key: 'ends', heading: 'Last day', value: (row) => (row.placement.endsOn === null ? 'No end' : wordsForDate(row.placement.endsOn)), sort: (row) => row.placement.endsOn?.toString() ?? '' },
    { key: 'status', heading: 'Status', value: (row) => ({ text: '', tag: { text: LIFE_STATUS_NAMES[row.lifeStatus], colour: LIFE_COLOURS[row.lifeStatus] } }), sort: (row) => row.lifeStatus },
  ]
}

/** "Packages held: 12, 168 hours a week", counting those that run today. */
export function placementsHeading(rows: readonly ListedPlacement[], forCouncil: boolean): string {
  const current = rows.filter((row) => row.status === 'current')
  const hours = hoursFigure(current.reduce((sum, row) => sum + row.weeklyMinutes, 0))
  return `${forCouncil ? 'Placements' : 'Packages held'}: ${countOf(current.length, 'package')} now, ${hours} hours a week`
}
